import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type {
  AgentId,
  CaseId,
  ConversationId,
  CustomerId,
  SessionId,
} from '../conversation/message.js'
import type { Case } from './case.js'
import { type Command, decide, type Target } from './decide.js'

const AGENTS = ['agent_chen00000000', 'agent_lin000000000', 'agent_wang00000000'] as AgentId[]
const SESSION = 'session_000000000001' as SessionId

const OPENED: Case = {
  id: 'case_000000000001' as CaseId,
  revision: 1,
  status: 'waiting',
  customer: 'customer_000000000001' as CustomerId,
  conversation: 'conversation_000000000001' as ConversationId,
  session: SESSION,
  subject: '退款',
  language: 'zh-Hans',
  category: 'order',
  service: 'in-sales',
  urgency: 'normal',
  rule: 'wants-a-person',
  openedAt: 1_000,
  waitingSince: 1_000,
  promisedAt: 5_000,
  firstAnswerAt: null,
  reopened: 0,
  team: 'general',
  skill: null,
  value: 'ordinary',
  reach: 'skilled',
  leftBy: null,
}

const agent = fc.constantFrom(...AGENTS)
const target: fc.Arbitrary<Target> = fc.oneof(
  fc.record({ kind: fc.constant('agent' as const), agent }),
  fc.constant({ kind: 'team', team: 'complaints', skill: 'legal' } as const),
  fc.constant({ kind: 'queue' } as const),
)
const session = fc.constant(SESSION)
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ type: fc.constant('take' as const), agent, session }),
  fc.record({ type: fc.constant('transfer' as const), agent, to: target }),
  fc.record({
    type: fc.constant('force' as const),
    by: agent,
    to: fc.oneof(target, fc.constant({ kind: 'bot' } as const)),
    session,
  }),
  fc.record({ type: fc.constantFrom('release', 'give-back', 'answer', 'work'), agent }),
  fc.record({
    type: fc.constant('solve' as const),
    agent,
    category: fc.constant('order' as const),
    cause: fc.constant('process' as const),
  }),
  fc.record({
    type: fc.constant('rate' as const),
    lowest: fc.constantFrom(1, 2, 3, 4, 5),
  }),
  fc.record({ type: fc.constant('come-back' as const), session }),
)

/** The states that a history goes through, with the command that led to each. */
function lives(history: readonly Command[]) {
  const steps: { before: Case; command: Command; decision: ReturnType<typeof decide> }[] = []
  let current = OPENED
  for (const [index, step] of history.entries()) {
    const decision = decide(current, step, 2_000 + index)
    steps.push({ before: current, command: step, decision })
    if (decision.ok) current = decision.next
  }
  return { steps, last: current }
}

const histories = fc.array(command, { maxLength: 60 })

describe('whatever is done with a case', () => {
  test('only whoever has it answers, passes on, gives back or solves', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const { before, command, decision } of lives(history).steps) {
          if (!decision.ok || command.type === 'take' || command.type === 'force') continue
          if (command.type === 'rate' || command.type === 'come-back') continue
          expect(before).toMatchObject({ status: 'assigned', agent: command.agent })
        }
      }),
    )
  })

  test('it has one agent while a person has it, and none while it waits', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const { decision } of lives(history).steps) {
          if (!decision.ok) continue
          const { next } = decision
          const facts = ['agent', 'since', 'because', 'by', 'actedAt'].filter((key) => key in next)
          const expected = { assigned: 5, solved: 1, waiting: 0, returned: 0, closed: 0 }
          expect(facts).toHaveLength(expected[next.status])
          expect('leftBy' in next).toBe(next.status === 'waiting')
        }
      }),
    )
  })

  test('nobody takes it from somebody: that is for whoever has it, a supervisor, or the lease', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const { before, command, decision } of lives(history).steps) {
          if (!decision.ok || before.status !== 'assigned') continue
          const { next } = decision
          if (next.status === 'assigned' && next.agent === before.agent) continue
          expect(command.type).not.toBe('take')
        }
      }),
    )
  })

  test('it keeps its place: no deed puts off what was promised, or makes it younger', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { last } = lives(history)
        expect(last).toMatchObject({ promisedAt: 5_000, openedAt: 1_000 })
      }),
    )
  })

  test('it ends solved, closed or with the bot, or goes on with a promise', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { last } = lives(history)
        const isOver = ['solved', 'closed', 'returned'].includes(last.status)
        expect(isOver || last.promisedAt > last.openedAt).toBe(true)
        if (isOver) expect(decide(last, takeBy(AGENTS[0]), 9_000).ok).toBe(false)
        else expect(canStillEnd(last)).toBe(true)
      }),
    )
  })

  test('a low score brings it back urgent, to everyone anew', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const { command, decision } of lives(history).steps) {
          if (!decision.ok) continue
          if (command.type === 'rate') expect(decision.next.status).toBe('closed')
          if (command.type === 'come-back') {
            expect(decision.next).toMatchObject({
              status: 'waiting',
              urgency: 'urgent',
              reach: 'skilled',
              leftBy: null,
            })
          }
        }
      }),
    )
  })
})

function takeBy(agent: AgentId | undefined): Command {
  if (!agent) throw new Error('There is no agent.')
  return { type: 'take', agent, session: SESSION }
}

/** Whether somebody can take it, if need be, and solve it. */
function canStillEnd(current: Case): boolean {
  const taken = current.status === 'waiting' ? decide(current, takeBy(AGENTS[0]), 9_000) : null
  const held = taken === null ? current : taken.ok ? taken.next : null
  if (held?.status !== 'assigned') return false
  const { agent } = held
  return decide(held, { type: 'solve', agent, category: 'order', cause: 'people' }, 9_001).ok
}

describe('a case that its agent let lie', () => {
  const taken = decide(OPENED, takeBy(AGENTS[0]), 2_000)
  if (!taken.ok) throw new Error('It was not taken.')

  test('waits again in its place, and remembers by whom it was left', () => {
    const [chen, lin] = AGENTS
    if (!chen || !lin) throw new Error('There are no agents.')

    expect(decide(taken.next, { type: 'release', agent: chen }, 3_000)).toMatchObject({
      ok: true,
      next: { status: 'waiting', leftBy: chen, promisedAt: 5_000, waitingSince: 3_000 },
    })
    expect(decide(taken.next, { type: 'release', agent: lin }, 3_000).ok).toBe(false)
  })
})
