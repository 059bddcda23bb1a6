import type { ConversationDeps, Escalation, Replies, SessionId } from '../../handoff/index.js'
import type { TurnPlan } from './plan-turn.js'
import type { Said } from './say.js'

export interface SayMeanwhileDeps {
  /** The rule that brought the case which waits; `undefined` where none waits. */
  readonly waitingRule: (session: SessionId) => Promise<string | undefined>
  readonly escalation: () => Pick<Escalation, 'rules'>
  readonly replies: () => Replies
  readonly backToBot: ConversationDeps['backToBot']
}

/**
 * What the bot says to a customer who waits for a person: what it is sure of, where the rule that
 * brought their case lets it answer meanwhile. Everything else is for the person.
 *
 * @returns `null` where it keeps quiet.
 */
export type SayMeanwhile = (
  session: SessionId,
  plan: Pick<TurnPlan, 'handoff' | 'language' | 'say' | 'trace'>,
  seed: number,
) => Promise<Said | null>

export function createSayMeanwhile(deps: SayMeanwhileDeps): SayMeanwhile {
  return async (session, { handoff, language, say, trace }, seed) => {
    if (handoff !== null || trace.decision !== 'answer') return null
    const waiting = await deps.waitingRule(session)
    const rule = deps.escalation().rules.find(({ id }) => id === waiting)
    if (rule?.meanwhile !== 'answers') return null
    const before = deps.replies().say('answer-meanwhile', language, {}, seed)
    // The colleague still comes: what is offered is the way back, not another one to a person.
    const extras = { ...say.extras, choices: [deps.backToBot(language)] }
    return { text: `${before}\n\n${say.text}`, extras }
  }
}
