import {
  agentName,
  agentsThere,
  createAskSurvey,
  createCaseService,
  createConversations,
  createDispatcher,
  createHandOver,
  createMessageRelay,
  createPeople,
  createRaiseCase,
  createServiceCalendar,
  createSilentCases,
  createSurveyService,
  type EmergencyBoard,
  goneMoments,
  type HandOverDeps,
  isSupervisor,
  presentAgents,
  type QueueNoticeDeps,
  type Replies,
  readPeople,
  type ServiceLevel,
  servingOf,
  type Teams,
  teamOf,
} from '../handoff/index.js'
import type { Clock } from '../platform/clock.js'
import type { Db } from '../platform/db/tables.js'
import type { Store } from '../platform/events/store.js'
import type { NewId } from '../platform/id.js'
import { serviceWords } from './service-words.js'

export interface ServiceDeskDeps {
  readonly store: Store
  /** Where the desk reads cases, so that it waits for no writer; without it, in the store. */
  readonly reads?: Store['db']
  readonly clock: Clock
  readonly newId: NewId
  readonly replies: () => Replies
  readonly level: ServiceLevel
  readonly teams: Teams
  /** What a customer means to the shop (H6.3). Without it, everyone is served alike. */
  readonly customerValue?: HandOverDeps['customerValue']
  /** The target while an emergency changes the usual one. */
  readonly firstResponseAt: EmergencyBoard['firstResponse']
}

/**
 * Puts together what conversations, cases, surveys and the queue need of one another. The queue's
 * `dispatcher` stands still until a timer runs it.
 *
 * @param signal Ends the relay of messages.
 */
export function openServiceDesk(deps: ServiceDeskDeps, signal: AbortSignal) {
  const { store, clock, newId, level, teams } = deps
  const calendar = createServiceCalendar(level.openingHours)
  const words = serviceWords(deps.replies, () => clock.now(), calendar.timeZone)
  const people = (db: Db) => readPeople(db, teams, clock.now())
  const opening = {
    isOpen: calendar.isOpen,
    addOpenTime: (at: number, time: number) => calendar.addTime('open', at, time),
    firstResponse: currentTargets(deps),
  }
  const notice: QueueNoticeDeps = {
    ...opening,
    clock,
    serving: async (db, queued) => servingOf(queued, await people(db), teams),
    words: words.queue,
  }
  const { backToBot } = words.conversations
  const askSurvey = createAskSurvey({
    clock,
    newId,
    words: words.survey.ask,
    onSilence: level.surveyAfterSilence,
  })
  const conversations = createConversations({
    store,
    clock,
    newId,
    askSurvey,
    ...words.conversations,
  })
  const cases = createCaseService({
    store,
    reads: deps.reads,
    clock,
    newId,
    agentName,
    askSurvey,
    isPresent: async (db, agent) =>
      (await presentAgents(db, clock.now())).some((present) => present.agent === agent),
    isThere: async (db, agent) =>
      (await agentsThere(db, clock.now())).some((there) => there.agent === agent),
    isSupervisor,
    words: words.cases,
  })
  const silent = createSilentCases({
    store,
    clock,
    newId,
    agentName,
    goneMoments,
    lease: level.lease,
    notice,
    backToBot,
    words: words.cases,
  })
  const back = { clock, newId, notice, backToBot }
  return {
    conversations,
    /** What it takes to open a case again. */
    bringBack: { ...back, sorry: words.survey.sorry },
    cases,
    teams,
    people: createPeople({ store, clock, teams }),
    relay: createMessageRelay(store, signal),
    dispatcher: createDispatcher({
      ...opening,
      store,
      clock,
      teams,
      people,
      cases,
      silent,
    }),
    raiseCase: createRaiseCase({ store, newId }),
    backToBot,
    handOver: createHandOver({
      ...notice,
      conversations,
      newId,
      backToBot,
      teamOf: (named) => teamOf(teams, named).id,
      customerValue: deps.customerValue ?? (async () => 'ordinary'),
    }),
    answerSurvey: createSurveyService({
      ...back,
      store,
      callBackWithin: level.recovery,
      teamOf: (named) => teamOf(teams, named).id,
      customerValue: deps.customerValue ?? (async () => 'ordinary'),
      words: words.survey,
    }),
  }
}

/** What is promised at the moment of asking: an emergency may have changed it since the start. */
function currentTargets({
  level: { firstResponse },
  clock,
  firstResponseAt,
}: ServiceDeskDeps): QueueNoticeDeps['firstResponse'] {
  return {
    get normal() {
      return firstResponseAt('normal', clock.now(), firstResponse.normal)
    },
    get urgent() {
      return firstResponseAt('urgent', clock.now(), firstResponse.urgent)
    },
  }
}
