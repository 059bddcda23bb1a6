import type {
  CaseServiceDeps,
  ConversationDeps,
  QueueNoticeDeps,
  ReleaseDeps,
  Replies,
  SurveyDeps,
} from '../handoff/index.js'
import { foldText } from '../knowledge/index.js'
import type { Instant } from '../platform/clock.js'
import { LANGUAGES, type Language } from '../platform/language.js'
import { leavesQueue } from './leaves-queue.js'
import { promisedTime } from './promised-time.js'

export interface ServiceWords {
  readonly queue: QueueNoticeDeps['words']
  readonly cases: CaseServiceDeps['words'] & ReleaseDeps['words']
  readonly survey: SurveyDeps['words'] & { readonly ask: (language: Language) => string }
  readonly conversations: Pick<
    ConversationDeps,
    'keptLine' | 'ratedLine' | 'backToBot' | 'isBackToBot' | 'backLine'
  >
}

/**
 * Lets the desk speak with the shop's own replies.
 *
 * @param replies Asked for at each use, since editors change them.
 * @param now Also chooses among replies of the same meaning.
 * @param timeZone In which customers are told a time, such as `Asia/Shanghai`.
 */
export function serviceWords(
  replies: () => Replies,
  now: () => Instant,
  timeZone: string,
): ServiceWords {
  const say: Replies['say'] = (situation, language, variables, variant) =>
    replies().say(situation, language, variables, variant)
  const timeIn = (language: Language, at: Instant) => promisedTime(language, at, now(), timeZone)

  return {
    conversations: {
      backToBot: (language) => {
        const label = say('label-back-to-bot', language, {}, 0)
        return { title: label, value: label, leads: 'back-to-bot' }
      },
      isBackToBot: (text) =>
        LANGUAGES.some((language) => say('label-back-to-bot', language, {}, 0) === text.trim()) ||
        leavesQueue(foldText(text)),
      backLine: (language) => say('back-while-waiting', language, {}, now()),
      keptLine: (language) => say('message-kept', language, {}, now()),
      ratedLine: (language, verdict) =>
        say(verdict === 'up' ? 'feedback-thanks' : 'feedback-sorry', language, {}, now()),
    },
    queue: {
      queuePlace: (language, place, minutes) =>
        say('queue-place', language, { place, minutes }, now()),
      outOfHours: (language, at) =>
        say('out-of-hours', language, { time: timeIn(language, at) }, now()),
      nobodyPresent: (language, at) =>
        say('nobody-present', language, { time: timeIn(language, at) }, now()),
    },
    cases: {
      agentJoined: (language, name) => say('agent-joined', language, { name }, now()),
      agentLeft: (language, name) => say('agent-left', language, { name }, now()),
      agentAway: (language, name) => say('agent-away', language, { name }, now()),
      givenBack: (language) => say('given-back-to-bot', language, {}, now()),
      solved: (language) => say('solved', language, {}, now()),
    },
    survey: {
      ask: (language) => say('survey', language, {}, now()),
      thanks: (language) => say('survey-thanks', language, {}, now()),
      sorry: (language) => say('survey-sorry', language, {}, now()),
    },
  }
}
