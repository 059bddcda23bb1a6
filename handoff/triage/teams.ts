import type { Millis } from '../../platform/clock.js'
import type { Language } from '../../platform/language.js'
import type { Case, Category, Reach } from '../case/case.js'

/** How work comes to people: they take it, or are given the next case. */
export const ASSIGN_WAYS = ['pull', 'push'] as const
export type AssignWay = (typeof ASSIGN_WAYS)[number]

export interface Team {
  readonly id: string
  readonly title: Readonly<Record<Language, string>>
  readonly assign: AssignWay
  /** Who may open its cases: everyone at the desk, or its members and supervisors. */
  readonly seenBy: 'everyone' | 'members'
}

export interface Skill {
  readonly id: string
  readonly title: Readonly<Record<Language, string>>
}

/** How work is shared, as `content/handbook/teams.md` says. */
export interface Teams {
  /** The first is the team of those who are in no other, and of cases without a team. */
  readonly teams: readonly [Team, ...Team[]]
  readonly skills: readonly Skill[]
  /** How many points a person holds at once, unless their profile says otherwise. Source: Y6. */
  readonly capacity: number
  /** What a case weighs. */
  readonly points: Readonly<Record<Category, number>>
  /** Added for an urgent one. */
  readonly urgentPoints: number
  readonly widening: Widening
}

export interface Widening {
  /** How long a step is kept on which nobody is there at all. */
  readonly nobodyThere: Millis
  /** The share of the target for a first answer (T4) after which the next step begins. */
  readonly after: Readonly<Record<Exclude<Reach, 'told'>, number>>
}

/** A team that the handbook does not know, or knows no more, is served by everyone's. */
export function teamOf({ teams }: Pick<Teams, 'teams'>, id: string | undefined): Team {
  return teams.find((team) => team.id === id) ?? teams[0]
}

/** What this case costs whoever has it: an urgent complaint more than a question. Source: Y6. */
export function pointsOf(teams: Teams, { category, urgency }: Pick<Case, 'category' | 'urgency'>) {
  return teams.points[category] + (urgency === 'urgent' ? teams.urgentPoints : 0)
}
