import { describe, expect, test } from 'vitest'
import { systemClock } from '../../platform/clock.js'
import { createHttpApp } from '../../platform/http/app.js'
import { serveHttp } from '../../platform/http/serve.js'
import { newId } from '../../platform/id.js'
import { silentLog } from '../../platform/log.js'
import { openTestContent, testSource } from '../check/open-test-content.js'
import { blockFailing } from './block-failing.js'
import { effectRoutes } from './effect-routes.js'
import { createEffectRuns } from './effect-runs.js'
import { createMeasureEffect, type MeasureEffect } from './measure-effect.js'

const refund = { title: '退款多久到账', body: '退款 3 个工作日内到账。', questions: ['退款要几天'] }
const FILE = 'help/refund.md'
const SLOW = testSource('refund', { ...refund, body: '退款 7 个工作日内到账。' })

/** The pages over real HTTP. `wait` holds each question back until it settles. */
async function openEffect(wait: Promise<unknown> = Promise.resolve()) {
  const content = await openTestContent(
    { refund },
    {
      'answer-tests/shop.jsonl':
        '{"question": "退款要几天", "lang": "zh-Hans", "articles": ["refund"], "facts": [["3 个工作日"]]}',
    },
  )
  const { knowledge } = content
  const stop = new AbortController()
  const app = createHttpApp({ log: silentLog, newId, stopping: stop.signal })
  const drafts = new Map([['draft_abcdefghijkl', { file: FILE, source: SLOW }]])
  const measured: AbortSignal[] = []
  const measureEffect = createMeasureEffect({
    knowledge,
    realQuestions: async () => [{ text: '退款要几天', language: 'zh-Hans', count: 4, gold: null }],
  })
  const held: MeasureEffect = async (edits, signal, onQuestion) => {
    measured.push(signal)
    await Promise.race([
      wait,
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    ])
    return measureEffect(edits, signal, onQuestion)
  }
  app.route(
    '/knowledge/effect',
    effectRoutes({
      knowledge,
      runs: createEffectRuns({
        ...{ measureEffect: held, knowledge, clock: systemClock, log: silentLog },
        stopping: stop.signal,
      }),
      assets: { url: (name) => `/assets/${name}` },
      clock: systemClock,
      zone: 'Asia/Shanghai',
      staffFrame: () => ({ links: [], person: 'Zhao' }),
      draftOf: async (id) => drafts.get(id),
    }),
  )
  const server = await serveHttp(app, { host: '127.0.0.1', port: 0, grace: 100 })
  const url = `${server.url}/knowledge/effect`
  return {
    ...{ knowledge, url, measured },
    async get(query: string) {
      const answer = await fetch(`${url}${query}`)
      return { status: answer.status, html: await answer.text() }
    },
    /** Sends a form and follows where it leads. */
    async post(path: string, fields: Readonly<Record<string, string>>) {
      const answer = await fetch(`${url}${path}`, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { origin: server.url, 'accept-language': 'en' },
      })
      return { status: answer.status, url: answer.url, html: await answer.text() }
    },
    /** All that the stream of this page says until it ends. */
    async stream(html: string) {
      const path = /hx-sse:connect="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
      if (path === undefined) throw new Error('The page has no stream.')
      return (await fetch(new URL(path, server.url))).text()
    },
    async [Symbol.asyncDispose]() {
      stop.abort()
      await server[Symbol.asyncDispose]()
      await content[Symbol.asyncDispose]()
    },
  }
}

function heldBack() {
  let resolve = () => {}
  let reject = (_: Error) => {}
  const promise = new Promise<void>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}

const DRAFT = '?draft=draft_abcdefghijkl'

test('begins with the article as it is', async () => {
  await using effect = await openEffect()

  const { html } = await effect.get('?lang=en&article=refund')

  expect(html).toContain('value="help/refund.md"')
  expect(html).toContain('退款 3 个工作日内到账。')
})

