import type { Millis } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Append } from '../../platform/events/store.js'
import type { Case, Category, Service } from '../case/case.js'
import { insertCase, saveCase } from '../case/case-table.js'
import { type HandOverDeps, shorten } from '../case/hand-over.js'
import { queueNotice } from '../case/queue-notice.js'
import { conversationById } from '../conversation/conversation-table.js'
import type { SessionId } from '../conversation/message.js'
import { customerMessagesAfter } from '../conversation/message-table.js'
import { sessionById } from '../conversation/session-table.js'
import { type BringBackDeps, promiseCall, waitInQueue, whereCustomerIs } from './bring-back.js'
import { activeCaseOf } from './survey-table.js'

export interface OpenRecoveryDeps
  extends BringBackDeps,
    Pick<HandOverDeps, 'teamOf' | 'customerValue'> {
  /** Within how much opening time a person calls back. */
  readonly callBackWithin: Millis
}

/** The rule under which the desk shows why such a case came. */
export const LOW_SCORE = 'low-score'

/**
 * Opens a case for a customer whom only the bot had served, and badly: a person takes it up and
 * calls back (H5.2, P2.2). A case that a person has to do with already becomes urgent instead.
 *
 * @param rated The visit that was rated.
 * @param service As the customer said; it tells what kind of case it is.
 */
export async function openRecovery(
  tx: Db,
  append: Append,
  rated: SessionId,
  service: Service | null,
  deps: OpenRecoveryDeps,
): Promise<void> {
  const before = await sessionById(tx, rated)
  const conversation = before && (await conversationById(tx, before.conversation))
  if (!before || !conversation) throw new Error(`Session ${rated} has lost its conversation.`)
  const session = await whereCustomerIs(tx, conversation.id, rated)
  const now = deps.clock.now()
  const due = deps.notice.addOpenTime(now, deps.callBackWithin)

  const active = await activeCaseOf(tx, session.id)
  if (active) {
    const urgent = { ...active, urgency: 'urgent' } as const
    const { promisedAt } = await queueNotice(tx, urgent, session.language, deps.notice, active)
    await saveCase(tx, { ...urgent, promisedAt })
    const data = { caseId: active.id, rule: LOW_SCORE, urgency: 'urgent', promisedAt }
    await append({ topic: conversation.id, name: 'case-asked-again', data })
    await promiseCall(append, active, due)
    return
  }

  const kind = service ?? 'after-sales'
  const asked = {
    language: session.language,
    category: CATEGORY_OF[kind],
    urgency: 'urgent',
    team: deps.teamOf(undefined),
    skill: null,
    value: await deps.customerValue(tx, conversation.customer),
    reach: 'skilled',
    openedAt: now,
  } as const
  const notice = await queueNotice(tx, asked, session.language, deps.notice)
  const { promisedAt } = notice
  const opened: Case = {
    ...asked,
    id: deps.newId('case'),
    revision: 1,
    status: 'waiting',
    leftBy: null,
    customer: conversation.customer,
    conversation: conversation.id,
    session: session.id,
    subject: shorten(before.memory.lastQuestion || (await firstWords(tx, rated))),
    service: kind,
    rule: LOW_SCORE,
    waitingSince: now,
    promisedAt,
    firstAnswerAt: null,
    reopened: 0,
  }
  await insertCase(tx, opened)
  await waitInQueue(tx, append, session, notice.text, deps)
  await append({
    topic: conversation.id,
    name: 'case-opened',
    data: {
      caseId: opened.id,
      rule: LOW_SCORE,
      urgency: 'urgent',
      category: opened.category,
      promisedAt,
    },
  })
  await promiseCall(append, opened, due)
}

/** What the kinds of service are mostly about, by their definition in T2. */
const CATEGORY_OF = {
  'pre-sales': 'product',
  'in-sales': 'order',
  'after-sales': 'after-sales',
} as const satisfies Record<Service, Category>

async function firstWords(tx: Db, session: SessionId): Promise<string> {
  const [first] = await customerMessagesAfter(tx, session, 0)
  return first?.text ?? ''
}
