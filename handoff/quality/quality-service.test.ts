import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../platform/clock.js'
import { LIN } from '../tests/open-test-desk.js'
import { AGENT, COLLEAGUE, openTestQuality, SUPERVISOR } from './open-test-quality.js'
import { createQualityDays } from './quality-day.js'

type TestQuality = Awaited<ReturnType<typeof openTestQuality>>

const GOOD = { scores: { speed: 4, attitude: 5, effect: 3 }, words: '说清了原因' } as const

/** The day is over, and what was solved in it has been drawn from. */
async function nextDay(pages: TestQuality) {
  pages.clock.advance(DAY)
  await pages.draw()
}

async function drawn(pages: TestQuality) {
  await pages.solved('退款还没到', 2 * MINUTE)
  await nextDay(pages)
  const [line] = await pages.quality.list('open', SUPERVISOR)
  if (!line) throw new Error('Nothing was drawn.')
  return line
}

describe('days and weeks', () => {
  const days = createQualityDays('Asia/Shanghai')

  test.each([
    // 2026-11-23 is a Monday; it begins at 16:00 UTC of the day before.
    { day: '2026-11-23', week: '2026-11-23', dayOfWeek: 1 },
    { day: '2026-11-29', week: '2026-11-23', dayOfWeek: 7 },
    { day: '2027-01-01', week: '2026-12-28', dayOfWeek: 5 },
  ])('$day is day $dayOfWeek of the week of $week', ({ day, week, dayOfWeek }) => {
    expect(days.weekOf(day)).toBe(week)
    expect(days.dayOfWeek(day)).toBe(dayOfWeek)
    expect(days.dayOf(days.startOf(day))).toBe(day)
    expect(days.endOf(day)).toBe(days.startOf(days.after(day)))
  })

  test('begin where the service is', () => {
    expect(days.startOf('2026-11-23')).toBe(Date.UTC(2026, 10, 22, 16))
  })
})

describe('drawing at the end of the day', () => {
  test('draws what was solved, once, and is next due at the end of the next day', async () => {
    await using pages = await openTestQuality()
    await pages.solved('退款还没到', 2 * MINUTE)
    await pages.draw()
    expect(await pages.quality.list('open', SUPERVISOR)).toEqual([])

    await nextDay(pages)
    await pages.draw()

    const lines = await pages.quality.list('open', SUPERVISOR)
    expect(lines).toMatchObject([{ agent: AGENT.id, day: '2026-11-23', week: '2026-11-23' }])
    expect(await pages.quality.drawing.next()).toBe(Date.UTC(2026, 10, 24, 16))
  })

  test('catches up the days on which the process was down', async () => {
    await using pages = await openTestQuality()
    await pages.draw()
    for (const words of ['一', '二', '三']) await pages.solved(words, MINUTE)

    pages.clock.advance(3 * DAY)
    await pages.draw()

    const days = (await pages.quality.list('open', SUPERVISOR)).map(({ day }) => day)
    expect(days.toSorted()).toEqual(['2026-11-23', '2026-11-24', '2026-11-25'])
  })

  test('knows who solved it, and why it is worth a look, though another has it now', async () => {
    await using pages = await openTestQuality()
    const id = await pages.openCase('还没到')
    await pages.cases.take(id, AGENT.id)
    pages.clock.advance(40 * MINUTE)
    await pages.cases.solve(id, AGENT.id, { category: 'order', cause: 'process', summary: '' })
    const low = { caseId: id, speed: 1, attitude: 1, solution: 1, words: '' }
    await pages.answerSurvey(pages.conversation.id, low)
    await pages.cases.take(id, LIN)

    await nextDay(pages)

    expect(await pages.quality.list('open', SUPERVISOR)).toMatchObject([
      { agent: AGENT.id, caseId: id, reasons: ['lowRated', 'reopened', 'long'] },
    ])
  })
})

