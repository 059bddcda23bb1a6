import { hasEvent } from '../../platform/events/event-table.js'
import type { Store } from '../../platform/events/store.js'
import type { NewId } from '../../platform/id.js'
import type { Session } from '../conversation/session.js'
import { insertTrace } from '../conversation/trace-table.js'
import type { TurnTrace } from '../conversation/turn-trace.js'
import { writeMessage } from '../conversation/write-message.js'
import { saveCase, waitingCaseOf } from './case-table.js'
import type { Handoff } from './hand-over.js'

export type RaiseCase = (
  session: Pick<Session, 'id' | 'conversation' | 'language'>,
  because: Pick<Handoff, 'rule' | 'tell'> & {
    /** What the bot says: to keep away from what smokes, say. */
    readonly text: string
    /** What it heard. */
    readonly trace: TurnTrace
    /** Whether the rule goes before the one that brought the case. */
    readonly outranks: (before: string) => boolean
  },
) => Promise<boolean>

/**
 * Makes a case that waits urgent, for what its customer writes meanwhile: whoever grows angry in
 * the queue must not wait on as before, and who is in danger must be told what to do, also where
 * the case is urgent for less. What was promised holds, and the case stays with its team.
 *
 * @returns Whether anything changed: nothing does for a case that is urgent for this or for more,
 *   or was taken meanwhile.
 */
export function createRaiseCase({
  store,
  newId,
}: {
  readonly store: Store
  readonly newId: NewId
}): RaiseCase {
  return (session, { rule, tell = [], text, trace, outranks }) =>
    store.transact(async (tx, append) => {
      const waiting = await waitingCaseOf(tx, session.id)
      if (!waiting || (waiting.urgency === 'urgent' && !outranks(waiting.rule))) return false
      const urgency = 'urgent' as const
      await saveCase(tx, { ...waiting, urgency, rule })
      const topic = session.conversation
      const { id: caseId, category, promisedAt } = waiting
      const data = { caseId, rule, urgency, category, promisedAt }
      await append({ topic, name: 'case-asked-again', data })
      for (const role of tell) {
        const alert = { topic, name: `${role}-told`, data: { caseId, rule } }
        if (!(await hasEvent(tx, alert))) await append(alert)
      }
      const { id } = await writeMessage(tx, append, newId, session, {
        ...{ speaker: { role: 'bot' }, text, language: session.language },
      })
      await insertTrace(tx, id, session.id, trace)
      return true
    })
}
