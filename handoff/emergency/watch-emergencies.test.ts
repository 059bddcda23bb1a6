import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND } from '../../platform/clock.js'
import { createDueTimer } from '../../platform/due/due-timer.js'
import { noFacts } from '../escalation/rule.js'
import { measureFacts } from './measure-facts.js'
import { answeredFrom, openTestEmergencies, WANG } from './open-test-emergencies.js'
import { watchEmergencies } from './watch-emergencies.js'

/** The watcher on the one timer, over a fixed clock. */
async function openWatch() {
  const desk = await openTestEmergencies()
  const { store, clock, newId, emergencies } = desk
  const failures: unknown[] = []
  const timer = createDueTimer({ clock, report: (_source, cause) => failures.push(cause) })
  const watch = watchEmergencies({ store, clock, newId, plans: () => desk.plans, emergencies })
  let running = Promise.resolve()
  const handle = timer.register({
    ...watch,
    run(now) {
      running = watch.run(now)
      return running
    },
  })
  const unlisten = store.listen((event) => {
    if (watch.hear(event)) handle.look()
  })

  /** Lets time pass and everything due be done. */
  async function pass(time: number) {
    clock.advance(time)
    handle.look()
    await expect
      .poll(async () => (await watch.next()) ?? Number.POSITIVE_INFINITY)
      .toBeGreaterThan(clock.now())
    await running
    await desk.board.settled()
  }

  const named = async (name: string) =>
    (await store.readAfter(0)).filter((event) => event.name === name)

  return {
    ...desk,
    failures,
    watch,
    pass,
    named,
    async [Symbol.asyncDispose]() {
      unlisten()
      await timer[Symbol.asyncDispose]()
      await desk[Symbol.asyncDispose]()
    },
  }
}

const LEAK = {
  ...answeredFrom('data-use'),
  signals: [{ name: 'personal-data', strength: 0.9, cause: '泄露' }],
}

describe('the watcher', () => {
  test('proposes a plan once, with the figures that led to it', async () => {
    await using desk = await openWatch()
    for (let i = 0; i < 5; i++) await desk.visit(LEAK)
    await desk.pass(20 * SECOND)
    await desk.visit(LEAK)
    await desk.pass(20 * SECOND)

    const proposals = await desk.emergencies.proposals()

    expect(proposals).toMatchObject([
      { plan: 'data-leak', figures: [{ fact: 'personalData', value: 5, atLeast: 5 }] },
    ])
    expect(await desk.named('emergency-proposed')).toHaveLength(1)
    expect(desk.board.ids()).toEqual([])
    expect(desk.failures).toEqual([])
  })

  test('proposes it again only after it was calm', async () => {
    await using desk = await openWatch()
    for (let i = 0; i < 5; i++) await desk.visit(LEAK)
    await desk.pass(20 * SECOND)
    await desk.emergencies.dismiss('data-leak', WANG)
    await desk.visit(LEAK)
    await desk.pass(20 * SECOND)
    expect(await desk.emergencies.proposals()).toEqual([])

    // Nothing happens: only time can tell that it is calm.
    await desk.pass(HOUR + 5 * MINUTE)
    expect(await desk.named('emergency-calmed')).toHaveLength(1)
    for (let i = 0; i < 5; i++) await desk.visit(LEAK)
    await desk.pass(20 * SECOND)

    expect(await desk.emergencies.proposals()).toHaveLength(1)
  })

  test('takes back a proposal that nobody answered when it is calm', async () => {
    await using desk = await openWatch()
    for (let i = 0; i < 5; i++) await desk.visit(LEAK)
    await desk.pass(20 * SECOND)

    await desk.pass(HOUR + 5 * MINUTE)

    expect(await desk.emergencies.proposals()).toEqual([])
  })

  test('proposes nothing that is in force, and a declaration answers the proposal', async () => {
    await using desk = await openWatch()
    for (let i = 0; i < 5; i++) await desk.visit(LEAK)
    await desk.pass(20 * SECOND)

    await desk.declare('data-leak')
    await desk.visit(LEAK)
    await desk.pass(20 * SECOND)

    expect(await desk.emergencies.proposals()).toEqual([])
    expect(await desk.named('emergency-proposed')).toHaveLength(1)
  })

  test('sleeps while nothing happens, and ends an emergency at its time', async () => {
    await using desk = await openWatch()
    await desk.pass(MINUTE)
    expect(await desk.watch.next()).toBeUndefined()
    const { id, until } = await desk.declare('surge')
    expect(await desk.watch.next()).toBe(until)

    await desk.pass(2 * HOUR)

    expect((await desk.emergencies.find(id))?.end).toEqual({ at: until, by: null, lesson: null })
    expect(await desk.watch.next()).toBeUndefined()
  })
})