describe('a score', () => {
  test.each([
    // Of an hour's target: 3 %, 40 %, 90 %, 150 %, 300 %.
    { wait: 2 * MINUTE, speed: 5 },
    { wait: 24 * MINUTE, speed: 4 },
    { wait: 54 * MINUTE, speed: 3 },
    { wait: 90 * MINUTE, speed: 2 },
    { wait: 3 * HOUR, speed: 1 },
  ])('of speed is suggested as $speed after $wait ms, and decided by people', async (each) => {
    await using pages = await openTestQuality()
    await pages.solved('在吗', each.wait)
    await nextDay(pages)
    const [line] = await pages.quality.list('open', SUPERVISOR)
    if (!line) throw new Error('Nothing was drawn.')

    const sample = await pages.quality.find(line.id, SUPERVISOR)
    await pages.quality.score(line.id, SUPERVISOR, GOOD)

    expect(sample?.suggestedSpeed).toBe(each.speed)
    expect((await pages.quality.list('scored', SUPERVISOR))[0]?.score).toMatchObject({
      scores: GOOD.scores,
      suggestedSpeed: each.speed,
    })
  })

  test('reaches its agent, who sees it once as new and answers once', async () => {
    await using pages = await openTestQuality()
    const { id } = await drawn(pages)
    expect(await pages.quality.find(id, AGENT)).toBeUndefined()
    await pages.quality.score(id, SUPERVISOR, GOOD)
    expect(await pages.quality.unseen(AGENT.id)).toBe(1)

    await pages.quality.find(id, SUPERVISOR)
    const afterSupervisor = await pages.quality.unseen(AGENT.id)
    const seen = await pages.quality.find(id, AGENT)
    const first = await pages.quality.answer(id, AGENT, '下次先说明原因')
    const second = await pages.quality.answer(id, AGENT, '还有')

    expect(afterSupervisor).toBe(1)
    expect(seen?.line.score?.words).toBe('说清了原因')
    expect(await pages.quality.unseen(AGENT.id)).toBe(0)
    expect(first).toEqual({ ok: true })
    expect(second).toEqual({ ok: false, refusal: 'already-answered' })
    expect((await pages.quality.find(id, SUPERVISOR))?.line.score?.answer?.words).toBe(
      '下次先说明原因',
    )
  })

  test('is given by a supervisor, once, whole, and to nobody by themselves', async () => {
    await using pages = await openTestQuality()
    const { id } = await drawn(pages)
    const own = { ...SUPERVISOR, id: AGENT.id }
    const part = { scores: { speed: 4 }, words: '' } as const

    expect(await pages.quality.score(id, AGENT, GOOD)).toMatchObject({ refusal: 'supervisor-only' })
    expect(await pages.quality.score(id, own, GOOD)).toMatchObject({ refusal: 'own' })
    expect(await pages.quality.score(id, SUPERVISOR, part)).toMatchObject({ refusal: 'incomplete' })
    const both = await Promise.all([
      pages.quality.score(id, SUPERVISOR, GOOD),
      pages.quality.score(id, SUPERVISOR, GOOD),
    ])
    expect(both).toEqual([{ ok: true }, { ok: false, refusal: 'already-scored' }])
  })

  test('is no colleague’s business', async () => {
    await using pages = await openTestQuality()
    const { id } = await drawn(pages)
    await pages.quality.score(id, SUPERVISOR, GOOD)

    expect(await pages.quality.find(id, COLLEAGUE)).toBeUndefined()
    expect(await pages.quality.list('scored', COLLEAGUE)).toEqual([])
    expect(await pages.quality.answer(id, COLLEAGUE, '我')).toMatchObject({ refusal: 'not-yours' })
  })

  test('counts in the means of its week, of which an agent sees their own', async () => {
    await using pages = await openTestQuality()
    await pages.solved('一', MINUTE)
    await pages.solved('二', MINUTE)
    pages.clock.advance(3 * DAY)
    await pages.draw()
    const lines = await pages.quality.list('open', SUPERVISOR)
    for (const [index, { id }] of lines.entries()) {
      const scores = { speed: index === 0 ? 2 : 5, attitude: 4, effect: 3 } as const
      await pages.quality.score(id, SUPERVISOR, { scores, words: '' })
    }

    const mean = {
      agent: AGENT.id,
      week: '2026-11-23',
      count: 2,
      speed: 3.5,
      attitude: 4,
      effect: 3,
    }
    expect(await pages.quality.means(SUPERVISOR)).toEqual([mean])
    expect(await pages.quality.means(AGENT)).toEqual([mean])
    expect(await pages.quality.means(COLLEAGUE)).toEqual([])
  })
})
