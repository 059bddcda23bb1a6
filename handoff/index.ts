// The door of the folder: conversations, cases, the people who serve them, and their rules.

export {
  CATEGORIES,
  type Case,
  type Category,
  type Score,
  type Service,
  type Urgency,
} from './case/case.js'
export { type CaseService, createCaseService } from './case/case-service.js'
export { createHandOver, type Handoff } from './case/hand-over.js'
export type { QueueNoticeDeps } from './case/queue-notice.js'
export {
  type BotSend,
  type BotTurn,
  type Conversations,
  createConversations,
} from './conversation/conversations.js'
export type {
  AgentId,
  CaseId,
  Choice,
  Citation,
  ConversationId,
  Incoming,
  Message,
  MessageExtras,
  MessageId,
  SessionId,
  Speaker,
} from './conversation/message.js'
export { createMessageRelay, type MessageRelay } from './conversation/message-relay.js'
export { type BotMemory, EMPTY_MEMORY, type Session } from './conversation/session.js'
export type { TracedPassage, TracedSignal, TurnTrace } from './conversation/turn-trace.js'
export { handoffMigrations } from './migrations/index.js'
export { loadReplies, type Replies } from './reply/load-replies.js'
export type { Situation } from './reply/situation.js'
export { createSurveyService, type SurveySubmission } from './survey/survey-service.js'
