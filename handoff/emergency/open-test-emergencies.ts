import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Clock, HOUR } from '../../platform/clock.js'
import type { Id } from '../../platform/id.js'
import { type FixedClock, fixedClock } from '../../platform/testing/fixed-clock.js'
import type { AgentId } from '../conversation/message.js'
import type { TurnTrace } from '../conversation/turn-trace.js'
import { CHEN, COMPLAINT, openTestDesk } from '../tests/open-test-desk.js'
import type { Mode, Person } from './emergency.js'
import { openEmergencyBoard } from './emergency-board.js'
import { createEmergencyService, type Declaration } from './emergency-service.js'
import { loadPlans } from './load-plans.js'
import type { EmergencyPlan } from './plan.js'
import { createRehearsal } from './rehearse.js'

const HANDBOOK = fileURLToPath(new URL('../../content/handbook', import.meta.url))

export const WANG: Person = { id: 'agent_wang00000000' as AgentId, name: '王佳' }

/** The plans of the sample shop. */
export async function shopPlans(): Promise<readonly EmergencyPlan[]> {
  const files = await readdir(`${HANDBOOK}/signals`)
  const signals = files.map((file) => file.replace(/\.md$/, ''))
  return loadPlans(`${HANDBOOK}/emergencies`, { signals })
}

/** A turn in which the bot answered from this article. */
export function answeredFrom(article: string): TurnTrace {
  return {
    question: article,
    signals: [],
    rules: [],
    passages: [{ article, title: article, url: `/help/${article}`, probability: 0.9 }],
    probability: 0.9,
    decision: 'answer',
  }
}

/** Emergencies over the real database of a desk, with the plans of the sample shop. */
export async function openTestEmergencies<Time extends Clock = FixedClock>(
  clock: Time = fixedClock() as never,
) {
  const desk = await openTestDesk({ clock })
  const { store } = desk
  const plans = await shopPlans()
  let count = 0
  const newId = <Kind extends string>(kind: Kind) => {
    count++
    return `${kind}_9${String(count).padStart(11, '0')}` as Id<Kind>
  }
  const emergencies = createEmergencyService({ store, clock, newId, plans: () => plans })
  const board = await openEmergencyBoard({
    store,
    clock,
    report(cause) {
      throw cause
    },
  })
  const rehearsal = createRehearsal({
    store,
    clock,
    rehearseTurn: async (emergency, { text, language, memory }) => ({
      text: `${emergency.reply[language]} (${text})`,
      language,
      turn: { decision: 'acknowledge', handoff: null, memory },
    }),
  })

  function declaration(plan: string, mode: Mode = 'real'): Declaration {
    const found = plans.find(({ id }) => id === plan)
    if (!found) throw new Error(`The shop has no plan ${plan}.`)
    const { banner, reply, topic } = found
    return { plan, mode, banner, reply, topic, until: clock.now() + 2 * HOUR }
  }

  async function declare(plan: string, mode: Mode = 'real') {
    const outcome = await emergencies.declare(declaration(plan, mode), WANG)
    if (!outcome.ok) throw new Error(`The plan was refused: ${outcome.refusal}.`)
    await board.settled()
    return outcome.emergency
  }

  let visitors = 0
  /** A visitor of their own asks, and the bot's turn leaves this trace; or a case is opened. */
  async function visit(trace: TurnTrace | null) {
    visitors++
    const { id } = await desk.conversations.open('webchat', `guest-${visitors}`, 'zh-Hans')
    await desk.conversations.receive(id, { channelId: `guest-${visitors}`, text: 'question' })
    const session = await desk.conversations.session(id)
    if (!session) throw new Error('No session is open.')
    const [message] = await desk.conversations.unanswered(session)
    const turn = {
      session,
      answeredThrough: message?.number ?? 0,
      language: 'zh-Hans',
      memory: session.memory,
      trace: trace ?? {
        ...answeredFrom('refund-time'),
        decision: 'hand-over',
        rules: ['complaint'],
      },
      say: { text: 'reply' },
    } as const
    if (trace === null || trace.decision === 'hand-over') await desk.handOver(turn, COMPLAINT)
    else await desk.conversations.sendAsBot(turn)
    const cases = await desk.cases.list({ view: 'queue', agent: CHEN })
    return cases.find((line) => line.case.conversation === id)?.case
  }

  return {
    ...desk,
    clock,
    newId,
    plans,
    emergencies,
    board,
    rehearsal,
    declaration,
    declare,
    visit,
    async [Symbol.asyncDispose]() {
      await board[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
    },
  }
}
