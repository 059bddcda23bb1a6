import { type Escalation, noFacts, type Replies, type Session } from '../../handoff/index.js'
import { effectsOf } from './effects-of.js'
import type { TurnPlan } from './plan-turn.js'
import { plainReply } from './say.js'

/**
 * The plan for a turn that broke: the customer gets a person, and is told nothing of the error.
 * Needs neither search nor signals, which may be what broke.
 */
export function createPlanForFailure(deps: {
  readonly escalation: () => Pick<Escalation, 'evaluate' | 'lowConfidence'>
  readonly replies: () => Replies
}): (session: Session, texts: readonly string[], seed: number) => TurnPlan {
  return ({ language, memory }, texts, seed) => {
    const { failures, repeats, introduced } = memory
    const handbook = deps.escalation()
    const facts = { ...noFacts(language), failures, repeats, decision: 'failed' } as const
    const rule = handbook.evaluate(facts)[0] ?? handbook.lowConfidence
    const text = texts.join('\n')
    return {
      language,
      memory,
      trace: {
        question: text,
        signals: [],
        rules: [rule.id],
        facts,
        passages: [],
        probability: null,
        decision: 'hand-over',
      },
      say: plainReply({ replies: deps.replies(), language, seed, introduced }, rule.reply),
      handoff: {
        ...effectsOf(rule),
        category: 'order',
        service: 'in-sales',
        subject: text,
      },
    }
  }
}
