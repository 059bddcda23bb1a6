import { describe, expect, test } from 'vitest'
import { testSource } from '../check/open-test-content.js'
import { blockFailing } from './block-failing.js'
import { createMeasureEffect } from './measure-effect.js'
import { DRAFT, FILE, heldBack, openTestEffect, REFUND, SLOW } from './open-test-effect.js'

test('begins with the article as it is', async () => {
  await using effect = await openTestEffect()

  const { html } = await effect.get('?lang=en&article=refund')

  expect(html).toContain('value="help/refund.md"')
  expect(html).toContain('退款 3 个工作日内到账。')
})

describe('a change', () => {
  test('is shown at once, and its effect comes by itself', async () => {
    const hold = heldBack()
    await using effect = await openTestEffect(hold.promise)

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
    await using effect = await openTestEffect(new Promise(() => {}))
    const { html } = await effect.get(`${DRAFT}&lang=en`)
    const run = /name="run" value="([^"]+)"/.exec(html)?.[1] ?? ''

    const stopped = await effect.post('/stop', { run, href: `/knowledge/effect${DRAFT}` })
    const verdict = await blockFailing(
      createMeasureEffect({ knowledge: effect.knowledge, onlyTests: true }),
    )({
      ...{ article: 'refund', file: FILE, before: null, after: SLOW },
      by: { id: 'a1', login: 'zhao.ming', name: '赵明' },
      language: 'en',
    })

    expect(stopped.html).toContain('There is no result: it was stopped')
    expect(stopped.html).not.toContain('hx-sse:connect')
    expect(effect.measured.map(({ aborted }) => aborted)).toEqual([true])
    expect(verdict.kind).toBe('blocks')
  })

  test('that is gone is not found', async () => {
    await using effect = await openTestEffect()

    const answers = [await effect.get('?draft=draft_gone'), await effect.get('?run=gone')]

    expect(answers.map(({ status }) => status)).toEqual([404, 404])
  })
})

describe('an edit that was typed', () => {
  const typed = (source: string) => ({ file: FILE, source: source.replaceAll('\n', '\r\n') })

  test('has an address of its own, where its effect is told', async () => {
    await using effect = await openTestEffect()

    const begun = await effect.post('?lang=en', typed(testSource('refund', REFUND)))
    if (begun.html.includes('hx-sse:connect')) await effect.stream(begun.html)
    const { html } = await effect.get(`${new URL(begun.url).search}&lang=en`)

    expect(html).toContain('The 1 answer test that touches the article passes.')
    expect(html).toContain('None of 4 questions is answered otherwise.')
  })

  test('is kept when it cannot be read, with what to write', async () => {
    await using effect = await openTestEffect()

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
  await using effect = await openTestEffect(hold.promise)
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
