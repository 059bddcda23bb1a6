import type { AnswerSurvey, Conversations, MessageRelay } from '../../handoff/index.js'
import type { ChatDeps } from './chat-deps.js'

/** The chat over the real record of conversations. */
export function recordChat(desk: {
  readonly conversations: Pick<Conversations, 'open' | 'receive' | 'messagesAfter' | 'rate'>
  readonly relay: MessageRelay
  readonly answerSurvey: AnswerSurvey
}): ChatDeps {
  const { conversations, relay } = desk
  return {
    async open({ visitorId, language, identity }) {
      const { id } = await conversations.open('webchat', visitorId, language, identity)
      return { conversation: id }
    },
    receive: (conversation, incoming) => conversations.receive(conversation, incoming),
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
