import {
  type Circumstances,
  type Escalation,
  noFacts,
  type Replies,
  type Session,
} from '../../handoff/index.js'
import { effectsOf } from './effects-of.js'
import type { TurnPlan } from './plan-turn.js'
import { plainReply } from './say.js'

export interface FilesTurn {
  readonly session: Pick<Session, 'language' | 'memory'>
  /** Names of the files. */
  readonly files: readonly string[]
  readonly seed: number
  readonly circumstances: Circumstances
}

export type PlanForFiles = (turn: FilesTurn) => TurnPlan

/**
 * The plan for files without a word. The bot looks at no picture: it asks what they are about, and
 * counts it as a turn that brought the customer no further, so that whoever sends files again
 * without a word gets a person.
 */
export function createPlanForFiles(deps: {
  readonly escalation: () => Pick<Escalation, 'evaluate'>
  readonly replies: () => Replies
}): PlanForFiles {
  return ({ session: { language, memory }, files, seed, circumstances }) => {
    const { repeats, introduced } = memory
    const failures = memory.failures + 1
    const facts = { ...noFacts(language), ...circumstances, failures, repeats }
    const fired = deps.escalation().evaluate(facts)
    const [rule] = fired
    const subject = files.join(', ')
    const context = { replies: deps.replies(), language, seed, introduced }
    return {
      language,
      // It says that it is a bot.
      memory: { ...memory, failures, introduced: true },
      trace: {
        question: subject,
        signals: [],
        rules: fired.map(({ id }) => id),
        facts,
        passages: [],
        probability: null,
        decision: rule ? 'hand-over' : 'acknowledge',
      },
      say: rule ? plainReply(context, rule.reply) : plainReply(context, 'file-received', true),
      handoff: rule
        ? { ...effectsOf(rule), category: 'order', service: 'in-sales', subject }
        : null,
    }
  }
}
