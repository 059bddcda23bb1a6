// The door of the folder: conversations, cases, the people who serve them, and their rules.

export type { Account } from './account/account.js'
export type { AccountEnv } from './account/account-env.js'
export { insertAccount } from './account/account-table.js'
export { agentName, createAccounts, isSupervisor } from './account/accounts.js'
export { agentsThere, createPresence, goneMoments, presentAgents } from './account/presence.js'
export { ensureSampleAccounts, type SignInLink } from './account/sample-accounts.js'
export { isSignedIn, signedIn } from './account/signed-in.js'
export { ROLES_FOR, STAFF_PATHS, staffLinks } from './account/staff-links.js'
export { boardFiles } from './board/board-files.js'
export {
  CATEGORIES,
  type Case,
  type Category,
  CUSTOMER_VALUES,
  type CustomerValue,
  type Score,
  SERVICES,
  type Service,
  type Urgency,
} from './case/case.js'
export { type CaseService, type CaseServiceDeps, createCaseService } from './case/case-service.js'
export { caseById } from './case/case-table.js'
export { casesInView } from './case/case-view-table.js'
export { createHandOver, type HandOverDeps, type Handoff } from './case/hand-over.js'
export type { QueueNoticeDeps } from './case/queue-notice.js'
export { createRaiseCase, type RaiseCase } from './case/raise-case.js'
export {
  createSilentCases,
  type ReleaseDeps,
} from './case/release-silent-cases.js'
export type { ClockSettings } from './clock/case-history.js'
export { type ClockBoard, openClockBoard } from './clock/clock-board.js'
export { createClockDeeds } from './clock/clock-deeds.js'
export { type ClockRules, loadClockRules } from './clock/clock-rules.js'
export { createDeskClocks, type DeskClocks } from './clock/desk-clocks.js'
export { createServiceCalendar, type ServiceCalendar } from './clock/service-calendar.js'
export { watchClocks } from './clock/watch-clocks.js'
export {
  type Address,
  conversationById,
  conversationOfUser,
  reachOf,
  saveAddress,
  saveLeft,
} from './conversation/conversation-table.js'
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
  OrderFacts,
  SentFile,
  SessionId,
  Side,
  Speaker,
  SurveyForm,
  SurveyId,
} from './conversation/message.js'
export { createMessageRelay, type MessageRelay } from './conversation/message-relay.js'
export { messageById } from './conversation/message-table.js'
export {
  firstTurnAt,
  type PastTurn,
  pastTurns,
  shownArticlesSince,
} from './conversation/past-turns.js'
export { createRevisions, type Revisions } from './conversation/revisions.js'
export {
  type BotMemory,
  type Conversation,
  EMPTY_MEMORY,
  type Session,
  type SkillMemory,
} from './conversation/session.js'
export {
  type TracedPassage,
  type TracedSignal,
  type TurnTrace,
  WORTH_TELLING,
} from './conversation/turn-trace.js'
export { customerFiles } from './customer/customer-files.js'
export { type CustomerService, createCustomerService } from './customer/customer-service.js'
export { shopIdByEmail } from './customer/customer-table.js'
export type { ShopFacts } from './customer/customer-value.js'
export { type CustomerValues, createCustomerValues } from './customer/customer-values.js'
export { createEraser } from './customer/erase-customer.js'
export { eraseOldVisits } from './customer/erase-old-visits.js'
export { createIdentify, type Identify, type IdentifyOutcome } from './customer/identify.js'
export { loadTags } from './customer/load-tags.js'
export { loadValueRule } from './customer/load-value-rule.js'
export { createMergeFiles } from './customer/merge-files.js'
export type { ShopIdentity } from './customer/shop-identity.js'
export type { DeskDeps, Suggestion } from './desk/desk-deps.js'
export { deskFiles } from './desk/desk-files.js'
export { bannerRoutes } from './emergency/banner-routes.js'
export { createDeskEmergencies } from './emergency/desk-emergencies.js'
export type { Emergency } from './emergency/emergency.js'
export { type EmergencyBoard, openEmergencyBoard } from './emergency/emergency-board.js'
export { emergencyFiles } from './emergency/emergency-files.js'
export { createEmergencyService } from './emergency/emergency-service.js'
export { loadPlans } from './emergency/load-plans.js'
export type { EmergencyPlan } from './emergency/plan.js'
export { createRehearsal, type RehearseTurn } from './emergency/rehearse.js'
export { watchEmergencies } from './emergency/watch-emergencies.js'
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
export { ANSWER_KINDS, type EvalCase } from './eval-case/eval-case.js'
export { evalCaseHref } from './eval-case/eval-case-href.js'
export { linesOf as evalCaseLines } from './eval-case/eval-case-lines.js'
export { createEvalCases, type EvalCases } from './eval-case/eval-cases.js'
export { handbookFiles } from './handbook/handbook-files.js'
export { type KeptPages, keepPages } from './handbook/keep-pages.js'
export { maskPersonal } from './handbook/mask-personal.js'
export { articleUse } from './label/article-use.js'
export { labelsFromUse } from './label/labels-from-use.js'
export { handoffMigrations } from './migrations/index.js'
export { loadQualityRules } from './quality/load-quality-rules.js'
export { qualityFiles } from './quality/quality-files.js'
export { createQuality } from './quality/quality-service.js'
export { loadReplies, type Replies } from './reply/load-replies.js'
export type { PlainSituation, Situation, VariablesOf } from './reply/situation.js'
export { type Dialogue, MOST_TURNS } from './satisfaction/dialogue.js'
export { cosine, openDirections } from './satisfaction/directions.js'
export type { Features } from './satisfaction/features.js'
export { keepSatisfaction } from './satisfaction/keep-satisfaction.js'
export { readFeatures } from './satisfaction/read-features.js'
export { type Reason, reasonsFor } from './satisfaction/reasons.js'
export {
  classOf,
  judge,
  type LabelledFeatures,
  learnSatisfaction,
  SATISFACTION_CLASSES,
  type Satisfaction,
  type SatisfactionClass,
  type SatisfactionModel,
} from './satisfaction/satisfaction-model.js'
export {
  openSatisfactionReader,
  type ReadSatisfaction,
  type SatisfactionReader,
} from './satisfaction/satisfaction-reader.js'
export { satisfactionWords } from './satisfaction/satisfaction-words.js'
export { embedSentences } from './signal/embed-sentences.js'
export { loadSignals } from './signal/load-signals.js'
export { measureSignal } from './signal/measure-signals.js'
export { followUpsIn, ordinaryQuestions, questionsIn } from './signal/ordinary-questions.js'
export type { Signal } from './signal/signal.js'
export { createSignalReader, type SignalReader } from './signal/signal-reader.js'
export { createAskSurvey } from './survey/ask-survey.js'
export { QUESTIONS, type ScoreName } from './survey/survey.js'
export {
  type AnswerSurvey,
  createSurveyService,
  type SurveyDeps,
  type SurveySubmission,
} from './survey/survey-service.js'
export { hasRoom } from './triage/choose-agent.js'
export { type Colleague, canServe } from './triage/colleague.js'
export { createDispatcher } from './triage/dispatcher.js'
export { loadTeams } from './triage/load-teams.js'
export { maySee } from './triage/may-see.js'
export { createPeople, type People, readPeople, servingOf } from './triage/people.js'
export { loadServiceLevel, type ServiceLevel } from './triage/service-level.js'
export { pointsOf, type Teams, teamOf } from './triage/teams.js'
export { createUnansweredReader } from './unanswered/unanswered-reader.js'
export {
  FILE_TYPES,
  type FileMark,
  type FileType,
  isPicture,
  type KeptFile,
  type NewFile,
  type UploadId,
} from './upload/upload.js'
export { createUploadLinks, UPLOADS_PATH, type UploadLinks } from './upload/upload-links.js'
export { createUploads, type Uploads } from './upload/uploads.js'
export { createVisits } from './visit/visits.js'
