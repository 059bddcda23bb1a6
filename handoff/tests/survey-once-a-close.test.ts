import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { CHEN, openTestDesk } from './open-test-desk.js'

const SOLVED = { category: 'order', cause: 'process', summary: '' } as const
const GOOD = { speed: 5, attitude: 5, solution: 4 } as const
const LATER = Date.UTC(2026, 11, 1)

type TestDesk = Awaited<ReturnType<typeof openTestDesk>>

async function botAnswers(desk: TestDesk, question = '退款多久到账') {
  await desk.write(question)
  await desk.conversations.sendAsBot(await desk.botTurn('七天以内。'))
}

/** A visit that the bot and a person served, and that the person solved. */
async function solvedByBoth(desk: TestDesk) {
  await botAnswers(desk)
  const id = await desk.openCase('那也太慢了')
  await desk.cases.take(id, CHEN)
  await desk.cases.solve(id, CHEN, SOLVED)
  return id
}

async function timesAsked(desk: TestDesk): Promise<number> {
  return (await desk.texts()).filter((text) => text === 'bot: survey').length
}

describe('a visit that closes', () => {
  test('asks about the bot and about people in one form, each by scores of its own', async () => {
    await using desk = await openTestDesk()
    const id = await solvedByBoth(desk)
    const form = await desk.form()

    const scores = { ...GOOD, botSpeed: 4, botSolution: 1 }
    await desk.submitSurvey(desk.conversation.id, {
      survey: form.id,
      scores,
      service: 'in-sales',
      solved: true,
      recommend: 9,
      words: '人很好',
    })

    expect(form.about).toEqual(['people', 'bot'])
    expect(await timesAsked(desk)).toBe(1)
    // The bot was bad, but a person has helped: nobody has to call.
    expect((await desk.cases.find(id))?.case).toMatchObject({ status: 'closed', lowestScore: 4 })
    expect((await desk.cases.find(id))?.survey).toEqual({
      scores,
      service: 'in-sales',
      solved: true,
      recommend: 9,
      words: '人很好',
    })
  })

  test('with two cases asks once, when the second is solved, and closes both', async () => {
    await using desk = await openTestDesk()
    const first = await solvedByBoth(desk)
    const low = { speed: 1, attitude: 3, solution: 1, botSpeed: 5, botSolution: 5 }
    const second = await desk.openCase('第二件')
    await desk.cases.take(second, CHEN)
    // The first comes back into the visit of the second.
    const { id: survey } = await desk.form()
    await desk.submitSurvey(desk.conversation.id, { survey, scores: low, words: '' })
    await desk.cases.solve(second, CHEN, SOLVED)
    expect(await timesAsked(desk)).toBe(1)
    await desk.cases.take(first, CHEN)
    await desk.cases.solve(first, CHEN, SOLVED)

    const { id } = await desk.form()
    await desk.submitSurvey(desk.conversation.id, { survey: id, scores: GOOD, words: '' })

    expect(await timesAsked(desk)).toBe(2)
    expect((await desk.cases.find(first))?.case.status).toBe('closed')
    expect((await desk.cases.find(second))?.case.status).toBe('closed')
  })

  test('comes back when it is not solved, however kind the scores are', async () => {
    await using desk = await openTestDesk()
    const id = await solvedByBoth(desk)
    const { id: survey } = await desk.form()
    const scores = { ...GOOD, botSpeed: 5, botSolution: 5 }

    await desk.submitSurvey(desk.conversation.id, { survey, scores, solved: false, words: '' })

    expect((await desk.cases.find(id))?.case).toMatchObject({ status: 'waiting', reopened: 1 })
  })

  test('in silence asks nobody, unless a setting says so', async () => {
    await using quiet = await openTestDesk()
    await botAnswers(quiet)
    await quiet.conversations.closeSilent(LATER)
    await using asking = await openTestDesk({ askOnSilence: true })
    await botAnswers(asking)
    await asking.conversations.closeSilent(LATER)

    expect(await timesAsked(quiet)).toBe(0)
    expect(await asking.form()).toMatchObject({ about: ['bot'], service: null })
  })

  test('in silence asks nobody whom the bot did not answer', async () => {
    await using desk = await openTestDesk({ askOnSilence: true })
    await desk.write('你好')
    const turn = await desk.botTurn('您好！')
    await desk.conversations.sendAsBot({ ...turn, trace: { ...turn.trace, decision: 'greet' } })

    await desk.conversations.closeSilent(LATER)

    expect(await timesAsked(desk)).toBe(0)
  })

  test('does not ask again for the old one when the customer comes back without an answer', async () => {
    await using desk = await openTestDesk({ askOnSilence: true })
    await solvedByBoth(desk)
    const old = await desk.form()
    await botAnswers(desk, '还有运费怎么算')
    await desk.conversations.closeSilent(LATER)

    const fresh = await desk.form()
    await desk.conversations.closeSilent(LATER)

    expect(fresh).toMatchObject({ about: ['bot'], service: null })
    expect(fresh.id).not.toBe(old.id)
    expect(await timesAsked(desk)).toBe(2)
  })

  test('that is closed a second time asks only about what came since', async () => {
    await using desk = await openTestDesk()
    const id = await solvedByBoth(desk)
    await desk.submitSurvey(desk.conversation.id, {
      survey: (await desk.form()).id,
      scores: { speed: 1, attitude: 3, solution: 1, botSpeed: 5, botSolution: 3 },
      words: '',
    })
    await desk.cases.take(id, CHEN)
    await desk.cases.solve(id, CHEN, SOLVED)

    expect(await desk.form()).toMatchObject({ about: ['people'] })
    expect(await timesAsked(desk)).toBe(2)
  })
})

