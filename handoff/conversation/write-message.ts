import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Append } from '../../platform/events/store.js'
import type { NewId } from '../../platform/id.js'
import type { Language } from '../../platform/language.js'
import type { Message, MessageExtras, Speaker } from './message.js'
import { insertMessage } from './message-table.js'
import type { Session } from './session.js'
import { updateSession } from './session-table.js'

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
 */
export async function writeMessage(
  tx: Db,
  append: Append,
  newId: NewId,
  session: Pick<Session, 'id' | 'conversation'>,
  draft: Draft,
): Promise<Message> {
  const id = newId('message')
  const { number, at } = await append({
    topic: session.conversation,
    name: 'message-added',
    data: { message: id, session: session.id, role: draft.speaker.role },
  })
  const message: Message = {
    id,
    number,
    at,
    conversation: session.conversation,
    session: session.id,
    speaker: draft.speaker,
    text: draft.text,
    language: draft.language,
    extras: draft.extras ?? {},
  }
  await insertMessage(tx, message, draft.channelId ?? null)
  await updateSession(tx, session.id, { lastMessageAt: at satisfies Instant })
  return message
}
