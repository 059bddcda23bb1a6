import type { Instant, Millis } from '../../platform/clock.js'
import { MINUTE } from '../../platform/clock.js'
import type { Category, Urgency } from '../case/case.js'
import type { Owner } from '../conversation/session.js'
import type { ClockTargets } from './case-courses.js'
import type { CaseMoment } from './case-moment.js'
import type { ClockName, ClockState } from './clock-course.js'
import type { Counting } from './service-calendar.js'

/**
 * The clocks of a case once more, to judge the fast ones by: it walks through time step by step,
 * asks at each step whether it counts, and takes it from what is left. Slow, and without any idea
 * that the fast way has.
 */

export const STEP: Millis = 30 * MINUTE

/** A calendar as plain lists, days as `2026-11-23`. */
export interface PlainCalendar {
  readonly timeZone: string
  /** Minutes of the day, for each weekday from Sunday. */
  readonly week: readonly (readonly (readonly [number, number])[])[]
  readonly ownDays: ReadonlyMap<string, readonly (readonly [number, number])[]>
  readonly holidays: ReadonlySet<string>
  readonly makeUpDays: ReadonlySet<string>
  readonly onHolidays: readonly (readonly [number, number])[] | null
  readonly onMakeUpDays: readonly (readonly [number, number])[] | null
  readonly workingWeek: readonly number[]
}

/** What each step is: which day by the clock on the wall, whether people serve, whether it is worked. */
export interface SlowSteps {
  readonly start: Instant
  readonly days: readonly string[]
  readonly open: readonly boolean[]
  readonly working: readonly boolean[]
}

