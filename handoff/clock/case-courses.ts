import type { Instant, Millis } from '../../platform/clock.js'
import type { Category, Urgency } from '../case/case.js'
import type { Owner } from '../conversation/session.js'
import type { ServiceLevel } from '../triage/service-level.js'
import type { CaseFacts, CaseMoment, PauseReason } from './case-moment.js'
import type { ClockName, Course, Limit } from './clock-course.js'
import type { ServiceCalendar } from './service-calendar.js'

export type ClockTargets = Pick<
  ServiceLevel,
  'firstResponse' | 'nextResponse' | 'solution' | 'returnVisit' | 'secondVisit'
>

export interface CourseRules {
  /** The target of a first response that begins at `at`, while an emergency changes the usual one. */
  readonly firstResponseAt?: (urgency: Urgency, at: Instant, usual: Millis) => Millis
  readonly targets: ClockTargets
  readonly calendar: Pick<ServiceCalendar, 'timeBetween' | 'workingDays'>
}

/**
 * The runs of all clocks of one case, in the order in which they began. Pure: the same events give
 * the same runs, before and after a restart.
 *
 * - `first-response`: from the handoff, and again from each reopening, until a person answers (T4).
 * - `next-response`: from a customer's message after that, while people own the session, until a
 *   person answers or says that it waits for the customer (H4.1).
 * - `solution`: from the handoff until solved, in working days (Y2); stands while the customer is
 *   asked something.
 * - `return-visit`: from solving until the survey is answered or somebody visited (T5).
 * - `second-visit`: from the end of the first visit after a complaint until the supervisor
 *   visited (T9).
 * - `call-back`: until the moment that an agent promised.
 *
 * A run that came to nothing (the case went back to the bot, or was reopened before the visit) is
 * left out, yet counted in `round`.
 *
 * @param moments In order, the first is `opened`.
 * @param assumed What the case is where its events do not say.
 */
