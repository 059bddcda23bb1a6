import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { DAY, MINUTE, SECOND } from '../../platform/clock.js'
import { createDueTimer } from '../../platform/due/due-timer.js'
import { type FixedClock, fixedClock } from '../../platform/testing/fixed-clock.js'
import { insertAccount } from '../account/account-table.js'
import { createPresence } from '../account/presence.js'
import { saveWorkProfile } from '../account/work-profile-table.js'
import type { AgentId } from '../conversation/message.js'
import { EMPTY_MEMORY } from '../conversation/session.js'
import { CHEN, COMPLAINT, LIN, openTestDesk } from '../tests/open-test-desk.js'
import { createDispatcher } from './dispatcher.js'
import { loadTeams } from './load-teams.js'
import { readPeople } from './people.js'

const CONTENT = fileURLToPath(new URL('../../content/handbook/teams.md', import.meta.url))

const TO_COMPLAINTS = { ...COMPLAINT, team: 'complaints' }

/** Chen and Lin serve complaints, which are given out; Lin also knows the law. */
async function openQueue(options: { open?: boolean } = {}) {
  const clock: FixedClock = fixedClock()
  let ahead = 0
  const desk = await openTestDesk({ clock, present: [CHEN, LIN] })
  const { store } = desk
  const presence = createPresence({ store, clock })
  for (const [id, login, skills] of [
    [CHEN, 'chen.chen', []],
    [LIN, 'lin.xiaoyu', ['legal']],
  ] as const) {
    const account = { id, login, name: login, role: 'agent', languages: ['zh-Hans'] } as const
    await insertAccount(store.db, account, clock.now())
    await saveWorkProfile(store.db, id, { teams: ['complaints'], skills, capacity: null })
    await presence.set(id, 'available', '')
  }
  const teams = await loadTeams(CONTENT)
  const dispatcher = createDispatcher({
    store,
    clock: { now: () => clock.now() + ahead },
    teams,
    people: (db) => readPeople(db, teams, clock.now()),
    cases: desk.cases,
    silent: desk.silent,
    isOpen: () => options.open ?? true,
    addOpenTime: (at, time) => at + time,
    firstResponse: { normal: 60 * MINUTE, urgent: 15 * MINUTE },
  })

  let customers = 0
  /** A customer of their own asks for a person. */
  async function open(handoff = TO_COMPLAINTS, visitor = `customer-${++customers}`) {
    const { id } = await desk.conversations.open('webchat', visitor, 'zh-Hans')
    await desk.conversations.receive(id, { channelId: `m-${clock.now()}`, text: '投诉' })
    const session = await desk.conversations.session(id)
    if (!session) throw new Error('No session is open.')
    const [message] = await desk.conversations.unanswered(session)
    const turn = {
      session,
      answeredThrough: message?.number ?? 0,
      language: 'zh-Hans',
      memory: EMPTY_MEMORY,
      trace: {
        question: '投诉',
        signals: [],
        rules: [],
        passages: [],
        probability: null,
        decision: 'hand-over',
      },
      say: { text: 'sorry.' },
    } as const
    expect((await desk.handOver(turn, handoff)).ok).toBe(true)
    clock.advance(SECOND)
    await presence.seen(CHEN)
    await presence.seen(LIN)
    const all = await desk.cases.list({ view: 'all', agent: CHEN })
    const found = all.find((line) => line.case.conversation === id)
    if (!found) throw new Error('No case is open.')
    return found.case.id
  }
  const caseOf = async (id: Awaited<ReturnType<typeof open>>) => (await desk.cases.find(id))?.case
  const seeAll = async () => {
    await presence.seen(CHEN)
    await presence.seen(LIN)
  }

  /** The dispatcher's clock alone, as that of a machine is set. */
  const setBack = (time: number) => {
    ahead -= time
  }

  return { ...desk, clock, presence, dispatcher, teams, open, caseOf, seeAll, setBack }
}

