import type { Instant } from '../../platform/clock.js'
import type { MessageId, SessionId } from '../conversation/message.js'
import type { PastTurn } from '../conversation/past-turns.js'
import type { Escalation } from './load-rules.js'
import type { EscalationRule, Facts } from './rule.js'

/** What an edited rule would have made of a turn. */
export const CHANGES = [
  'handed-over',
  'not-handed-over',
  'other-rule',
  'other-urgency',
  'other-team',
] as const
export type Change = (typeof CHANGES)[number]

export interface ChangedTurn {
  readonly message: MessageId
  readonly session: SessionId
  readonly at: Instant
  readonly question: string
  readonly change: Change
  /** What decides with the rules in force; `null` when the bot answers. */
  readonly before: EscalationRule | null
  /** What would decide with the edited rule. */
  readonly after: EscalationRule | null
  /** What search would do where no rule decides. */
  readonly decision: Facts['decision']
}

export interface Replay {
  /** Turns that were replayed. */
  readonly turns: number
  /** Turns that were kept without what the rules looked at, and so cannot be replayed. */
  readonly unknown: number
  /** Turns after one that would have been handed over: the bot would not have answered them. */
  readonly afterwards: number
  /** The newest last; at most `MOST_CHANGES`, however many there are. */
  readonly changed: readonly ChangedTurn[]
  readonly counts: Readonly<Record<Change, number>>
}

/** What of a turn a replay looks at. */
export type ReplayedTurn = Pick<PastTurn, 'message' | 'session' | 'at' | 'trace'>

/** More than anyone reads. */
const MOST_CHANGES = 200

/**
 * Decides recorded turns twice, by the rules in force and by edited ones, from what the bot heard
 * and found at the time. Nothing is searched, said or stored.
 *
 * @param turns In the order in which they happened.
 */
export async function replayTurns(
  turns: AsyncIterable<ReplayedTurn>,
  inForce: Pick<Escalation, 'evaluate'>,
  edited: Pick<Escalation, 'evaluate'>,
): Promise<Replay> {
  const changed: ChangedTurn[] = []
  const counts = Object.fromEntries(CHANGES.map((change) => [change, 0])) as Record<Change, number>
  const withPerson = new Set<SessionId>()
  let replayed = 0
  let unknown = 0
  let afterwards = 0
  for await (const { message, session, at, trace } of turns) {
    if (trace.facts === undefined) {
      unknown++
      continue
    }
    if (withPerson.has(session)) {
      afterwards++
      continue
    }
    replayed++
    const facts: Facts = { ...trace.facts, signals: trace.signals }
    const [before = null] = inForce.evaluate(facts)
    const [after = null] = edited.evaluate(facts)
    const change = changeFrom(before, after)
    if (change === null) continue
    if (change === 'handed-over') withPerson.add(session)
    counts[change]++
    const { question } = trace
    const { decision } = facts
    changed.push({ message, session, at, question, change, before, after, decision })
    if (changed.length > MOST_CHANGES) changed.shift()
  }
  return { turns: replayed, unknown, afterwards, changed, counts }
}

function changeFrom(before: EscalationRule | null, after: EscalationRule | null): Change | null {
  if (before === null) return after === null ? null : 'handed-over'
  if (after === null) return 'not-handed-over'
  if (before.id !== after.id) return 'other-rule'
  if (before.urgency !== after.urgency) return 'other-urgency'
  return before.team !== after.team || before.skill !== after.skill ? 'other-team' : null
}