describe('what is measured', () => {
  test('counts who waits, and how many more than half an hour ago', async () => {
    await using desk = await openTestEmergencies()
    await desk.visit(null)
    desk.clock.advance(31 * MINUTE)
    await desk.visit(null)
    await desk.visit(null)

    const { facts } = await measureFacts(desk.store.db, desk.clock.now())

    expect(facts).toMatchObject({ waiting: 3, waitingGrowth: 2 })
  })

  test('counts one who waited and was taken as one fewer', async () => {
    await using desk = await openTestEmergencies()
    const opened = await desk.visit(null)
    desk.clock.advance(31 * MINUTE)
    const [chen] = desk.present
    if (!opened || !chen) throw new Error('Nobody is there.')
    await desk.cases.take(opened.id, chen)

    const { facts } = await measureFacts(desk.store.db, desk.clock.now())

    expect(facts).toMatchObject({ waiting: 0, waitingGrowth: -1 })
  })

  test('compares visits with the same hour of the weeks before', async () => {
    await using desk = await openTestEmergencies()
    // Two weeks ago 4 visits within the hour, a week ago 2: 3 an hour is 0.05 a minute.
    for (let i = 0; i < 4; i++) await desk.visit(answeredFrom('refund-time'))
    desk.clock.advance(7 * DAY)
    for (let i = 0; i < 2; i++) await desk.visit(answeredFrom('refund-time'))
    desk.clock.advance(7 * DAY)
    expect((await measureFacts(desk.store.db, desk.clock.now())).facts.incomingTimes).toBe(0)
    for (let i = 0; i < 3; i++) await desk.visit(answeredFrom('refund-time'))

    const { facts } = await measureFacts(desk.store.db, desk.clock.now())

    // 3 in a quarter of an hour are 0.2 a minute.
    expect(facts.incoming).toBeCloseTo(0.2)
    expect(facts.incomingTimes).toBeCloseTo(4)
  })

  test('knows no usual where there were no weeks before', async () => {
    await using desk = await openTestEmergencies()
    await desk.visit(answeredFrom('refund-time'))

    const { facts } = await measureFacts(desk.store.db, desk.clock.now())

    expect(facts.incomingTimes).toBeNull()
  })

  test('finds the article that most ask for, and the share of turns that broke', async () => {
    await using desk = await openTestEmergencies()
    const { signals: _none, ...seen } = { ...noFacts('zh-Hans'), decision: 'failed' } as const
    const broken = { ...answeredFrom('x'), passages: [], probability: null, facts: seen }
    for (let i = 0; i < 3; i++) await desk.visit(answeredFrom('refund-time'))
    await desk.visit({ ...broken, decision: 'hand-over' })

    const { facts, article } = await measureFacts(desk.store.db, desk.clock.now())

    expect(facts).toMatchObject({ turns: 4, failedShare: 0.25, chats: 4, sameArticleShare: 0.75 })
    expect(article).toBe('refund-time')
  })

  test('says nothing of shares when nothing happened for half an hour', async () => {
    await using desk = await openTestEmergencies()
    await desk.visit(answeredFrom('refund-time'))
    desk.clock.advance(31 * MINUTE)

    const { facts } = await measureFacts(desk.store.db, desk.clock.now())

    expect(facts).toMatchObject({ failedShare: null, sameArticleShare: null, sameRuleShare: null })
  })
})
