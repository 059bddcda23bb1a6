import { openReader } from '../../platform/db/open-db.js'
import type { ChatRecord } from './chat-client.js'

/** A stored message, as far as the count needs it. */
export interface StoredMessage {
  readonly number: number
  readonly id: string
  readonly conversation: string
  readonly role: string
  /** The sender's own name for it; `null` when it is not a customer's. */
  readonly key: string | null
}

/** How far the bot has answered in a conversation, and whether it still speaks there. */
export interface StoredSession {
  readonly conversation: string
  readonly owner: string
  readonly answeredThrough: number
}

export interface Stored {
  readonly messages: readonly StoredMessage[]
  readonly sessions: readonly StoredSession[]
}

export interface ChatAudit {
  readonly sent: number
  readonly acknowledged: number
  /** Asked to wait, and not sent again. */
  readonly refused: number
  readonly rudeRefusals: number
  readonly stored: number
  /** Acknowledged, and not in the record. */
  readonly lost: number
  /** One message of a customer, in the record more than once. */
  readonly doubled: number
  /** Replies beyond the messages that stand before them. */
  readonly doubledReplies: number
  /** Stored, the bot speaks there, and it has not answered. */
  readonly unanswered: number
  /** Written after a person took over: the bot keeps quiet. */
  readonly withPerson: number
  /** The record has it and the customer's stream did not bring it. */
  readonly notShown: number
  readonly shownTwice: number
}

/** Compares what clients sent and saw with what is in the record. */
export function auditChats(chats: readonly ChatRecord[], stored: Stored): ChatAudit {
  const sent = chats.flatMap((chat) => chat.sent)
  const byConversation = groupByConversation(stored.messages)
  const ids = new Set(stored.messages.map(({ id }) => id))
  const customers = stored.messages.filter(({ role }) => role === 'customer')
  const sessionOf = new Map(stored.sessions.map((session) => [session.conversation, session]))
  const open = customers.filter(({ conversation, number }) => {
    const session = sessionOf.get(conversation)
    return session === undefined || number > session.answeredThrough
  })
  const withPerson = open.filter(
    ({ conversation }) => (sessionOf.get(conversation)?.owner ?? 'bot') !== 'bot',
  ).length
  let notShown = 0
  let shownTwice = 0
  let doubledReplies = 0
  for (const { conversation, shown } of chats) {
    const kept = byConversation.get(conversation) ?? []
    const seen = new Set(shown)
    notShown += kept.filter(({ id }) => !seen.has(id)).length
    shownTwice += shown.length - seen.size
    doubledReplies += surplusReplies(kept)
  }
  return {
    sent: sent.length,
    acknowledged: sent.filter(({ id }) => id !== null).length,
    refused: sent.filter(({ id, refusals }) => id === null && refusals > 0).length,
    rudeRefusals: sent.reduce((sum, { rudeRefusals }) => sum + rudeRefusals, 0),
    stored: customers.length,
    lost: sent.filter(({ id }) => id !== null && !ids.has(id)).length,
    doubled: customers.length - new Set(customers.map(({ key, id }) => key ?? id)).size,
    doubledReplies,
    unanswered: open.length - withPerson,
    withPerson,
    notShown,
    shownTwice,
  }
}

/** At each point there are at most as many replies as messages: what is above that was said twice. */
function surplusReplies(messages: readonly StoredMessage[]): number {
  let balance = 0
  let surplus = 0
  for (const { role } of messages.toSorted((a, b) => a.number - b.number)) {
    if (role === 'customer') balance++
    if (role !== 'bot') continue
    if (balance > 0) balance--
    else surplus++
  }
  return surplus
}

function groupByConversation(messages: readonly StoredMessage[]) {
  const groups = new Map<string, StoredMessage[]>()
  for (const message of messages) {
    const group = groups.get(message.conversation)
    if (group) group.push(message)
    else groups.set(message.conversation, [message])
  }
  return groups
}

/** Reads the record of a service out of its file; the service may be running. */
export async function readStored(file: string): Promise<Stored> {
  const db = await openReader(file)
  try {
    const rows = await db
      .selectFrom('message')
      .select(['number', 'id', 'conversation_id', 'role', 'extras'])
      .execute()
    const sessions = await db
      .selectFrom('session')
      .select(['conversation_id', 'owner_kind', 'answered_through'])
      .where('closed_at', 'is', null)
      .execute()
    return {
      messages: rows.map(({ number, id, conversation_id, role, extras }) => ({
        ...{ number, id, conversation: conversation_id, role },
        key: (JSON.parse(extras) as { clientActivityId?: string }).clientActivityId ?? null,
      })),
      sessions: sessions.map(({ conversation_id, owner_kind, answered_through }) => ({
        conversation: conversation_id,
        owner: owner_kind,
        answeredThrough: answered_through,
      })),
    }
  } finally {
    await db.destroy()
  }
}
