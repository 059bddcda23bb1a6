import { systemClock } from '../../platform/clock.js'
import { createHttpApp } from '../../platform/http/app.js'
import { ASSETS_PATH, type Assets } from '../../platform/http/assets.js'
import { serveHttp } from '../../platform/http/serve.js'
import { newId } from '../../platform/id.js'
import { silentLog } from '../../platform/log.js'
import { openTestContent, testSource } from '../check/open-test-content.js'
import { effectRoutes } from './effect-routes.js'
import { createEffectRuns } from './effect-runs.js'
import { createMeasureEffect, type MeasureEffect } from './measure-effect.js'

export const REFUND = {
  title: '退款多久到账',
  body: '退款 3 个工作日内到账。',
  questions: ['退款要几天'],
}
export const FILE = 'help/refund.md'
export const SLOW = testSource('refund', { ...REFUND, body: '退款 7 个工作日内到账。' })

/** The pages over real HTTP. `wait` holds each question back until it settles. */
export async function openTestEffect(wait: Promise<unknown> = Promise.resolve(), assets?: Assets) {
  const content = await openTestContent(
    { refund: REFUND },
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
      assets: assets ?? { url: (name) => `/assets/${name}` },
      clock: systemClock,
      zone: 'Asia/Shanghai',
      staffFrame: () => ({ links: [], person: 'Zhao' }),
      draftOf: async (id) => drafts.get(id),
    }),
  )
  if (assets) app.route(ASSETS_PATH, assets.routes)
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

/** A promise that the test settles. */
export function heldBack() {
  let resolve = () => {}
  let reject = (_: Error) => {}
  const promise = new Promise<void>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}

/** The query of a change that makes the answer test fail. */
export const DRAFT = '?draft=draft_abcdefghijkl'
