import { describe, expect, test } from 'vitest'
import { DAY } from '../../platform/clock.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { pastTurns } from '../conversation/past-turns.js'
import { CHEN, COMPLAINT, openTestDesk } from '../tests/open-test-desk.js'
import { ruleFigures } from './rule-figures.js'

const never = new AbortController().signal

/** A desk on which the bot hands over by a rule, as it does after a turn. */
async function openTest() {
  const clock = fixedClock()
  const desk = await openTestDesk({ clock })

  /** A customer of their own writes; the case waits. */
  async function handOver(rule: string, visitor: string) {
    const { id } = await desk.conversations.open('webchat', visitor, 'zh-Hans')
    await desk.conversations.receive(id, { channelId: `${visitor}-1`, text: '投诉' })
    const session = await desk.conversations.session(id)
    if (!session) throw new Error('No session is open.')
    const [message] = await desk.conversations.unanswered(session)
    const trace = {
      question: '投诉',
      signals: [],
      rules: [rule, 'low-confidence'],
      passages: [],
      probability: null,
      decision: 'hand-over',
    } as const
    await desk.handOver(
      {
        session,
        answeredThrough: message?.number ?? 0,
        language: 'zh-Hans',
        memory: session.memory,
        trace,
        say: { text: 'sorry' },
      },
      { ...COMPLAINT, rule },
    )
    const cases = await desk.cases.list({ view: 'queue', agent: CHEN })
    const opened = cases.find((line) => line.case.conversation === id)
    if (!opened) throw new Error('No case is waiting.')
    return { id: opened.case.id, conversation: id }
  }
  return { ...desk, clock, handOver }
}

describe('figures of the rules', () => {
  test('count the turns that a rule decided in 7 and in 30 days, not those where it came second', async () => {
    await using desk = await openTest()
    await desk.handOver('complaint', 'a')
    desk.clock.advance(25 * DAY)
    await desk.handOver('complaint', 'b')
    desk.clock.advance(6 * DAY)
    await desk.handOver('complaint', 'c')

    const figures = await ruleFigures(desk.store.db, desk.clock.now(), never)

    // "a" is 31 days old, "b" 6 days, "c" new.
    expect(figures.get('complaint')).toMatchObject({ week: 2, month: 2 })
    expect(figures.get('low-confidence')).toBeUndefined()
  })

  test('tell what became of its cases, and how they were scored', async () => {
    await using desk = await openTest()
    const rule = 'anger'
    await desk.handOver(rule, 'waits')
    const back = await desk.handOver(rule, 'back')
    const served = await desk.handOver(rule, 'served')
    const solved = await desk.handOver(rule, 'solved')
    for (const { id } of [back, served, solved]) await desk.cases.take(id, CHEN)
    await desk.cases.giveBack(back.id, CHEN)
    const result = { category: 'order', cause: 'people', summary: '' } as const
    await desk.cases.solve(solved.id, CHEN, result)
    const scores = { speed: 3, attitude: 4, solution: 5, words: '' }
    await desk.answerSurvey(solved.conversation, { caseId: solved.id, ...scores })

    const figures = await ruleFigures(desk.store.db, desk.clock.now(), never)

    expect(figures.get(rule)).toMatchObject({
      cases: { waiting: 1, 'given-back': 1, served: 1, solved: 1 },
      score: 4,
    })
  })

  test('are read page by page, each turn once and in order', async () => {
    await using desk = await openTest()
    await desk.handOver('complaint', 'first')
    const [row] = await desk.store.db
      .selectFrom('message')
      .selectAll()
      .where('role', '=', 'bot')
      .execute()
    const [trace] = await desk.store.db.selectFrom('turn_trace').selectAll().execute()
    if (!row || !trace) throw new Error('The turn was not kept.')
    // More than two pages, many in the same millisecond.
    for (let n = 1; n <= 600; n++) {
      const id = `message_copy${n}` as typeof row.id
      const number = row.number + n
      await desk.store.db
        .insertInto('message')
        .values({ ...row, id, number, at: row.at + Math.floor(n / 400), channel_id: null })
        .execute()
      await desk.store.db
        .insertInto('turn_trace')
        .values({ ...trace, message_id: id })
        .execute()
    }

    const seen: string[] = []
    for await (const { message } of pastTurns(desk.store.db, 0, never)) seen.push(message)

    expect(seen).toHaveLength(601)
    expect(new Set(seen).size).toBe(601)
    expect(seen.at(-1)).toBe('message_copy600')
  })
})
