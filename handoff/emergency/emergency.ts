import type { Instant } from '../../platform/clock.js'
import type { Id } from '../../platform/id.js'
import type { AgentId } from '../conversation/message.js'
import type { EmergencyPlan, Texts, Topic } from './plan.js'

export type EmergencyId = Id<'emergency'>

/** A rehearsal changes nothing that a customer meets, and is in no figure. */
export type Mode = 'real' | 'rehearsal'

export interface Person {
  readonly id: AgentId
  readonly name: string
}

/** A plan that a supervisor put in force, or rehearses. */
export interface Emergency {
  readonly id: EmergencyId
  /** As it stood when it was declared. */
  readonly plan: EmergencyPlan
  readonly mode: Mode
  readonly banner: Texts
  readonly reply: Texts
  readonly topic: Topic
  readonly declaredBy: Person
  readonly declaredAt: Instant
  /** It ends by itself then. */
  readonly until: Instant
  readonly end: Ending | null
}

export interface Ending {
  readonly at: Instant
  /** `null` when it ended by itself. */
  readonly by: Person | null
  /** What was learned; `null` while nobody has written it. */
  readonly lesson: string | null
}

/** The longest that one may be declared or prolonged for, so that none is forgotten. */
export const LONGEST_HOURS = 72

/** Whether it holds at this moment: neither ended nor past its time. */
export function holdsAt({ declaredAt, until, end }: Emergency, at: Instant): boolean {
  return declaredAt <= at && at < Math.min(until, end?.at ?? Number.POSITIVE_INFINITY)
}