export function walkCalendar(calendar: PlainCalendar, start: Instant, count: number): SlowSteps {
  const format = new Intl.DateTimeFormat('sv', {
    timeZone: calendar.timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
  const days: string[] = []
  const open: boolean[] = []
  const working: boolean[] = []
  for (let index = 0; index < count; index++) {
    const [day = '', time = ''] = format.format(start + index * STEP).split(' ')
    const [hour = 0, minute = 0] = time.split(':').map(Number)
    const weekday = new Date(Date.parse(day)).getUTCDay()
    let hours = calendar.week[weekday] ?? []
    if (calendar.makeUpDays.has(day) && calendar.onMakeUpDays) hours = calendar.onMakeUpDays
    if (calendar.holidays.has(day)) hours = calendar.onHolidays ?? calendar.week[weekday] ?? []
    hours = calendar.ownDays.get(day) ?? hours
    const isOpen = hours.some(([from, to]) => from <= hour * 60 + minute && hour * 60 + minute < to)
    const isWorked =
      calendar.makeUpDays.has(day) ||
      (calendar.workingWeek.includes(weekday) && !calendar.holidays.has(day))
    days.push(day)
    open.push(isOpen)
    working.push(isOpen && isWorked)
  }
  return { start, days, open, working }
}

interface SlowLimit {
  readonly from: Instant
  readonly counting: Counting
  readonly time: Millis
}

interface Run {
  readonly clock: ClockName
  readonly round: number
  readonly startedAt: Instant
  limits: SlowLimit[]
  /** The steps in which it was not paused. */
  readonly ticks: number[]
  isPaused: boolean
  isDropped: boolean
  doneAt: Instant | null
}

export interface SlowClock {
  readonly clock: ClockName
  readonly round: number
  readonly startedAt: Instant
  readonly doneAt: Instant | null
  /** `null` when it is not reached within the steps. */
  readonly dueAt: Instant | null
  readonly warnAt: Instant | null
  readonly state: ClockState
}

/** @param moments At whole steps, the last not after `now`. */
export function slowClocks(
  moments: readonly CaseMoment[],
  targets: ClockTargets,
  warnShare: number,
  steps: SlowSteps,
  now: Instant,
): readonly SlowClock[] {
  const runs: Run[] = []
  const facts: { urgency: Urgency; category: Category } = { urgency: 'normal', category: 'product' }
  let owner: Owner['kind'] = 'queue'
  let isActive = false

  const stepOf = (at: Instant) => (at - steps.start) / STEP
  const timeOf = (step: number) => steps.start + step * STEP
  const isLive = (run: Run) => run.doneAt === null && !run.isDropped
  const live = (clock: ClockName) => runs.find((run) => run.clock === clock && isLive(run))
  const all = (...clocks: ClockName[]) =>
    runs.filter((run) => clocks.includes(run.clock) && isLive(run))

  /** Looks at one step after the other until enough days were worked. */
  function inWorkingDays(at: Instant, days: number): SlowLimit {
    const worked = new Set<string | undefined>()
    let time = 0
    // Not known while the last of the days is not over within the steps.
    let timeWhenGoingHome = Number.POSITIVE_INFINITY
    for (let step = stepOf(at); step < steps.days.length && worked.size <= days; step++) {
      if (!steps.working[step]) continue
      if (steps.days[step] !== steps.days[stepOf(at)]) worked.add(steps.days[step])
      time += STEP
      const isOver = steps.days[step] !== steps.days.at(-1)
      if (worked.size === days && isOver) timeWhenGoingHome = time
    }
    return { from: at, counting: 'working', time: timeWhenGoingHome }
  }

  function untilAnswered(at: Instant, promisedAt: Instant | undefined): SlowLimit {
    const target = targets.firstResponse[facts.urgency]
    let promised = 0
    for (let step = stepOf(at); timeOf(step) < (promisedAt ?? at); step++) {
      if (steps.open[step]) promised += STEP
    }
    const time = promised === 0 ? target : Math.min(target, promised)
    return { from: at, counting: 'open', time }
  }

  const untilNext = (at: Instant): SlowLimit => ({
    from: at,
    counting: 'open',
    time: targets.nextResponse[facts.urgency],
  })

  function begin(clock: ClockName, at: Instant, limit: SlowLimit): void {
    const round = runs.filter((run) => run.clock === clock).length + 1
    for (const run of all(clock)) run.isDropped = true
    const fresh = { ticks: [], isPaused: false, isDropped: false, doneAt: null }
    runs.push({ clock, round, startedAt: at, limits: [limit], ...fresh })
  }

  function happen(moment: CaseMoment): void {
    const { at, what } = moment
    const before = { ...facts }
    if ('urgency' in moment && moment.urgency) facts.urgency = moment.urgency
    if ('category' in moment && moment.category) facts.category = moment.category
    if (what === 'owner') owner = moment.owner
    if (what === 'opened' || what === 'reopened') {
      isActive = true
      for (const run of all('return-visit', 'second-visit')) run.isDropped = true
      begin('first-response', at, untilAnswered(at, moment.promisedAt))
      begin('solution', at, inWorkingDays(at, targets.solution[facts.category]))
    }
    if (what === 'changed' && facts.urgency !== before.urgency) {
      live('first-response')?.limits.push(untilAnswered(at, moment.promisedAt))
      live('next-response')?.limits.push(untilNext(at))
    }
    const solution = live('solution')
    if (what === 'changed' && solution && facts.category !== before.category) {
      solution.limits = [inWorkingDays(solution.startedAt, targets.solution[facts.category])]
    }
    if (solution && what === 'paused') solution.isPaused = true
    const goesOn = what === 'resumed' || (what === 'said' && moment.by === 'customer')
    if (solution && goesOn) solution.isPaused = false
    if (what === 'paused') for (const run of all('next-response')) run.isDropped = true
    if (what === 'said' && isActive) {
      const waits = all('first-response', 'next-response')
      if (moment.by === 'agent') for (const run of waits) run.doneAt = at
      else if (owner !== 'bot' && waits.length === 0) begin('next-response', at, untilNext(at))
    }
    if (what === 'promised') {
      begin('call-back', at, { from: at, counting: 'always', time: moment.due - at })
    }
    if (what === 'called-back') for (const run of all('call-back')) run.doneAt = at
    if (what === 'returned' || what === 'solved') {
      isActive = false
      for (const run of all('first-response', 'next-response', 'solution', 'call-back')) {
        if (what === 'solved') run.doneAt = at
        else run.isDropped = true
      }
    }
    if (what === 'solved') {
      begin('return-visit', at, { from: at, counting: 'always', time: targets.returnVisit })
    }
    visit(moment)
  }

  function visit(moment: CaseMoment): void {
    const { at, what } = moment
    const [first, second] = [live('return-visit'), live('second-visit')]
    if (what === 'visited' && second) {
      if (moment.bySupervisor) second.doneAt = at
      return
    }
    const isVisited = what === 'visited' && first !== undefined
    if (first && (isVisited || what === 'surveyed' || what === 'closed')) first.doneAt = at
    if ((isVisited || what === 'closed') && facts.category === 'complaint' && !second) {
      begin('second-visit', at, inWorkingDays(at, targets.secondVisit))
    }
  }

  /** When this share of the first limit to be reached had passed in the steps so far. */
  function reached({ limits, ticks }: Run, share: number): Instant | null {
    const moments = limits.map(({ from, counting, time }) => {
      let left = Math.round(time * share)
      for (const step of ticks) {
        const isOpen = counting === 'always' || steps.open[step]
        const counts = isOpen && (counting !== 'working' || steps.working[step])
        if (timeOf(step) < from || !counts) continue
        if (left <= STEP) return timeOf(step) + left
        left -= STEP
      }
      return Number.POSITIVE_INFINITY
    })
    const first = Math.min(...moments)
    return first === Number.POSITIVE_INFINITY ? null : first
  }

  function stateAt(run: Run, at: Instant): ClockState {
    const dueAt = reached(run, 1) ?? Number.POSITIVE_INFINITY
    if (run.doneAt !== null) return run.doneAt < dueAt ? 'met' : 'breached'
    if (dueAt <= at) return 'breached'
    if (run.isPaused) return 'paused'
    return (reached(run, warnShare) ?? Number.POSITIVE_INFINITY) <= at ? 'warned' : 'running'
  }

  const states = new Map<Run, ClockState>()
  let next = 0
  for (let step = 0; step < steps.days.length; step++) {
    for (; moments[next]?.at === timeOf(step); next++) happen(moments[next] as CaseMoment)
    if (timeOf(step) === now) for (const run of runs) states.set(run, stateAt(run, now))
    for (const run of runs) {
      const stands = run.isPaused && run.doneAt === null
      if (!stands && !run.isDropped) run.ticks.push(step)
    }
  }
  return runs
    .filter((run) => !run.isDropped)
    .map((run) => ({
      clock: run.clock,
      round: run.round,
      startedAt: run.startedAt,
      doneAt: run.doneAt,
      dueAt: reached(run, 1),
      warnAt: reached(run, warnShare),
      state: states.get(run) ?? 'running',
    }))
}
