import type {
  CaseServiceDeps,
  ConversationDeps,
  QueueNoticeDeps,
  Replies,
  SurveyDeps,
} from '../handoff/index.js'
import type { Instant } from '../platform/clock.js'
import { LANGUAGES, type Language } from '../platform/language.js'

export interface ServiceWords {
  readonly queue: QueueNoticeDeps['words']
  readonly cases: CaseServiceDeps['words']
  readonly survey: SurveyDeps['words']
  readonly conversations: Pick<
    ConversationDeps,
    'keptLine' | 'ratedLine' | 'backToBot' | 'isBackToBot' | 'backLine'
  >
}

/**
 * Lets the desk speak with the shop's own replies.
 *
 * @param replies Asked for at each use, since editors change them.
 * @param seed Chooses among replies of the same meaning.
 * @param timeZone In which customers are told a time, such as `Asia/Shanghai`.
 */
export function serviceWords(
  replies: () => Replies,
  seed: () => number,
  timeZone: string,
): ServiceWords {
  const say: Replies['say'] = (situation, language, variables, variant) =>
    replies().say(situation, language, variables, variant)
  const timeIn = (language: Language, at: Instant) =>
    new Intl.DateTimeFormat(language, {
      timeZone,
      month: 'long',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(at)

  return {
    conversations: {
      backToBot: (language) => {
        const label = say('label-back-to-bot', language, {}, 0)
        return { title: label, value: label, leads: 'back-to-bot' }
      },
      isBackToBot: (text) =>
        LANGUAGES.some((language) => say('label-back-to-bot', language, {}, 0) === text.trim()),
      backLine: (language) => say('back-while-waiting', language, {}, seed()),
      keptLine: (language) => say('message-kept', language, {}, seed()),
      ratedLine: (language, verdict) =>
        say(verdict === 'up' ? 'feedback-thanks' : 'feedback-sorry', language, {}, seed()),
    },
    queue: {
      queuePlace: (language, place, minutes) =>
        say('queue-place', language, { place, minutes }, seed()),
      outOfHours: (language, at) =>
        say('out-of-hours', language, { time: timeIn(language, at) }, seed()),
      nobodyPresent: (language, at) =>
        say('nobody-present', language, { time: timeIn(language, at) }, seed()),
    },
    cases: {
      agentJoined: (language, name) => say('agent-joined', language, { name }, seed()),
      agentLeft: (language, name) => say('agent-left', language, { name }, seed()),
      givenBack: (language) => say('given-back-to-bot', language, {}, seed()),
      solved: (language) => say('solved', language, {}, seed()),
      survey: (language) => say('survey', language, {}, seed()),
    },
    survey: {
      thanks: (language) => say('survey-thanks', language, {}, seed()),
      sorry: (language) => say('survey-sorry', language, {}, seed()),
    },
  }
}