describe('an answer', () => {
  test('may come by another channel of the same customer, and by nobody else', async () => {
    await using desk = await openTestDesk()
    const id = await solvedByBoth(desk)
    const { id: survey } = await desk.form()
    const scores = { ...GOOD, botSpeed: 5, botSolution: 5 }
    const teams = await desk.conversations.open('teams', 'user-1', 'zh-Hans')
    const stranger = await desk.conversations.open('webchat', 'visitor-9', 'zh-Hans')
    await desk.store.db
      .updateTable('conversation')
      .set({ customer_id: desk.conversation.customer })
      .where('id', '=', teams.id)
      .execute()

    const refused = desk.submitSurvey(stranger.id, { survey, scores, words: '' })
    await expect(refused).rejects.toThrow(/There is no survey/)
    await desk.submitSurvey(teams.id, { survey, scores, words: '' })
    await desk.submitSurvey(desk.conversation.id, {
      survey,
      scores: { speed: 1, attitude: 1, solution: 1, botSpeed: 1, botSolution: 1 },
      words: '',
    })

    expect((await desk.cases.find(id))?.case.status).toBe('closed')
    expect((await desk.texts()).filter((text) => text === 'system: thanks')).toHaveLength(1)
  })

  test.each([
    { what: 'a side left out', scores: GOOD, recommend: 5, says: /botSpeed is missing/ },
    {
      what: 'a recommendation of 11',
      scores: { ...GOOD, botSpeed: 5, botSolution: 5 },
      recommend: 11,
      says: /The recommendation is 11/,
    },
  ])('with $what is refused with a sentence, and can be given again', async (flawed) => {
    await using desk = await openTestDesk()
    const id = await solvedByBoth(desk)
    const { id: survey } = await desk.form()
    const { scores, recommend, says } = flawed

    const refused = desk.submitSurvey(desk.conversation.id, {
      survey,
      scores,
      recommend,
      words: '',
    })

    await expect(refused).rejects.toThrow(says)
    expect((await desk.cases.find(id))?.case.status).toBe('solved')
  })
})

describe('a bad answer about the bot alone', () => {
  const BAD = { botSpeed: 4, botSolution: 2 } as const

  async function rated(desk: TestDesk) {
    await botAnswers(desk)
    await desk.conversations.closeSilent(LATER)
    const { id: survey } = await desk.form()
    return { survey, scores: BAD, service: 'in-sales', words: '答非所问' }
  }

  test('opens one urgent case, in which a person promised to call', async () => {
    await using desk = await openTestDesk({ askOnSilence: true })
    const bad = await rated(desk)

    await desk.submitSurvey(desk.conversation.id, bad)
    await desk.submitSurvey(desk.conversation.id, bad)

    const lines = await desk.cases.list({ view: 'queue', agent: CHEN })
    expect(lines.map((line) => line.case)).toMatchObject([
      { rule: 'low-score', urgency: 'urgent', category: 'order', service: 'in-sales' },
    ])
    expect((await desk.session()).owner.kind).toBe('queue')
    expect((await desk.texts()).at(-1)).toBe('system: sorry\n\nplace 1, 2 min')
    const promised = await desk.store.readAfter(0)
    const [promise] = promised.filter(({ name }) => name === 'case-promised')
    // Four hours of opening time, and the test desk is always open.
    expect(Number(promise?.data['due']) - desk.clock.now()).toBe(4 * 3_600_000)
  })

  test('makes a case urgent that a person has to do with already', async () => {
    await using desk = await openTestDesk({ askOnSilence: true })
    const bad = await rated(desk)
    const id = await desk.openCase('转人工')

    await desk.submitSurvey(desk.conversation.id, bad)

    const lines = await desk.cases.list({ view: 'all', agent: CHEN })
    expect(lines.map((line) => line.case)).toMatchObject([{ id, urgency: 'urgent' }])
  })
})

describe('across a restart', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'survey-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  test('a visit that was asked about is not asked about again', async () => {
    const file = join(folder, 'kefu.sqlite')
    const options = { file, clock: fixedClock(), askOnSilence: true }
    {
      await using desk = await openTestDesk(options)
      await solvedByBoth(desk)
      await desk.conversations.closeSilent(LATER)
    }
    await using desk = await openTestDesk(options)

    await desk.conversations.closeSilent(LATER)

    expect(await timesAsked(desk)).toBe(1)
    const { id: survey } = await desk.form()
    const scores = { ...GOOD, botSpeed: 5, botSolution: 5 }
    await desk.submitSurvey(desk.conversation.id, { survey, scores, words: '' })
    expect((await desk.texts()).at(-1)).toBe('system: thanks')
  })
})