describe('a change', () => {
  test('is shown at once, and its effect comes by itself', async () => {
    const hold = heldBack()
    await using effect = await openEffect(hold.promise)

    const { html } = await effect.get(`${DRAFT}&lang=en`)
    hold.resolve()
    const stream = await effect.stream(html)
    const later = await effect.get(`${DRAFT}&lang=en`)

    expect(html).toContain('Stop waiting')
    expect(html).toMatch(/<noscript>.*Load the page again/s)
    expect(stream).toContain('1 answer test fails with this edit, so it must not be published.')
    expect(later.html).toContain('It does not say “3 个工作日”.')
    expect(later.html).toMatch(/退款 3 个工作日内到账。[\s\S]*退款 7 个工作日内到账。/)
    expect(later.html).toContain('Different 4')
    expect(effect.measured).toHaveLength(1)
  })

  test('is not waited for any longer by who says so, and blocks all the same', async () => {
    await using effect = await openEffect(new Promise(() => {}))
    const { html } = await effect.get(`${DRAFT}&lang=en`)
    const run = /name="run" value="([^"]+)"/.exec(html)?.[1] ?? ''

    const stopped = await effect.post('/stop', { run, href: `/knowledge/effect${DRAFT}` })
    const verdict = await blockFailing(
      createMeasureEffect({ knowledge: effect.knowledge, onlyTests: true }),
    )({
      ...{ article: 'refund', file: FILE, before: null, after: SLOW },
      by: { id: 'a1', login: 'zhao.ming', name: '赵明' },
    })

    expect(stopped.html).toContain('There is no result: it was stopped')
    expect(stopped.html).not.toContain('hx-sse:connect')
    expect(effect.measured.map(({ aborted }) => aborted)).toEqual([true])
    expect(verdict.kind).toBe('blocks')
  })

  test('that is gone is not found', async () => {
    await using effect = await openEffect()

    const answers = [await effect.get('?draft=draft_gone'), await effect.get('?run=gone')]

    expect(answers.map(({ status }) => status)).toEqual([404, 404])
  })
})

describe('an edit that was typed', () => {
  const typed = (source: string) => ({ file: FILE, source: source.replaceAll('\n', '\r\n') })

  test('has an address of its own, where its effect is told', async () => {
    await using effect = await openEffect()

    const begun = await effect.post('?lang=en', typed(testSource('refund', refund)))
    if (begun.html.includes('hx-sse:connect')) await effect.stream(begun.html)
    const { html } = await effect.get(`${new URL(begun.url).search}&lang=en`)

    expect(html).toContain('The 1 answer test that touches the article passes.')
    expect(html).toContain('None of 4 questions is answered otherwise.')
  })

  test('is kept when it cannot be read, with what to write', async () => {
    await using effect = await openEffect()

    const begun = await effect.post('?lang=en', typed('no <b>front</b> matter'))
    if (begun.html.includes('hx-sse:connect')) await effect.stream(begun.html)
    const { html } = await effect.get(`${new URL(begun.url).search}&lang=en`)
    const nameless = await effect.post('?lang=en', { file: ' ', source: 'x' })

    expect(html).toContain('The edit cannot be read')
    expect(html).toContain('The file has no front matter.')
    expect(html).toContain('no &lt;b&gt;front&lt;/b&gt; matter')
    expect(nameless.status).toBe(400)
    expect(nameless.html).toContain('Write the file’s path')
  })
})

test('what broke is told in words, and measured again when asked', async () => {
  const hold = heldBack()
  await using effect = await openEffect(hold.promise)
  const { html } = await effect.get(`${DRAFT}&lang=en`)
  hold.reject(new Error('the model is gone'))

  const stream = await effect.stream(html)
  const run = /name="run" value="([^"]+)"/.exec(html)?.[1] ?? ''
  await effect.post('/again', { run, href: `/knowledge/effect${DRAFT}` })
  const elsewhere = await effect.post('/again', { run, href: 'https://example.org/' })

  expect(stream).toContain('tell whoever runs Kefu: the log has the reason.')
  expect(stream).not.toContain('the model is gone')
  expect(effect.measured).toHaveLength(2)
  expect(elsewhere.status).toBe(400)
})
