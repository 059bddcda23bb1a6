import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../platform/clock.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { openTestClocks } from '../clock/open-test-clocks.js'
import type { CaseId } from '../conversation/message.js'
import { CHEN, LIN, openTestDesk } from './open-test-desk.js'

/** Lets what a timer began come to its end: the database answers from another thread. */
async function settle(desk: { readonly store: { lastNumber(): Promise<number> } }): Promise<void> {
  let last = -1
  for (let quiet = 0; quiet < 3; ) {
    await new Promise((resolve) => setImmediate(resolve))
    const number = await desk.store.lastNumber()
    quiet = number === last ? quiet + 1 : 0
    last = number
  }
}

async function openTest() {
  const clock = fixedClock()
  const desk = await openTestDesk({ clock, present: [CHEN, LIN] })
  let clocks = await openTestClocks(desk, clock)
  const start = clock.now()
  return {
    ...desk,
    clock,
    board: () => clocks.board,
    clockDeeds: clocks.clockDeeds,
    notices: () => clocks.notices(start),
    failures: () => clocks.failures,
    async pass(time: number) {
      await settle(desk)
      clock.advance(time)
      await settle(desk)
    },
    async stop() {
      await clocks[Symbol.asyncDispose]()
    },
    async begin() {
      clocks = await openTestClocks(desk, clock)
      await settle(desk)
    },
    async [Symbol.asyncDispose]() {
      await clocks[Symbol.asyncDispose]()
      await desk[Symbol.asyncDispose]()
    },
  }
}

const reply = (text: string, asks = false) => ({ text, clientId: '', asks })

