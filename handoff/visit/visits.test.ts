import { describe, expect, test } from 'vitest'
import { HOUR } from '../../platform/clock.js'
import { CHEN, LIN, WANG } from '../tests/open-test-desk.js'
import { openTestVisits } from './open-test-visits.js'
import { endsVisit, type VisitKind } from './visit.js'

const AGENT = { id: CHEN, role: 'agent', name: '陈晨' } as const
const COLLEAGUE = { id: LIN, role: 'agent', name: '林小雨' } as const
const SUPERVISOR = { id: WANG, role: 'supervisor', name: '王芳' } as const

type TestVisits = Awaited<ReturnType<typeof openTestVisits>>

const key = ({ id: caseId }: TestVisits, kind: VisitKind = 'return-visit', round = 1) =>
  ({ caseId, kind, round }) as const
const say = (result: 'satisfied' | 'not-satisfied' | 'not-reached', words = '') => ({
  result,
  words,
})

describe('trying a visit', () => {
  test.each([
    { result: 'satisfied', before: 0, ends: true },
    { result: 'not-satisfied', before: 0, ends: true },
    { result: 'not-reached', before: 0, ends: false },
    { result: 'not-reached', before: 1, ends: false },
    { result: 'not-reached', before: 2, ends: true },
  ] as const)('that was $result after $before tries ends it: $ends', ({ result, before, ends }) => {
    expect(endsVisit(result, before, 3)).toBe(ends)
  })
})

describe('a visit after a case', () => {
  test('is on the list of its agent until 24 hours later (T5)', async () => {
    await using pages = await openTestVisits()

    const tasks = await pages.visits.tasks(AGENT)

    expect(tasks).toMatchObject([
      { caseId: pages.id, kind: 'return-visit', subject: '我要投诉', agent: CHEN, tries: [] },
    ])
    expect(Number(tasks[0]?.clock.dueAt) - pages.clock.now()).toBe(24 * HOUR)
  })

  test('that found the customer satisfied leads to the supervisor’s after a complaint (T9)', async () => {
    await using pages = await openTestVisits()

    await pages.visits.report(key(pages), AGENT, say('satisfied'))

    expect(await pages.visits.tasks(AGENT)).toEqual([])
    expect(await pages.visits.tasks(SUPERVISOR)).toMatchObject([
      { kind: 'second-visit', agent: null },
    ])
    const second = key(pages, 'second-visit')
    expect(await pages.visits.report(second, AGENT, say('satisfied'))).toEqual({
      ok: false,
      refusal: 'supervisor-only',
    })
    await pages.visits.report(second, SUPERVISOR, say('satisfied'))
    expect(await pages.visits.tasks(SUPERVISOR)).toEqual([])
  })

  test('that found the customer not satisfied opens the case again, urgent (H5.2)', async () => {
    await using pages = await openTestVisits()

    await pages.visits.report(key(pages), AGENT, say('not-satisfied', '还是没收到'))

    expect((await pages.cases.find(pages.id))?.case).toMatchObject({
      status: 'waiting',
      urgency: 'urgent',
      reopened: 1,
    })
    expect((await pages.texts()).at(-1)).toContain('system: sorry')
    expect(await pages.visits.tasks(SUPERVISOR)).toEqual([])
    expect(pages.board.of(pages.id).map(({ clock }) => clock)).toContain('first-response')
  })

  test('also opens a closed case again when the supervisor hears so', async () => {
    await using pages = await openTestVisits()
    const scores = { speed: 4, attitude: 4, solution: 4, words: '' }
    await pages.answerSurvey(pages.conversation.id, { caseId: pages.id, ...scores })
    expect((await pages.cases.find(pages.id))?.case.status).toBe('closed')

    await pages.visits.report(key(pages, 'second-visit'), SUPERVISOR, say('not-satisfied'))

    expect((await pages.cases.find(pages.id))?.case.status).toBe('waiting')
  })

  test('is tried again at most twice, and keeps what each try was', async () => {
    await using pages = await openTestVisits()
    const none = say('not-reached', '没人接')

    const first = await pages.visits.report(key(pages), AGENT, none)
    const [task] = await pages.visits.tasks(AGENT)
    const second = await pages.visits.report(key(pages), COLLEAGUE, none)
    const third = await pages.visits.report(key(pages), AGENT, none)
    const fourth = await pages.visits.report(key(pages), AGENT, none)

    expect(first).toEqual({ ok: true, ended: false })
    expect(task).toMatchObject({
      tries: [{ agentName: '陈晨', result: 'not-reached', words: '没人接' }],
      tryAgainAt: pages.clock.now() + 2 * HOUR,
    })
    expect(second).toEqual({ ok: true, ended: false })
    expect(third).toEqual({ ok: true, ended: true })
    expect(fourth).toEqual({ ok: false, refusal: 'already-done' })
  })

  test('is made once, by whoever of two reports first', async () => {
    await using pages = await openTestVisits()

    const outcomes = await Promise.all([
      pages.visits.report(key(pages), AGENT, say('satisfied')),
      pages.visits.report(key(pages), COLLEAGUE, say('not-satisfied')),
    ])

    expect(outcomes).toEqual([
      { ok: true, ended: true },
      { ok: false, refusal: 'already-done' },
    ])
    expect((await pages.cases.find(pages.id))?.case.status).toBe('solved')
  })
})

describe('a promised call', () => {
  test('is the agent’s, and done when the customer was reached', async () => {
    await using pages = await openTestVisits()
    const id = await pages.openCase('还有一件')
    await pages.cases.take(id, CHEN)
    const due = pages.clock.now() + HOUR
    await pages.deps.clocks.deed(id, AGENT, { deed: 'promise', due })
    const call = { caseId: id, kind: 'call-back', round: 1 } as const

    const before = await pages.visits.tasks(AGENT)
    await pages.visits.report(call, AGENT, say('satisfied'))

    expect(before[0]).toMatchObject({ caseId: id, kind: 'call-back', agent: CHEN })
    expect((await pages.visits.tasks(AGENT)).map(({ kind }) => kind)).toEqual(['return-visit'])
    expect((await pages.cases.find(id))?.case.status).toBe('assigned')
  })
})

describe('the page of visits', () => {
  test('lists them with a form, which a browser without script can send', async () => {
    await using pages = await openTestVisits()
    const chen = await pages.browser(CHEN)

    const before = await (await chen.get('/visits')).text()
    const sent = await chen.post(`/visits/${pages.id}/return-visit/1`, {
      result: 'not-reached',
      words: '没人接',
      view: 'mine',
    })
    const after = await (await chen.get(sent.headers.get('location') ?? '')).text()

    expect(before).toContain('Return visit')
    expect(before).toContain('1 day left')
    expect(sent.status).toBe(303)
    expect(after).toContain('It stays in the list')
    expect(after).toContain('Tried 1 of 3 times')
  })

  test('says why a result was refused', async () => {
    await using pages = await openTestVisits()
    const chen = await pages.browser(CHEN)

    const answer = await chen.post(`/visits/${pages.id}/second-visit/1`, { result: 'satisfied' })
    const none = await chen.post(`/visits/${pages.id}/return-visit/1`, {})

    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('is the supervisor’s')
    expect(await none.text()).toContain('Choose a result.')
    expect((await chen.get('/visits/nothing/at/all')).status).toBe(404)
  })
})
