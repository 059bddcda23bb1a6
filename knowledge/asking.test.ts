import { describe, expect, test } from 'vitest'
import { openTestContent, testSource } from './check/open-test-content.js'

const { signal } = new AbortController()
const refund = { title: '退款多久到账', body: '退款 3 天到账。' }

async function openAsked() {
  const content = await openTestContent({ refund })
  const ask = () => content.knowledge.ask('退款要几天', { language: 'zh-Hans' }, signal)
  return { ...content, ask, first: await ask() }
}

describe('what was found for a question', () => {
  test('is given again while nothing changes', async () => {
    await using content = await openAsked()

    expect(await content.ask()).toBe(content.first)
  })

  test('is looked for anew when an article changed', async () => {
    await using content = await openAsked()
    const changed = testSource('refund', { ...refund, body: '退款 7 天到账。' })

    await content.write('articles/help/refund.md', changed)
    await content.knowledge.readAgain()

    expect((await content.ask()).hits[0]?.extract.markdown).toBe('退款 7 天到账。')
  })

  test('is looked for anew when the confidence is learned again', async () => {
    await using content = await openAsked()

    content.knowledge.learnAgain()
    await content.knowledge.complete()

    expect(await content.ask()).not.toBe(content.first)
  })
})
