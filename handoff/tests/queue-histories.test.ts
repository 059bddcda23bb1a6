import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, MINUTE } from '../../platform/clock.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import type { Case } from '../case/case.js'
import { casesOfCustomer } from '../case/case-table.js'
import type { ForceTarget } from '../case/pass-case.js'
import { expectOneOwner, expectOnlyOwnersSpoke, MEANWHILE } from './expect-one-owner.js'
import { CHEN, COMPLAINT, LIN, openTestDesk, WANG } from './open-test-desk.js'

type Desk = Awaited<ReturnType<typeof openTestDesk>>

const AGENTS = [CHEN, LIN, WANG] as const

const agent = fc.constantFrom(...AGENTS)
const which = fc.nat(2)
const to: fc.Arbitrary<ForceTarget> = fc.oneof(
  fc.record({ kind: fc.constant('agent' as const), agent }),
  fc.constant({ kind: 'team', team: 'complaints', skill: null } as const),
  fc.constant({ kind: 'queue' } as const),
  fc.constant({ kind: 'bot' } as const),
)

const step = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ type: 'write' } as const) },
  { weight: 1, arbitrary: fc.constant({ type: 'back' } as const) },
  { weight: 1, arbitrary: fc.constant({ type: 'bot' } as const) },
  { weight: 1, arbitrary: fc.constant({ type: 'meanwhile' } as const) },
  { weight: 3, arbitrary: fc.constant({ type: 'hand-over' } as const) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('take' as const), agent, which }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('give' as const), agent, which }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('reply' as const), agent, which }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('transfer' as const), agent, which, to }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('force' as const), agent, which, to }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('give-back' as const), agent, which }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('solve' as const), agent, which }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('rate' as const),
      which,
      score: fc.constantFrom(1, 5),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('presence' as const), agent }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('pass' as const), minutes: fc.nat(12) }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const steps = fc.array(step, { minLength: 10, maxLength: 50 })

const SOLVED = { category: 'order', cause: 'process', summary: '' } as const

/** Any deed by anyone on any of the customer's cases, most of which will be refused. */
async function take(desk: Desk, step: Step, number: number): Promise<void> {
  const { cases } = desk
  const session = await desk.conversations.session(desk.conversation.id)
  const all = await casesOfThis(desk)
  const current = 'which' in step ? all[step.which % Math.max(1, all.length)] : undefined
  if ('which' in step && !current) return
  const id = current?.id ?? COMPLAINT_ID
  switch (step.type) {
    case 'write':
      return void (await desk.write(`customer ${number}`))
    case 'back':
      return void (await desk.write('back to the bot'))
    case 'bot':
      if (session) await desk.conversations.sendAsBot(await desk.botTurn(`bot ${number}`))
      return
    case 'meanwhile':
      if (session) {
        const turn = await desk.botTurn(`${MEANWHILE} ${number}`)
        await desk.conversations.sendAsBot({ ...turn, meanwhile: true })
      }
      return
    case 'hand-over':
      if (session) await desk.handOver(await desk.botTurn('of course.'), COMPLAINT)
      return
    case 'take':
      return void (await cases.take(id, step.agent))
    case 'give':
      return void (await cases.give(id, { agent: step.agent, because: 'least-load' }))
    case 'reply': {
      const before = (await desk.texts()).length
      const { ok } = await cases.reply(id, step.agent, { text: `says ${number}`, clientId: '' })
      const owner = (await desk.conversations.session(desk.conversation.id))?.owner
      if (ok) expect(owner).toMatchObject({ kind: 'agent', agent: step.agent })
      else expect(await desk.texts()).toHaveLength(before)
      return
    }
    case 'transfer':
      if (step.to.kind !== 'bot') await cases.transfer(id, step.agent, step.to, 'note')
      return
    case 'force': {
      const { ok } = await cases.force(id, step.agent, step.to, '')
      if (step.agent !== WANG) expect(ok).toBe(false)
      return
    }
    case 'give-back':
      return void (await cases.giveBack(id, step.agent))
    case 'solve':
      return void (await cases.solve(id, step.agent, SOLVED))
    case 'rate': {
      const { score } = step
      const answer = { caseId: id, speed: score, attitude: score, solution: score, words: '' }
      return desk.answerSurvey(desk.conversation.id, answer)
    }
    case 'presence':
      if (!desk.present.delete(step.agent)) desk.present.add(step.agent)
      return
    case 'pass':
      if ('advance' in desk.clock)
        (desk.clock as ReturnType<typeof fixedClock>).advance(step.minutes * MINUTE)
      await desk.silent.release(desk.clock.now())
      return
    default:
      return step satisfies never
  }
}

const COMPLAINT_ID = 'case_none00000000' as Case['id']

async function casesOfThis(desk: Desk): Promise<readonly Case[]> {
  return casesOfCustomer(desk.store.db, desk.conversation.customer)
}

/** The customer's first case comes back into a visit in which Chen has a second, and he takes both. */
async function bringBackBeside(desk: Desk, first: Case['id']): Promise<void> {
  const { cases } = desk
  await cases.take(first, CHEN)
  await cases.solve(first, CHEN, SOLVED)
  const second = await desk.openCase()
  await cases.take(second, CHEN)
  const bad = { caseId: first, speed: 1, attitude: 1, solution: 1, words: '' }
  await desk.answerSurvey(desk.conversation.id, bad)
  expect((await cases.take(first, CHEN)).ok).toBe(true)
}

test('after any history there is one owner, only owners spoke, and every case ends or is promised', async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), steps, async (withTwo, history) => {
      const clock = fixedClock()
      await using desk = await openTestDesk({ clock, present: [...AGENTS] })
      const first = await desk.openCase()
      if (withTwo) await bringBackBeside(desk, first)

      for (const [number, each] of history.entries()) {
        await take(desk, each, number)
        await expectOneOwner(desk)
      }
      await expectOnlyOwnersSpoke(desk)

      // Everyone goes home: what is not over comes back, and its customer was told when.
      desk.present.clear()
      clock.advance(DAY)
      await desk.silent.release(clock.now())
      await expectOneOwner(desk)
      for (const each of await casesOfThis(desk)) {
        const isOver = ['solved', 'closed', 'returned'].includes(each.status)
        expect(isOver || (each.status === 'waiting' && each.promisedAt > each.openedAt)).toBe(true)
      }
      const stored = (await desk.texts()).filter((text) => text.startsWith('customer: customer'))
      const written = history.flatMap(({ type }, at) => (type === 'write' ? [at] : []))
      expect(stored).toEqual(written.map((at) => `customer: customer ${at}`))
    }),
    { numRuns: 60 },
  )
}, 120_000)

test.each([CHEN, LIN])('where a case goes is not for an agent like %s to force', async (agent) => {
  await using desk = await openTestDesk()
  const id = await desk.openCase()

  const outcome = await desk.cases.force(id, agent, { kind: 'bot' }, '')

  expect(outcome).toEqual({ ok: false, refusal: 'not-allowed' })
})
