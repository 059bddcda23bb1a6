import { HOUR, MINUTE, type Millis } from '../../platform/clock.js'

/** Somebody is not there although the roster says so. Times are since midnight. */
export interface Absence {
  readonly login: string
  readonly from: Millis
  readonly to: Millis
  /** Whether the desk is told; else the screen goes dark in the middle of a sentence. */
  readonly said: boolean
}

/** One day at the centre. */
export interface Scenario {
  readonly name: string
  /** How many come, for each one of a normal day. */
  readonly crowd: number
  /** How many customers come in each hour of the day, in proportion. */
  readonly hours: readonly number[]
  readonly absences: readonly Absence[]
}

const EVERYONE = ['an', 'bai', 'cao', 'ding', 'fang', 'gao', 'he', 'jin'] as const

const NIGHT = 0.1
const DAY = [...Array(9).fill(NIGHT), 1, 1.5, 1.2, 0.8, 0.9, 1, 1, 1, 1, 1, 1.4, 1.5, 1.2]
const NORMAL: readonly number[] = [...DAY, NIGHT, NIGHT]

/** The hour of the surge brings ten times what a usual one does. */
const SURGE_HOUR = 15
const SURGE = 10
const SURGE_HOURS = NORMAL.map((weight, hour) => (hour === SURGE_HOUR ? SURGE * weight : weight))

export const SCENARIOS: readonly Scenario[] = [
  { name: 'normal day', crowd: 1, hours: NORMAL, absences: [] },
  {
    name: 'agents vanish',
    crowd: 1,
    hours: NORMAL,
    absences: [
      absence('an', 10 * HOUR + 40 * MINUTE),
      absence('bai', 11 * HOUR),
      absence('he', 11 * HOUR + 10 * MINUTE),
      absence('fang', 15 * HOUR),
      absence('ding', 19 * HOUR + 30 * MINUTE),
      absence('jin', 20 * HOUR + 15 * MINUTE),
    ],
  },
  {
    name: 'all offline 14–15',
    crowd: 1,
    hours: NORMAL,
    absences: EVERYONE.map((login) => ({ login, from: 14 * HOUR, to: 15 * HOUR, said: true })),
  },
  {
    name: 'surge ×10 at 15',
    crowd: sum(SURGE_HOURS) / sum(NORMAL),
    hours: SURGE_HOURS,
    absences: [],
  },
  {
    name: 'night handoffs',
    crowd: 1,
    hours: NORMAL.map((weight) => (weight === NIGHT ? 1.2 : weight)),
    absences: [],
  },
]

function absence(login: string, from: Millis): Absence {
  return { login, from, to: from + 40 * MINUTE, said: false }
}

function sum(weights: readonly number[]): number {
  return weights.reduce((total, weight) => total + weight, 0)
}
