import { describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '../../platform/clock.js'
import { CHEN, LIN, WANG } from '../tests/open-test-desk.js'
import { openTestQuality, SUPERVISOR } from './open-test-quality.js'

async function openDrawn() {
  const pages = await openTestQuality()
  await pages.solved('退款还没到 <b>', 2 * MINUTE)
  pages.clock.advance(DAY)
  await pages.draw()
  const [line] = await pages.quality.list('open', SUPERVISOR)
  if (!line) throw new Error('Nothing was drawn.')
  return { ...pages, path: `/quality/${line.id}` }
}

describe('the pages of quality', () => {
  test('lead a supervisor from the list to the form, and the result to the agent', async () => {
    await using pages = await openDrawn()
    const wang = await pages.browser(WANG)
    const chen = await pages.browser(CHEN)

    const list = await (await wang.get('/quality')).text()
    const form = await (await wang.get(pages.path)).text()
    const fields = { speed: '5', attitude: '4', effect: '3', words: '很好 <script>' }
    const sent = await wang.post(`${pages.path}/score`, fields)
    const desk = await (await chen.get('/desk')).text()
    const own = await (await chen.get('/quality')).text()
    const result = await (await chen.get(pages.path)).text()
    const deskAfter = await (await chen.get('/desk')).text()

    expect(list).toContain(pages.path)
    expect(form).toContain('退款还没到 &lt;b&gt;')
    expect(form).toContain('The measured times suggest 5; you decide.')
    // The suggestion is said, and not chosen.
    expect(form).not.toMatch(/required="" checked/)
    expect(form).toContain('Solved the first time')
    expect(sent.status).toBe(303)
    expect(desk).toContain('1 new quality result')
    expect(own).toContain('New')
    expect(result).toContain('很好 &lt;script&gt;')
    expect(result).toContain('Send the answer')
    expect(deskAfter).not.toContain('new quality result')
  })

  test('keep what was filled in when something is missing', async () => {
    await using pages = await openDrawn()
    const wang = await pages.browser(WANG)

    const answer = await wang.post(`${pages.path}/score`, { speed: '2', words: '写了很多' })
    const html = await answer.text()

    expect(answer.status).toBe(409)
    expect(html).toContain('Give a score for all three.')
    expect(html).toContain('写了很多')
    expect(html).toMatch(/name="speed" value="2" required="" checked/)
  })

  test('show an agent nothing of colleagues, nor what is still to be scored', async () => {
    await using pages = await openDrawn()
    const [chen, lin] = [await pages.browser(CHEN), await pages.browser(LIN)]

    expect((await chen.get(pages.path)).status).toBe(404)
    await pages.quality.score(pages.path.split('/').at(-1) as never, SUPERVISOR, {
      scores: { speed: 5, attitude: 5, effect: 5 },
      words: '',
    })

    expect((await lin.get(pages.path)).status).toBe(404)
    expect((await lin.post(`${pages.path}/answer`, { words: 'x' })).status).toBe(404)
    expect((await chen.get('/quality/nothing')).status).toBe(404)
  })
})
