import { type Clock, DAY } from '../../platform/clock.js'
import type { Store } from '../../platform/events/store.js'
import { CATEGORIES, type Category } from '../case/case.js'
import {
  type BoardFigures,
  type CountedVisit,
  countVisits,
  figuresOf,
  isSelected,
  type Selection,
} from './board-figures.js'
import { type BoardDay, lastDays, type Span } from './board-time.js'
import { readVisits } from './read-visits.js'

export interface BoardDeps {
  /** Where visits are read, so that nobody who writes waits for it. */
  readonly reads: Store['db']
  readonly clock: Pick<Clock, 'now'>
  readonly timeZone: string
  /** What a customer who is answered from this article asks about. */
  readonly topicOf: (article: string) => Category | undefined
}

/** A visit without a case or an article is about none of them. */
export const TOPICS = [...CATEGORIES, 'none'] as const
export type Topic = (typeof TOPICS)[number]

export interface BoardReport {
  readonly all: BoardFigures
  readonly byTopic: readonly { readonly topic: Topic; readonly figures: BoardFigures }[]
  /** The oldest first. */
  readonly byDay: readonly { readonly day: string; readonly figures: BoardFigures }[]
}

/** Which visits stand behind a number. */
export interface VisitFilter {
  readonly span: Span
  readonly selection: Selection
  /** `null` for all. */
  readonly topic: Topic | null
  /** Such as `2026-11-26`; `null` for all of the span. */
  readonly day: string | null
}

export interface Board {
  report(span: Span): Promise<BoardReport>
  /** The newest first. */
  visits(filter: VisitFilter): Promise<readonly CountedVisit[]>
}

/** What supervisors read of the last days. Worked out at each call, from the record alone. */
export function createBoard({ reads, clock, timeZone, topicOf }: BoardDeps): Board {
  async function count(span: Span) {
    const now = clock.now()
    const days = lastDays(now, span, timeZone)
    const [from, to] = [days[0]?.from ?? now, days.at(-1)?.to ?? now]
    // A visit that ended in silence may have closed long after its last message.
    const visits = await readVisits(reads, from - DAY, topicOf)
    return { days, counted: countVisits(visits, from, to, now) }
  }

  return {
    async report(span) {
      const { days, counted } = await count(span)
      return {
        all: figuresOf(counted),
        byTopic: TOPICS.map((topic) => ({
          topic,
          figures: figuresOf(counted.filter((visit) => isAbout(visit, topic))),
        })).filter(({ figures }) => figures.visits > 0),
        byDay: days.map((day) => ({
          day: day.name,
          figures: figuresOf(counted.filter((visit) => isOn(visit, day))),
        })),
      }
    },

    async visits({ span, selection, topic, day }) {
      const { days, counted } = await count(span)
      const chosen = day === null ? null : days.find(({ name }) => name === day)
      return counted
        .filter(
          (visit) =>
            isSelected(visit, selection) &&
            (topic === null || isAbout(visit, topic)) &&
            (chosen === null || (chosen !== undefined && isOn(visit, chosen))),
        )
        .toSorted((a, b) => b.closedAt - a.closedAt)
    },
  }
}

function isAbout({ topic }: CountedVisit, wanted: Topic): boolean {
  return (topic ?? 'none') === wanted
}

function isOn({ closedAt }: CountedVisit, { from, to }: BoardDay): boolean {
  return closedAt >= from && closedAt < to
}
