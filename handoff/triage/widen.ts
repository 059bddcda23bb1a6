import type { Instant } from '../../platform/clock.js'
import { type Case, REACHES, type Reach } from '../case/case.js'
import { type Colleague, canServe, isThere } from './colleague.js'

type Waiting = Pick<Case, 'reach' | 'waitingSince' | 'team' | 'skill' | 'language'>

/** When the steps of one waiting case begin, counted in opening time. */
export interface WideningTimes {
  /** Until when a step is kept on which nobody is there. */
  readonly nobodyThere: Instant
  readonly after: Readonly<Record<Exclude<Reach, 'told'>, Instant>>
}

/**
 * The rule by which no case strands. It goes to those of its team who have its skill; then to its
 * whole team; then to everyone who speaks the language; then a supervisor is told as well, who can
 * give it to anyone. The next step begins after its time, and at once where nobody of the present
 * one is at work. No step is taken back while the case waits.
 *
 * @returns The step on which the case is now.
 */
export function widen(
  waiting: Waiting,
  people: readonly Colleague[],
  times: WideningTimes,
  now: Instant,
): Reach {
  let reach = waiting.reach
  while (reach !== 'told') {
    const step = reach
    const isOver = now >= times.after[step]
    const isEmpty = !people.some((person) => isThere(person) && canServe(person, waiting, step))
    if (!isOver && !(isEmpty && now >= times.nobodyThere)) break
    reach = nextOf(step)
  }
  return reach
}

/** When `widen` may come to another step by time alone; `null` when it is on the last. */
export function nextWidening(
  { reach }: Pick<Case, 'reach'>,
  times: WideningTimes,
  now: Instant,
): Instant | null {
  if (reach === 'told') return null
  const { after, nobodyThere } = times
  return now < nobodyThere ? Math.min(nobodyThere, after[reach]) : after[reach]
}

function nextOf(reach: Reach): Reach {
  return REACHES[REACHES.indexOf(reach) + 1] ?? 'told'
}
