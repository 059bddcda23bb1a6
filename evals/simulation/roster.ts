import { HOUR, MINUTE, type Millis } from '../../platform/clock.js'
import type { Language } from '../../platform/language.js'

/** One of the people at the desk: which work they get, and when they are there. */
export interface Worker {
  readonly login: string
  readonly name: string
  readonly role: 'agent' | 'supervisor'
  readonly languages: readonly Language[]
  readonly teams: readonly string[]
  readonly skills: readonly string[]
  /** Since midnight. New cases stop with the shift; who is being served is served to the end. */
  readonly shift: readonly [Millis, Millis]
  readonly breaks: readonly (readonly [Millis, Millis])[]
  /** How fast they read and type; 1 is usual. */
  readonly speed: number
}

const EARLY = [9 * HOUR, 18 * HOUR] as const
const LATE = [13 * HOUR, 22 * HOUR] as const
const ALL = ['zh-Hans', 'zh-Hant', 'en'] as const
const CHINESE = ['zh-Hans', 'zh-Hant'] as const

/** Two teams and two shifts; somebody of each language and team is there in opening hours. */
export const ROSTER: readonly Worker[] = [
  worker('an', EARLY, ALL, ['general'], ['orders', 'products'], 12 * HOUR, 1),
  worker('bai', EARLY, CHINESE, ['general'], ['refunds'], 12 * HOUR + 45 * MINUTE, 1.2),
  worker('cao', EARLY, CHINESE, ['general', 'complaints'], ['refunds', 'complaints'], 13 * HOUR, 1),
  worker('ding', LATE, ALL, ['general'], ['refunds', 'products'], 17 * HOUR, 0.9),
  worker('fang', LATE, CHINESE, ['general'], ['orders', 'safety'], 18 * HOUR, 1.1),
  worker('gao', LATE, ['zh-Hans'], ['general'], ['products'], 18 * HOUR + 45 * MINUTE, 0.8),
  worker('he', EARLY, ALL, ['complaints'], ['complaints', 'legal', 'safety'], 14 * HOUR, 1),
  worker('jin', LATE, ALL, ['complaints'], ['complaints', 'legal', 'privacy'], 19 * HOUR, 1),
]

function worker(
  login: string,
  shift: Worker['shift'],
  languages: readonly Language[],
  teams: readonly string[],
  skills: readonly string[],
  lunch: Millis,
  speed: number,
): Worker {
  const tea = shift[0] + 7 * HOUR
  return {
    login,
    name: login,
    role: login === 'he' ? 'supervisor' : 'agent',
    languages,
    teams,
    skills,
    shift,
    breaks: [
      [lunch, lunch + 45 * MINUTE],
      [tea, tea + 15 * MINUTE],
    ],
    speed,
  }
}
