import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import { eventsAfter, eventsOfTopics, type StoredEvent } from '../../platform/events/event-table.js'
import type { Case } from '../case/case.js'
import { caseById } from '../case/case-table.js'
import type { CaseId, ConversationId } from '../conversation/message.js'
import { type CourseRules, caseCourses } from './case-courses.js'
import { type CaseMoment, momentOf } from './case-moment.js'
import { type CaseClock, CLOCKS, type ClockName, workOut } from './clock-course.js'
import type { ClockRules } from './clock-rules.js'
import type { ServiceCalendar } from './service-calendar.js'

/** What the clocks of one case are told from. */
export interface CaseHistory {
  readonly caseId: CaseId
  readonly conversation: ConversationId
  /** What the case is, for events that do not say. */
  readonly assumed: Pick<Case, 'urgency' | 'category'>
  /** Those that mean something to this case, in order. */
  readonly events: readonly StoredEvent[]
}

/** What a clock has led to, once each. */
export const NOTICES = ['clock-warned', 'clock-breached'] as const
export type NoticeName = (typeof NOTICES)[number]

export interface Notice {
  readonly name: NoticeName
  readonly clock: ClockName
  readonly round: number
  /** Of its event. */
  readonly number: number
}

export interface ClockSettings extends CourseRules {
  readonly rules: ClockRules
  readonly calendar: Pick<ServiceCalendar, 'addTime' | 'timeBetween' | 'workingDays'>
}

/** Whether an event belongs into the history of this case. */
export function concerns(event: StoredEvent, caseId: CaseId): boolean {
  return momentOf(event, caseId) !== undefined || noticeOf(event, caseId) !== undefined
}

export function noticeOf({ name, number, data }: StoredEvent, caseId: CaseId): Notice | undefined {
  const notice = NOTICES.find((each) => each === name)
  const clock = CLOCKS.find((each) => each === data['clock'])
  const round = data['round']
  if (!notice || !clock || typeof round !== 'number' || data['caseId'] !== caseId) return undefined
  return { name: notice, clock, round, number }
}

/** All clocks of a case, in the order in which they began. */
export function clocksIn(history: CaseHistory, settings: ClockSettings): readonly CaseClock[] {
  const moments = history.events
    .map((event) => momentOf(event, history.caseId))
    .filter((moment): moment is CaseMoment => moment !== undefined)
  return caseCourses(moments, history.assumed, settings).map((course) =>
    workOut(course, settings.rules[course.clock].warnAfter, settings.calendar),
  )
}

const PAGE = 1_000

/** Reads the history of a case from the log; `undefined` when there is no such case. */
export async function readHistory(db: Db, id: CaseId): Promise<CaseHistory | undefined> {
  const current = await caseById(db, id)
  if (!current) return undefined
  const events: StoredEvent[] = []
  for (;;) {
    const page = await eventsAfter(db, events.at(-1)?.number ?? 0, PAGE, current.conversation)
    events.push(...page)
    if (page.length < PAGE) return toHistory(current, events)
  }
}

/** How many conversations are read at once. */
const AT_ONCE = 300

/**
 * Reads the histories of all cases with a clock that may run: those that people have to do with,
 * and those solved after `solvedAfter`, save the closed ones, which only complaints outlive.
 */
export async function readHistories(db: Db, solvedAfter: Instant): Promise<readonly CaseHistory[]> {
  const rows = await db
    .selectFrom('service_case')
    .select(['id', 'conversation_id as conversation', 'urgency', 'category'])
    .where((is) =>
      is.or([
        is('status', 'in', ['waiting', 'assigned']),
        is.and([
          is('solved_at', '>', solvedAfter),
          is.or([is('status', '=', 'solved'), is('category', '=', 'complaint')]),
        ]),
      ]),
    )
    .execute()
  const conversations = [...new Set(rows.map(({ conversation }) => conversation))]
  const events = new Map<string, StoredEvent[]>(conversations.map((id) => [id, []]))
  for (let start = 0; start < conversations.length; start += AT_ONCE) {
    for (const event of await eventsOfTopics(db, conversations.slice(start, start + AT_ONCE))) {
      events.get(event.topic)?.push(event)
    }
  }
  return rows.map((row) => toHistory(row, events.get(row.conversation) ?? []))
}

/** What was before the handoff is the bot's time, and counted apart. */
function toHistory(
  {
    id,
    conversation,
    urgency,
    category,
  }: Pick<Case, 'id' | 'conversation' | 'urgency' | 'category'>,
  events: readonly StoredEvent[],
): CaseHistory {
  const opened = events.findIndex(
    ({ name, data }) => name === 'case-opened' && data['caseId'] === id,
  )
  return {
    caseId: id,
    conversation,
    assumed: { urgency, category },
    events: events.slice(Math.max(0, opened)).filter((event) => concerns(event, id)),
  }
}
