import type { Clock } from '../../platform/clock.js'
import type { Store } from '../../platform/events/store.js'
import { Fault } from '../../platform/fault.js'
import type { NewId } from '../../platform/id.js'
import type { Language } from '../../platform/language.js'
import type { ConversationId, Message, MessageId } from './message.js'
import { messageById } from './message-table.js'
import { openSession } from './session-table.js'
import { ratingOf, saveRating, type Verdict } from './trace-table.js'
import { writeMessage } from './write-message.js'

export interface RateAnswerDeps {
  readonly store: Pick<Store, 'transact'>
  readonly clock: Pick<Clock, 'now'>
  readonly newId: NewId
  /** The answer to a thumb; a thumb down is told how to reach a person. */
  readonly ratedLine: (language: Language, verdict: Verdict) => string
}

/**
 * Keeps a thumb on an answer, and says that it was heard. The same thumb again changes nothing.
 *
 * @throws {Fault} `not-found` when the message is not an answer of this conversation.
 */
export async function rateAnswer(
  conversation: ConversationId,
  id: MessageId,
  verdict: Verdict,
  { store, clock, newId, ratedLine }: RateAnswerDeps,
): Promise<Message> {
  return store.transact(async (tx, append) => {
    const message = await messageById(tx, id)
    if (message?.conversation !== conversation || message.speaker.role !== 'bot') {
      throw new Fault('not-found', `There is no answer ${id} in this conversation to rate.`)
    }
    if ((await ratingOf(tx, id)) === verdict) return message
    await saveRating(tx, id, verdict, clock.now())
    await append({ topic: conversation, name: 'answer-rated', data: { message: id, verdict } })
    const session = await openSession(tx, conversation)
    if (session?.owner.kind === 'bot') {
      await writeMessage(tx, append, newId, session, {
        speaker: { role: 'system' },
        text: ratedLine(session.language, verdict),
        language: session.language,
      })
    }
    return message
  })
}
