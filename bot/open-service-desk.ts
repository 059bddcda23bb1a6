import {
  agentName,
  createCaseService,
  createConversations,
  createHandOver,
  createMessageRelay,
  createServiceCalendar,
  createSurveyService,
  presentAgents,
  type QueueNoticeDeps,
  type Replies,
  type ServiceLevel,
} from '../handoff/index.js'
import type { Clock } from '../platform/clock.js'
import type { Store } from '../platform/events/store.js'
import type { NewId } from '../platform/id.js'
import { serviceWords } from './service-words.js'

export interface ServiceDeskDeps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly replies: () => Replies
  readonly level: ServiceLevel
}

/**
 * Puts together what conversations, cases and surveys need of one another.
 *
 * @param signal Ends the relay of messages.
 */
export function openServiceDesk(deps: ServiceDeskDeps, signal: AbortSignal) {
  const { store, clock, newId, level } = deps
  const calendar = createServiceCalendar(level.openingHours)
  const words = serviceWords(deps.replies, () => clock.now(), calendar.timeZone)
  const notice: QueueNoticeDeps = {
    clock,
    presentCount: async (db) => (await presentAgents(db, clock.now())).length,
    isOpen: calendar.isOpen,
    addOpenTime: (at, time) => calendar.addTime('open', at, time),
    firstResponse: level.firstResponse,
    words: words.queue,
  }
  const conversations = createConversations({ store, clock, newId, ...words.conversations })
  return {
    conversations,
    relay: createMessageRelay(store, signal),
    handOver: createHandOver({
      ...notice,
      conversations,
      newId,
      backToBot: words.conversations.backToBot,
    }),
    answerSurvey: createSurveyService({
      store,
      clock,
      newId,
      notice,
      backToBot: words.conversations.backToBot,
      words: words.survey,
    }),
    cases: createCaseService({
      store,
      clock,
      newId,
      agentName,
      isPresent: async (db, agent) =>
        (await presentAgents(db, clock.now())).some((present) => present.agent === agent),
      words: words.cases,
    }),
  }
}
