import type { AgentId, CaseId, ServiceLevel, Teams } from '../../handoff/index.js'
import { pointsOf, type ServiceCalendar } from '../../handoff/index.js'
import { HOUR, type Instant, type Millis } from '../../platform/clock.js'
import type { StoredEvent } from '../../platform/events/event-table.js'
import { quantile } from '../report/bootstrap.js'
import type { AtWork } from './agents.js'
import type { Centre } from './open-centre.js'

export interface DayFigures {
  /** Times that a person was asked for, those that came back with a low score among them. */
  readonly asked: number
  /** Opening time until a person's first word. */
  readonly waitMedian: Millis
  readonly waitP90: Millis
  /** Share of these that were within the target (T4). */
  readonly inTime: number
  /** How many of them nobody answered until the day after at one. */
  readonly unanswered: number
  /** Clocks that ran out, by name. */
  readonly breaches: Readonly<Record<string, number>>
  /** Share of the promised moments by which a person had spoken, or the case was over. */
  readonly promisesKept: number
  readonly promises: number
  /** Cases that came back from a silent or absent agent, and by a low score. */
  readonly released: number
  readonly lowScores: number
  /** Points given to each person for each hour in which they were there for new cases. */
  readonly loads: Readonly<Record<string, number>>
  readonly gini: number
  readonly maxOverMean: number
}

/** One wish for a person, until somebody speaks. */
interface Asked {
  readonly caseId: CaseId
  readonly at: Instant
  readonly urgent: boolean
  readonly promisedAt: Instant
  answeredAt: Instant | null
}

/** Tells a day from its event log alone, not from what the program says of itself. */
export async function figuresOf(
  centre: Centre,
  atWork: readonly AtWork[],
  end: Instant,
): Promise<DayFigures> {
  const { store, level, calendar, teams } = centre
  const events = await allEvents(centre)
  const asked = askedIn(events)
  const waits = asked
    .map(({ at, answeredAt }) => calendar.timeBetween('open', at, answeredAt ?? end))
    .toSorted((a, b) => a - b)
  const inTime = asked.filter((each) => isInTime(each, level, calendar))
  const kept = asked.filter(({ answeredAt, promisedAt }) => (answeredAt ?? end) <= promisedAt)
  const points = await pointsByAgent(centre, teams, events)
  const loads = [...centre.agents].map(([login, agent]) => {
    const hours = (atWork.find((each) => each.agent === agent)?.timeAvailable() ?? 0) / HOUR
    return [login, hours === 0 ? 0 : (points.get(agent) ?? 0) / hours] as const
  })
  const values = loads.map(([, load]) => load)
  return {
    asked: asked.length,
    waitMedian: quantile(waits, 0.5) ?? 0,
    waitP90: quantile(waits, 0.9) ?? 0,
    inTime: inTime.length / asked.length,
    unanswered: asked.filter(({ answeredAt }) => answeredAt === null).length,
    breaches: breachesIn(events),
    promisesKept: kept.length / asked.length,
    promises: asked.length,
    released: events.filter(({ name }) => name === 'case-released').length,
    lowScores: events.filter(isLowScore).length,
    loads: Object.fromEntries(loads),
    gini: giniOf(values),
    maxOverMean:
      Math.max(...values) / (values.reduce((sum, each) => sum + each, 0) / values.length),
  }
  async function allEvents({ store: { readAfter } }: Centre): Promise<readonly StoredEvent[]> {
    const all: StoredEvent[] = []
    for (;;) {
      const page = await readAfter(all.at(-1)?.number ?? 0)
      if (page.length === 0) return all
      all.push(...page)
    }
  }

  async function pointsByAgent(_: Centre, weights: Teams, log: readonly StoredEvent[]) {
    const cases = new Map(
      (await store.db.selectFrom('service_case').selectAll().execute()).map((row) => [row.id, row]),
    )
    const sums = new Map<AgentId, number>()
    for (const { name, data } of log) {
      const row = name === 'case-taken' ? cases.get(data['caseId'] as CaseId) : undefined
      const agent = data['agent'] as AgentId
      if (row) sums.set(agent, (sums.get(agent) ?? 0) + pointsOf(weights, row))
    }
    return sums
  }
}

function isLowScore({ name, data }: StoredEvent): boolean {
  return name === 'case-reopened' || (name === 'case-opened' && data['rule'] === 'low-score')
}

/** Follows each wish through the log until a person speaks in its conversation. */
function askedIn(events: readonly StoredEvent[]): readonly Asked[] {
  const all: Asked[] = []
  const open = new Map<string, Asked[]>()
  for (const { name, topic, at, data } of events) {
    const waiting = open.get(topic) ?? []
    if (name === 'case-opened' || name === 'case-reopened') {
      const each: Asked = {
        caseId: data['caseId'] as CaseId,
        at,
        urgent: data['urgency'] === 'urgent',
        promisedAt: Number(data['promisedAt']),
        answeredAt: null,
      }
      all.push(each)
      open.set(topic, [...waiting, each])
    }
    const isPerson = name === 'message-added' && data['role'] === 'agent'
    const isOver = name === 'case-solved' || name === 'case-returned'
    if (!isPerson && !isOver) continue
    for (const each of waiting) each.answeredAt = at
    open.delete(topic)
  }
  return all
}

function isInTime(
  { at, answeredAt, urgent }: Asked,
  { firstResponse }: Pick<ServiceLevel, 'firstResponse'>,
  calendar: Pick<ServiceCalendar, 'timeBetween'>,
): boolean {
  if (answeredAt === null) return false
  const target = firstResponse[urgent ? 'urgent' : 'normal']
  return calendar.timeBetween('open', at, answeredAt) <= target
}

function breachesIn(events: readonly StoredEvent[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { name, data } of events) {
    if (name !== 'clock-breached') continue
    const clock = String(data['clock'])
    counts[clock] = (counts[clock] ?? 0) + 1
  }
  return counts
}

/**
 * How unevenly something is shared: 0 when all have the same, towards 1 when one has all.
 *
 * Source: Gini, 1912; half the mean difference of all pairs, over the mean.
 */
export function giniOf(values: readonly number[]): number {
  const total = values.reduce((sum, value) => sum + value, 0)
  if (total === 0) return 0
  let differences = 0
  for (const a of values) for (const b of values) differences += Math.abs(a - b)
  return differences / (2 * values.length * total)
}
