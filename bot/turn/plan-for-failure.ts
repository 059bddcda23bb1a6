import type { Escalation, Replies, Session } from '../../handoff/index.js'
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
    const facts = { signals: [], failures, repeats, decision: 'failed', language } as const
    const rule = handbook.evaluate(facts)[0] ?? handbook.lowConfidence
    const text = texts.join('\n')
    return {
      language,
      memory,
      trace: {
        question: text,
        signals: [],
        rules: [rule.id],
        passages: [],
        probability: null,
        decision: 'hand-over',
      },
      say: plainReply({ replies: deps.replies(), language, seed, introduced }, rule.reply),
      handoff: {
        rule: rule.id,
        urgency: rule.urgency,
        category: 'order',
        service: 'in-sales',
        subject: text,
      },
    }
  }
}