describe('the queue of a team that is given its work', () => {
  test('gives each case to whoever has the smallest load, in turns', async () => {
    await using queue = await openQueue()
    const ids = [await queue.open(), await queue.open(), await queue.open(), await queue.open()]

    await queue.dispatcher.run(queue.clock.now())

    const agents = []
    for (const id of ids) {
      const current = await queue.caseOf(id)
      agents.push(current?.status === 'assigned' ? current.agent : null)
    }
    expect(agents.filter((agent) => agent === CHEN)).toHaveLength(2)
    expect(agents.filter((agent) => agent === LIN)).toHaveLength(2)
    expect(await queue.caseOf(ids[0] ?? NONE)).toMatchObject({ because: 'least-load', by: null })
  })

  test('goes on when the clock was set back, and does not wait for its last run to come again', async () => {
    await using queue = await openQueue()
    const end = queue.dispatcher.follow(() => {})
    await queue.dispatcher.run(queue.clock.now())

    queue.setBack(DAY)
    await queue.open()
    const next = await queue.dispatcher.next()
    end()

    expect(next).toBe(queue.clock.now() - DAY)
  })

  test('leaves waiting what nobody has room for, until somebody has', async () => {
    await using queue = await openQueue()
    // A complaint weighs 3 of the 8 points of each: two each, and one waits.
    const ids = []
    for (let count = 0; count < 5; count++) ids.push(await queue.open())

    await queue.dispatcher.run(queue.clock.now())
    const last = ids[4] ?? NONE
    const waiting = (await queue.caseOf(last))?.status
    const first = await queue.caseOf(ids[0] ?? NONE)
    if (first?.status !== 'assigned') throw new Error('The first was not given.')
    const result = { category: 'complaint', cause: 'people', summary: '' } as const
    await queue.cases.solve(first.id, first.agent, result)
    await queue.dispatcher.run(queue.clock.now())

    expect(waiting).toBe('waiting')
    expect(await queue.caseOf(last)).toMatchObject({ status: 'assigned', agent: first.agent })
  })

  test('gives a customer back to the agent they had', async () => {
    await using queue = await openQueue()
    const first = await queue.open(TO_COMPLAINTS, 'regular')
    await queue.cases.take(first, LIN)
    await queue.cases.solve(first, LIN, { category: 'order', cause: 'people', summary: '' })
    const busy = await queue.open()
    await queue.cases.take(busy, LIN)

    const second = await queue.open(TO_COMPLAINTS, 'regular')
    await queue.dispatcher.run(queue.clock.now())

    expect(await queue.caseOf(second)).toMatchObject({ agent: LIN, because: 'earlier-agent' })
  })

  test('gives one that came back with a low score to nobody who is absent', async () => {
    await using queue = await openQueue()
    const id = await queue.open()
    await queue.cases.take(id, LIN)
    await queue.cases.solve(id, LIN, { category: 'order', cause: 'people', summary: '' })
    const solved = await queue.caseOf(id)
    if (!solved) throw new Error('There is no case.')
    await queue.presence.set(LIN, 'break', '')

    const bad = { caseId: id, speed: 1, attitude: 1, solution: 1, words: '' }
    await queue.answerSurvey(solved.conversation, bad)
    await queue.dispatcher.run(queue.clock.now())

    expect(await queue.caseOf(id)).toMatchObject({ status: 'assigned', agent: CHEN })
  })

  test('gives what its agent let lie to another, and not to the same again', async () => {
    await using queue = await openQueue()
    const id = await queue.open()
    await queue.cases.take(id, CHEN)
    queue.clock.advance(10 * MINUTE)
    await queue.seeAll()

    await queue.dispatcher.run(queue.clock.now())

    expect(await queue.caseOf(id)).toMatchObject({ status: 'assigned', agent: LIN })
  })
})

describe('a case that asks for a skill', () => {
  test('waits for whoever has it, then widens to the team by itself', async () => {
    await using queue = await openQueue()
    await queue.presence.set(LIN, 'meeting', '')
    const id = await queue.open({ ...TO_COMPLAINTS, skill: 'legal' })

    await queue.dispatcher.run(queue.clock.now())
    const before = await queue.caseOf(id)
    // A tenth of the 60 minutes in which it is to be answered.
    queue.clock.advance(6 * MINUTE)
    await queue.seeAll()
    await queue.dispatcher.run(queue.clock.now())

    expect(before).toMatchObject({ status: 'waiting', reach: 'skilled' })
    expect(await queue.caseOf(id)).toMatchObject({ status: 'assigned', agent: CHEN })
  })

  test('is told to supervisors when nobody can serve it, once', async () => {
    await using queue = await openQueue()
    const id = await queue.open({ ...TO_COMPLAINTS, skill: 'legal' })
    await queue.presence.set(LIN, 'offline', '')
    await queue.presence.set(CHEN, 'offline', '')
    queue.clock.advance(2 * MINUTE)

    await queue.dispatcher.run(queue.clock.now())
    await queue.dispatcher.run(queue.clock.now())

    const current = await queue.caseOf(id)
    expect(current).toMatchObject({ status: 'waiting', reach: 'told' })
    const events = await queue.store.readAfter(0, { topic: current?.conversation ?? '' })
    expect(events.filter(({ name }) => name === 'case-widened')).toMatchObject([
      { data: { caseId: id, to: 'told' } },
    ])
  })

  test('widens at no time while the shop is closed', async () => {
    await using queue = await openQueue({ open: false })
    await queue.presence.set(LIN, 'offline', '')
    const id = await queue.open({ ...TO_COMPLAINTS, skill: 'legal' })
    queue.clock.advance(60 * MINUTE)

    await queue.dispatcher.run(queue.clock.now())

    expect(await queue.caseOf(id)).toMatchObject({ reach: 'skilled' })
  })
})

test('a started queue gives what comes, and wakes by itself for what falls due', async () => {
  await using queue = await openQueue()
  await using timer = createDueTimer({
    clock: queue.clock,
    report(_source, cause) {
      throw cause
    },
  })
  const unfollow = queue.dispatcher.follow(timer.register(queue.dispatcher).look)
  const given = new Promise<AgentId>((resolve) => {
    queue.store.listen(({ name, data }) => {
      if (name === 'case-taken') resolve(data['agent'] as AgentId)
    })
  })
  const released = new Promise<unknown>((resolve) => {
    queue.store.listen(({ name, data }) => {
      if (name === 'case-released') resolve(data['agent'])
    })
  })

  await queue.open()
  const agent = await given
  for (let minute = 0; minute < 12; minute++) {
    queue.clock.advance(MINUTE)
    await queue.seeAll()
  }

  expect(await released).toBe(agent)
  unfollow()
})

const NONE = 'case_none00000000' as Awaited<
  ReturnType<Awaited<ReturnType<typeof openQueue>>['open']>
>
