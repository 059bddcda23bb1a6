// The door of the folder: conversations, cases, the people who serve them, and their rules.

export type { AccountEnv } from './account/account-env.js'
export { accountRoutes } from './account/account-routes.js'
export { agentName, createAccounts, isSupervisor } from './account/accounts.js'
export { agentsThere, createPresence, goneMoments, presentAgents } from './account/presence.js'
export { ensureSampleAccounts, type SignInLink } from './account/sample-accounts.js'
export { isSignedIn, signedIn } from './account/signed-in.js'
export { staffFrame } from './account/staff-frame.js'
export { ROLES_FOR, staffLinks } from './account/staff-links.js'
export {
  CATEGORIES,
  type Case,
  type Category,
  type CustomerValue,
  type Score,
  type Service,
  type Urgency,
} from './case/case.js'
export { type CaseService, type CaseServiceDeps, createCaseService } from './case/case-service.js'
export { createHandOver, type HandOverDeps, type Handoff } from './case/hand-over.js'
export type { QueueNoticeDeps } from './case/queue-notice.js'
export {
  createSilentCases,
  type ReleaseDeps,
} from './case/release-silent-cases.js'
export { openClockBoard } from './clock/clock-board.js'
export { createClockDeeds } from './clock/clock-deeds.js'
export { type ClockRules, loadClockRules } from './clock/clock-rules.js'
export { createDeskClocks, type DeskClocks } from './clock/desk-clocks.js'
export { createServiceCalendar, type ServiceCalendar } from './clock/service-calendar.js'
export { watchClocks } from './clock/watch-clocks.js'
export {
  type BotSend,
  type BotTurn,
  type ConversationDeps,
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
export {
  type BotMemory,
  EMPTY_MEMORY,
  type Session,
  type SkillMemory,
} from './conversation/session.js'
export type { TracedPassage, TracedSignal, TurnTrace } from './conversation/turn-trace.js'
export type { ShopIdentity } from './customer/shop-identity.js'
export type { DeskDeps, Suggestion } from './desk/desk-deps.js'
export { deskFiles } from './desk/desk-files.js'
export { deskRoutes } from './desk/desk-routes.js'
export { createAsksTheSame } from './escalation/asks-the-same.js'
export { type Department, loadDepartments } from './escalation/load-departments.js'
export { type Escalation, loadRules } from './escalation/load-rules.js'
export { type Amount, readMoney } from './escalation/read-money.js'
export {
  type Circumstances,
  type EscalationRule,
  type Facts,
  type FiredRule,
  noFacts,
} from './escalation/rule.js'
export { handbookFiles } from './handbook/handbook-files.js'
export { handbookRoutes } from './handbook/handbook-routes.js'
export { type KeptPages, keepPages } from './handbook/keep-pages.js'
export { labelsFromUse } from './label/labels-from-use.js'
export { handoffMigrations } from './migrations/index.js'
export { loadReplies, type Replies } from './reply/load-replies.js'
export type { PlainSituation, Situation, VariablesOf } from './reply/situation.js'
export { embedSentences } from './signal/embed-sentences.js'
export { loadSignals } from './signal/load-signals.js'
export { measureSignal } from './signal/measure-signals.js'
export type { Signal } from './signal/signal.js'
export { createSignalReader, type SignalReader } from './signal/signal-reader.js'
export {
  createSurveyService,
  type SurveyDeps,
  type SurveySubmission,
} from './survey/survey-service.js'
export { createDispatcher } from './triage/dispatcher.js'
export { loadTeams } from './triage/load-teams.js'
export { createPeople, readPeople, servingOf } from './triage/people.js'
export { loadServiceLevel, type ServiceLevel } from './triage/service-level.js'
export { type Teams, teamOf } from './triage/teams.js'