export function caseCourses(
  moments: readonly CaseMoment[],
  assumed: Required<Pick<CaseFacts, 'urgency' | 'category'>>,
  rules: CourseRules,
): readonly Course[] {
  const { targets, calendar, firstResponseAt = (_urgency, _at, usual) => usual } = rules
  const ended: Course[] = []
  const open = new Map<ClockName, Course>()
  const rounds = new Map<ClockName, number>()
  let urgency: Urgency = assumed.urgency ?? 'normal'
  let category: Category = assumed.category ?? 'product'
  let owner: Owner['kind'] = 'queue'
  let isActive = false

  /** Takes the place of a run that is still open. */
  function begin(clock: ClockName, at: Instant, limits: readonly Limit[]): void {
    const round = (rounds.get(clock) ?? 0) + 1
    rounds.set(clock, round)
    open.set(clock, { clock, round, startedAt: at, limits, pauses: [], doneAt: null })
  }

  function done(at: Instant, ...clocks: readonly ClockName[]): void {
    for (const clock of clocks) {
      const course = open.get(clock)
      if (course) ended.push({ ...course, pauses: pausesEndedAt(course, at), doneAt: at })
      open.delete(clock)
    }
  }

  function drop(...clocks: readonly ClockName[]): void {
    for (const clock of clocks) open.delete(clock)
  }

  function change(clock: ClockName, next: (course: Course) => Partial<Course>): void {
    const course = open.get(clock)
    if (course) open.set(clock, { ...course, ...next(course) })
  }

  const pause = (at: Instant, reason: PauseReason) =>
    change('solution', ({ pauses }) =>
      pauses.some(({ to }) => to === null)
        ? {}
        : { pauses: [...pauses, { from: at, to: null, reason }] },
    )
  const resume = (at: Instant) =>
    change('solution', (course) => ({ pauses: pausesEndedAt(course, at) }))

  /** The target, and what the customer was told if that is less. */
  function firstLimits(at: Instant, promisedAt: Instant | undefined): readonly Limit[] {
    const counting = 'open'
    const time = firstResponseAt(urgency, at, targets.firstResponse[urgency])
    const target = { from: at, time, counting } as const
    if (promisedAt === undefined) return [target]
    const promised = calendar.timeBetween(counting, at, promisedAt)
    return promised > 0 && promised < target.time ? [{ ...target, time: promised }] : [target]
  }

  const nextLimit = (at: Instant): Limit => ({
    from: at,
    time: targets.nextResponse[urgency],
    counting: 'open',
  })

  const workingLimit = (at: Instant, days: number): Limit => ({
    from: at,
    time: calendar.workingDays(at, days),
    counting: 'working',
  })

  function learn(facts: CaseFacts): void {
    urgency = facts.urgency ?? urgency
    category = facts.category ?? category
  }

  function beginWork(at: Instant, promisedAt: Instant | undefined): void {
    isActive = true
    begin('first-response', at, firstLimits(at, promisedAt))
    begin('solution', at, [workingLimit(at, targets.solution[category])])
  }

  /** A case that became urgent is due as if it had come now, if that is sooner. */
  function changed(moment: CaseFacts & { readonly at: Instant }): void {
    const { at, promisedAt } = moment
    const before = { urgency, category }
    learn(moment)
    if (urgency !== before.urgency) {
      change('first-response', ({ limits }) => ({
        limits: [...limits, ...firstLimits(at, promisedAt)],
      }))
      change('next-response', ({ limits }) => ({ limits: [...limits, nextLimit(at)] }))
    }
    if (category !== before.category) {
      change('solution', ({ startedAt }) => ({
        limits: [workingLimit(startedAt, targets.solution[category])],
      }))
    }
  }

  function customerSaid(at: Instant): void {
    resume(at)
    const isWaited = open.has('first-response') || open.has('next-response')
    if (!isActive || owner === 'bot' || isWaited) return
    begin('next-response', at, [nextLimit(at)])
  }

  function secondVisitAfter(at: Instant): void {
    if (category !== 'complaint' || open.has('second-visit')) return
    begin('second-visit', at, [workingLimit(at, targets.secondVisit)])
  }

  for (const moment of moments) {
    const { at } = moment
    switch (moment.what) {
      case 'opened':
        learn(moment)
        beginWork(at, moment.promisedAt)
        break
      case 'changed':
        changed(moment)
        break
      case 'reopened':
        learn(moment)
        drop('return-visit', 'second-visit')
        beginWork(at, moment.promisedAt)
        break
      case 'owner':
        owner = moment.owner
        break
      case 'said':
        if (moment.by === 'customer') customerSaid(at)
        else if (isActive) done(at, 'first-response', 'next-response')
        break
      case 'paused':
        drop('next-response')
        pause(at, moment.reason)
        break
      case 'resumed':
        resume(at)
        break
      case 'promised':
        begin('call-back', at, [
          { from: at, time: Math.max(0, moment.due - at), counting: 'always' },
        ])
        break
      case 'called-back':
        done(at, 'call-back')
        break
      case 'solved':
        learn(moment)
        done(at, 'first-response', 'next-response', 'solution', 'call-back')
        isActive = false
        begin('return-visit', at, [{ from: at, time: targets.returnVisit, counting: 'always' }])
        break
      case 'surveyed':
        done(at, 'return-visit')
        break
      case 'closed':
        done(at, 'return-visit')
        secondVisitAfter(at)
        break
      case 'visited':
        if (open.has('second-visit')) {
          if (moment.bySupervisor) done(at, 'second-visit')
        } else if (open.has('return-visit')) {
          done(at, 'return-visit')
          secondVisitAfter(at)
        }
        break
      case 'returned':
        drop('first-response', 'next-response', 'solution', 'call-back')
        isActive = false
        break
      default:
        moment satisfies never
    }
  }
  return [...ended, ...open.values()].toSorted((a, b) => a.startedAt - b.startedAt)
}

function pausesEndedAt({ pauses }: Course, at: Instant): Course['pauses'] {
  return pauses.map((each) => (each.to === null ? { ...each, to: at } : each))
}
