import type { AnswerSurvey, Conversations, MessageRelay, Uploads } from '../../handoff/index.js'
import type { ChatDeps } from './chat-deps.js'

/** The chat over the real record of conversations. */
export function recordChat(desk: {
  readonly conversations: Pick<Conversations, 'open' | 'receive' | 'messagesAfter' | 'rate'>
  readonly relay: MessageRelay
  readonly uploads: Pick<Uploads, 'keep' | 'hasRoom'>
  readonly answerSurvey: AnswerSurvey
  readonly unanswered: ChatDeps['unanswered']
}): ChatDeps {
  const { conversations, relay, uploads } = desk
  return {
    async open({ visitorId, language, identity }) {
      const { id } = await conversations.open('webchat', visitorId, language, identity)
      return { conversation: id }
    },
    async receive(conversation, { files = [], ...incoming }) {
      if (files.length === 0) return conversations.receive(conversation, incoming)
      return uploads.keep(files, async (kept) => {
        const result = await conversations.receive(conversation, { ...incoming, files: kept })
        return { used: !result.duplicate, result }
      })
    },
    unanswered: desk.unanswered,
    hasRoom: uploads.hasRoom,
    messagesAfter: (conversation, number, limit) =>
      conversations.messagesAfter(conversation, number, limit),
    onMessage: relay.onMessage,
    onTyping: relay.onTyping,
    customerTyping: (conversation) => relay.typing(conversation, { role: 'customer' }),
    async rate(message, conversation, verdict) {
      await conversations.rate(conversation, message, verdict)
    },
    answerSurvey: desk.answerSurvey,
  }
}