describe('clocks of a case on the desk', () => {
  test('warn and run out at their moment, once each', async () => {
    await using desk = await openTest()
    await desk.openCase()

    await desk.pass(44 * MINUTE)
    expect(await desk.notices()).toEqual([])
    await desk.pass(MINUTE)
    await desk.pass(15 * MINUTE)
    await desk.pass(5 * HOUR)

    expect(await desk.notices()).toEqual([
      'clock-warned first-response 1 at 45 min',
      'clock-breached first-response 1 at 60 min',
    ])
  })

  test('are silent when a person answers in time', async () => {
    await using desk = await openTest()
    const id = await desk.openCase()
    await desk.cases.take(id, CHEN)
    await desk.pass(30 * MINUTE)
    await desk.cases.reply(id, CHEN, reply('hello'))

    await desk.pass(5 * HOUR)

    expect(await desk.notices()).toEqual([])
    expect(
      desk
        .board()
        .of(id)
        .map(({ clock, state }) => `${clock} ${state}`),
    ).toEqual(['solution running'])
  })

  test('that ran out while nobody was there are found at the start, once', async () => {
    await using desk = await openTest()
    await desk.openCase()
    await desk.stop()
    await desk.pass(2 * HOUR)

    await desk.begin()
    await desk.stop()
    await desk.begin()

    expect(await desk.notices()).toEqual(['clock-breached first-response 1 at 120 min'])
  })

  test('take a case from an agent who keeps the customer waiting', async () => {
    await using desk = await openTest()
    const id = await desk.openCase()
    await desk.cases.take(id, CHEN)
    await desk.cases.reply(id, CHEN, reply('hello'))
    await desk.write('and my refund?')

    await desk.pass(8 * MINUTE)
    await desk.pass(2 * MINUTE)

    expect((await desk.cases.find(id))?.case.status).toBe('waiting')
    expect((await desk.session()).owner.kind).toBe('queue')
    const clocks = desk
      .board()
      .of(id)
      .map(({ clock, state }) => `${clock} ${state}`)
    expect(clocks).toEqual(['next-response breached', 'solution running'])
    await desk.pass(HOUR)
    expect(await desk.notices()).toHaveLength(2)
  })

  test('do so at the next start if the process ended in between', async () => {
    await using desk = await openTest()
    const id = await desk.openCase()
    await desk.cases.take(id, CHEN)
    await desk.cases.reply(id, CHEN, reply('hello'))
    await desk.write('and my refund?')
    await desk.stop()
    const data = { caseId: id, clock: 'next-response', round: 1 }
    const { id: topic } = desk.conversation
    await desk.pass(11 * MINUTE)
    await desk.store.transact((_tx, append) => append({ topic, name: 'clock-breached', data }))

    await desk.begin()

    expect((await desk.cases.find(id))?.case.status).toBe('waiting')
  })

  test('stand while the customer is asked something, and go on with the answer', async () => {
    await using desk = await openTest()
    const id = await desk.openCase()
    await desk.cases.take(id, CHEN)
    await desk.cases.reply(id, CHEN, reply('which order is it?', true))
    await desk.pass(10 * DAY)

    expect(
      desk
        .board()
        .of(id)
        .map(({ clock, state }) => `${clock} ${state}`),
    ).toEqual(['solution paused'])
    expect(await desk.notices()).toEqual([])
    await desk.write('2024')

    expect(
      desk
        .board()
        .of(id)
        .map(({ clock, state }) => `${clock} ${state}`),
    ).toEqual(['next-response running', 'solution running'])
  })

  test('of a promised call run until somebody called', async () => {
    await using desk = await openTest()
    const id = await desk.openCase()
    await desk.cases.take(id, CHEN)
    await desk.cases.reply(id, CHEN, reply('I will call you.'))
    const due = desk.clock.now() + 100 * MINUTE
    const chen = { id: CHEN, role: 'agent' } as const
    expect(await desk.clockDeeds(id, { id: LIN, role: 'agent' }, { deed: 'promise', due })).toEqual(
      { ok: false, refusal: 'not-yours' },
    )
    await desk.clockDeeds(id, chen, { deed: 'promise', due })
    await desk.pass(75 * MINUTE)
    expect(await desk.notices()).toEqual(['clock-warned call-back 1 at 75 min'])

    await desk.clockDeeds(id, chen, { deed: 'called-back' })
    await desk.pass(HOUR)

    expect(await desk.notices()).toHaveLength(1)
    expect(await desk.clockDeeds(id, chen, { deed: 'called-back' })).toMatchObject({ ok: false })
  })

  test('ask for a visit after solving, and for the supervisor after a complaint', async () => {
    await using desk = await openTest()
    const id = await desk.openCase()
    await desk.cases.take(id, CHEN)
    const result = { category: 'complaint', cause: 'people', summary: '' } as const
    await desk.cases.solve(id, CHEN, result)
    await desk.pass(DAY)
    expect((await desk.notices()).at(-1)).toBe('clock-breached return-visit 1 at 1440 min')
    const chen = { id: CHEN, role: 'agent' } as const

    await desk.clockDeeds(id, chen, { deed: 'visited' })

    expect(
      desk
        .board()
        .of(id)
        .map(({ clock }) => clock),
    ).toEqual(['second-visit'])
    expect(await desk.clockDeeds(id, chen, { deed: 'visited' })).toEqual({
      ok: false,
      refusal: 'supervisor-only',
    })
    await desk.clockDeeds(id, { id: LIN, role: 'supervisor' }, { deed: 'visited' })
    expect(desk.board().of(id)).toEqual([])
  })

  test('begin again when a low score brings the case back after all had ended', async () => {
    await using desk = await openTest()
    const id = await desk.openCase()
    await desk.cases.take(id, CHEN)
    await desk.cases.solve(id, CHEN, { category: 'order', cause: 'people', summary: '' })
    await desk.clockDeeds(id, { id: CHEN, role: 'agent' }, { deed: 'visited' })
    expect(desk.board().of(id)).toEqual([])
    const scores = { speed: 1, attitude: 1, solution: 1, words: '' }

    await desk.answerSurvey(desk.conversation.id, { caseId: id, ...scores })
    await settle(desk)

    expect(
      desk
        .board()
        .of(id)
        .map(({ clock, round }) => `${clock} ${round}`),
    ).toEqual(['first-response 2', 'solution 2'])
    await desk.pass(15 * MINUTE)
    expect((await desk.notices()).at(-1)).toBe('clock-breached first-response 2 at 15 min')
  })

  test('are the same after a restart as without one', async () => {
    await using desk = await openTest()
    const id = await desk.openCase()
    await desk.cases.take(id, CHEN)
    await desk.cases.reply(id, CHEN, reply('hello'))
    await desk.write('and my refund?')
    const before = desk.board().of(id)

    await desk.stop()
    await desk.begin()

    expect(desk.board().of(id)).toEqual(before)
    expect(desk.failures()).toEqual([])
  })

  test('tell of every warning and breach exactly once, over any restarts', async () => {
    type Step = 'pass' | 'restart' | 'write' | 'reply' | 'ask' | 'take'
    const step = fc.tuple(
      fc.constantFrom<Step>('pass', 'pass', 'restart', 'restart', 'write', 'reply', 'ask', 'take'),
      fc.integer({ min: 0, max: 90 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
        await using desk = await openTest()
        const id: CaseId = await desk.openCase()
        for (const [kind, minutes] of steps) {
          if (kind === 'restart') {
            await desk.stop()
            await desk.pass(minutes * MINUTE)
            await desk.begin()
          } else if (kind === 'write') await desk.write('?')
          else if (kind === 'take') await desk.cases.take(id, CHEN)
          else if (kind !== 'pass') await desk.cases.reply(id, CHEN, reply('!', kind === 'ask'))
          await desk.pass(minutes * MINUTE)

          const told = (await desk.notices()).map((line) => line.replace(/ at .*/, ''))
          const late = desk
            .board()
            .of(id)
            .filter(({ state }) => state === 'breached')
          expect(new Set(told).size).toBe(told.length)
          for (const { clock, round } of late) {
            expect(told).toContain(`clock-breached ${clock} ${round}`)
          }
        }
        expect(desk.failures()).toEqual([])
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})
