import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../platform/clock.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { CHEN, WANG } from '../tests/open-test-desk.js'
import { felt, openTestBoard } from './open-test-board.js'

/** Twelve customers whom the bot answered four days ago; two of them left dissatisfied. */
async function openBusyBoard() {
  const desk = await openTestBoard(fixedClock())
  for (let i = 0; i < 12; i++) {
    await desk.visit(`visitor-${i + 10}`, felt(i < 2 ? 'dissatisfied' : 'satisfied'))
  }
  desk.clock.advance(4 * DAY)
  return desk
}

describe('the board', () => {
  test('is for supervisors', async () => {
    await using desk = await openTestBoard()

    expect((await (await desk.browser(CHEN)).get('/board')).status).toBe(403)
    expect((await (await desk.browser(WANG)).get('/board')).status).toBe(200)
  })

  test('says what the bot solved, with count and interval, and leads to the conversations', async () => {
    await using desk = await openBusyBoard()
    const wang = await desk.browser(WANG)

    const page = await (await wang.get('/board?days=28')).text()
    const list = await (await wang.get('/board/visits?days=28&what=dissatisfied')).text()

    // 10 of 12; Wilson from 55 to 95.
    expect(page).toContain('<b>83%</b>')
    expect(page).toContain('[55% – 95%]')
    expect(page).toContain('>10 / 12</a>')
    expect(page).not.toMatch(/deflect/i)
    expect(list).toContain('2 visits')
    expect(list).toContain('asked the same more than once, no result')
    expect(list.match(/href="\/customers\/customer_\w+\/visits\/session_\w+"/g)).toHaveLength(2)
  })

  test('gives no percentage of a few, and tells what a visit is about', async () => {
    await using desk = await openTestBoard()
    await desk.visit('visitor-20', felt('satisfied'), 'refund-time')
    await desk.visit('visitor-21', null, null)
    const wang = await desk.browser(WANG)

    const page = await (await wang.get('/board')).text()
    const list = await (await wang.get('/board/visits?what=visits&topic=after-sales')).text()

    expect(page).toContain('too few for a share')
    expect(page).not.toMatch(/<b>\d+%<\/b>/)
    expect(page).toContain('After-sales')
    expect(page).toContain('1 of them read')
    expect(list).toContain('visitor-20')
    expect(list).not.toContain('visitor-21')
  })

  test('takes back what the model thought solved when the customer comes again', async () => {
    await using desk = await openTestBoard()
    await desk.visit('visitor-30', felt('satisfied'))
    desk.clock.advance(20 * HOUR)
    const before = await desk.board.report(7)
    await desk.visit('visitor-30', felt('neutral'))
    desk.clock.advance(3 * DAY)

    const after = await desk.board.report(7)

    expect(before.all.outcomes).toEqual({ pending: 1 })
    expect(after.all.outcomes).toEqual({ 'came-back': 1, 'left-neutral': 1 })
  })

  test('counts a visit on the day on which it ended, in the zone of the service', async () => {
    // The clock of tests begins at noon in Shanghai.
    await using desk = await openTestBoard()
    await desk.visit('visitor-40', felt('neutral'))
    desk.clock.advance(11 * HOUR + 55 * MINUTE)
    await desk.visit('visitor-41', felt('neutral'))
    desk.clock.advance(10 * MINUTE)
    await desk.visit('visitor-42', felt('neutral'))

    const { byDay } = await desk.board.report(7)

    expect(byDay.slice(-2).map(({ day, figures }) => [day, figures.visits])).toEqual([
      ['2026-11-23', 2],
      ['2026-11-24', 1],
    ])
  })

  test('has people’s work apart: a visit with a case is passed on, and leads to the case', async () => {
    await using desk = await openTestBoard()
    const id = await desk.openCase('我要投诉')
    await desk.cases.take(id, CHEN)
    await desk.cases.reply(id, CHEN, { text: '您好', clientId: 'a' })
    await desk.cases.solve(id, CHEN, { category: 'complaint', cause: 'people', summary: '' })
    const scores = { speed: 5, attitude: 5, solution: 3 }
    await desk.answerSurvey(desk.conversation.id, { caseId: id, ...scores, words: '' })
    const wang = await desk.browser(WANG)

    const { all } = await desk.board.report(7)
    const list = await (await wang.get('/board/visits?what=answered-people')).text()

    expect(all.people.response).toMatchObject({ hits: 1, all: 1 })
    expect(all.people.csat).toMatchObject({ hits: 0, all: 1 })
    expect(list).toContain(`href="/desk/cases/${id}?view=all"`)
  })

  test('shows an address from elsewhere without what it does not know', async () => {
    await using desk = await openTestBoard()
    const wang = await desk.browser(WANG)

    const page = await wang.get('/board/visits?days=900&what=<b>&topic=moon&day=2026-13')

    expect(page.status).toBe(200)
    expect(await page.text()).toContain('There is no such visit.')
  })
})
