import type { Clock, Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Append } from '../../platform/events/store.js'
import type { NewId } from '../../platform/id.js'
import type { Language } from '../../platform/language.js'
import type { Case } from '../case/case.js'
import { saveCase } from '../case/case-table.js'
import { decide } from '../case/decide.js'
import { type QueueNoticeDeps, queueNotice } from '../case/queue-notice.js'
import type { ConversationDeps } from '../conversation/conversations.js'
import type { ConversationId, SessionId } from '../conversation/message.js'
import type { Session } from '../conversation/session.js'
import { openSession, sessionById, updateSession } from '../conversation/session-table.js'
import { writeMessage } from '../conversation/write-message.js'

export interface BringBackDeps {
  readonly clock: Pick<Clock, 'now'>
  readonly newId: NewId
  readonly notice: QueueNoticeDeps
  readonly backToBot: ConversationDeps['backToBot']
  /** What the customer is told before the place in the queue. */
  readonly sorry: (language: Language) => string
}

/**
 * Opens a case again, urgent and in the queue, because the customer was not satisfied (H5.2, P2.2).
 *
 * @param current Solved or closed.
 */
export async function bringBack(
  tx: Db,
  append: Append,
  current: Case,
  deps: BringBackDeps,
): Promise<void> {
  const session = await whereCustomerIs(tx, current.conversation, current.session)
  const again = { ...current, urgency: 'urgent', reach: 'skilled' } as const
  const notice = await queueNotice(tx, again, session.language, deps.notice)
  const decision = decide(current, { type: 'come-back', session: session.id }, deps.clock.now())
  if (!decision.ok) throw new Error(`Case ${current.id} did not come back: ${decision.refusal}.`)
  await saveCase(tx, { ...decision.next, promisedAt: notice.promisedAt })
  await waitInQueue(tx, append, session, notice.text, deps)
  await append({
    topic: current.conversation,
    name: 'case-reopened',
    data: { caseId: current.id, urgency: 'urgent', promisedAt: notice.promisedAt },
  })
}

/** A visit that began meanwhile, else the one that it was about. */
export async function whereCustomerIs(
  tx: Db,
  conversation: ConversationId,
  own: SessionId,
): Promise<Session> {
  const session = (await openSession(tx, conversation)) ?? (await sessionById(tx, own))
  if (!session) throw new Error(`Conversation ${conversation} has lost its session ${own}.`)
  return session
}

/** Lets the customer wait for a person, and says so. Whoever looks after the visit keeps it. */
export async function waitInQueue(
  tx: Db,
  append: Append,
  session: Session,
  place: string,
  deps: BringBackDeps,
): Promise<void> {
  // A second owner must not come in between.
  const hasPerson = session.closedAt === null && session.owner.kind === 'agent'
  if (!hasPerson) {
    const owner = { kind: 'queue', turn: session.owner.turn + 1 } as const
    const { number } = await append({
      topic: session.conversation,
      name: 'owner-changed',
      data: { session: session.id, owner: 'queue', turn: owner.turn },
    })
    // So that who waits again is told again that what they write is kept.
    await updateSession(tx, session.id, { owner, closedAt: null, answeredThrough: number })
  }
  await writeMessage(tx, append, deps.newId, session, {
    speaker: { role: 'system' },
    text: `${deps.sorry(session.language)}\n\n${place}`,
    language: session.language,
    ...(!hasPerson && { extras: { choices: [deps.backToBot(session.language)] } }),
  })
}

/** Promises that a person calls by then; a clock counts from here to there. */
export async function promiseCall(
  append: Append,
  { id, conversation }: Pick<Case, 'id' | 'conversation'>,
  due: Instant,
): Promise<void> {
  await append({ topic: conversation, name: 'case-promised', data: { caseId: id, due } })
}
