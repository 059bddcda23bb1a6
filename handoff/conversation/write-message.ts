import type { Db } from '../../platform/db/tables.js'
import type { StoredEvent } from '../../platform/events/event-table.js'
import type { Append } from '../../platform/events/store.js'
import type { NewId } from '../../platform/id.js'
import type { Language } from '../../platform/language.js'
import type { Message, MessageExtras, Speaker } from './message.js'
import { insertMessage } from './message-table.js'
import type { Session } from './session.js'
import { type SessionChange, updateSession } from './session-table.js'

export interface Draft {
  readonly speaker: Speaker
  readonly text: string
  readonly language: Language
  readonly extras?: MessageExtras
  /** The sender's own id, under which a repeated post is recognised. */
  readonly channelId?: string
}

/**
 * Writes one message with its event, in the transaction at hand. The only way by which a message
 * comes into being, so every message has its place in the order of events.
 *
 * Who may speak is the caller's question, asked in the same transaction.
 *
 * @param change What else of the session changes with it.
 * @returns The message as it was stored, which listeners are handed after the commit.
 */
export async function writeMessage(
  tx: Db,
  append: Append,
  newId: NewId,
  session: Pick<Session, 'id' | 'conversation'>,
  draft: Draft,
  change: SessionChange = {},
): Promise<Message> {
  const id = newId('message')
  const event = {
    topic: session.conversation,
    name: 'message-added',
    data: { message: id, session: session.id, role: draft.speaker.role },
  }
  const messageOf = ({ number, at }: StoredEvent): Message => ({
    id,
    number,
    at,
    conversation: session.conversation,
    session: session.id,
    speaker: draft.speaker,
    text: draft.text,
    language: draft.language,
    extras: draft.extras ?? {},
  })
  const message = messageOf(await append(event, messageOf))
  await insertMessage(tx, message, draft.channelId ?? null)
  await updateSession(tx, session.id, { ...change, lastMessageAt: message.at })
  return message
}
