import type { Instant } from '../../platform/clock.js'
import type { Language } from '../../platform/language.js'
import type {
  AgentId,
  CaseId,
  ConversationId,
  CustomerId,
  SessionId,
} from '../conversation/message.js'

/** Source: Y1. */
export const CATEGORIES = ['product', 'order', 'after-sales', 'complaint'] as const
export type Category = (typeof CATEGORIES)[number]

/** Source: T2. */
export const SERVICES = ['pre-sales', 'in-sales', 'after-sales'] as const
export type Service = (typeof SERVICES)[number]

export const URGENCIES = ['normal', 'urgent'] as const
export type Urgency = (typeof URGENCIES)[number]

/** Why it happened, for the fishbone of T17. */
export const CAUSES = [
  'process',
  'people',
  'tools',
  'product',
  'supplier',
  'customer',
  'unknown',
] as const
export type Cause = (typeof CAUSES)[number]

export type Score = 1 | 2 | 3 | 4 | 5

/** What a customer means to the shop. Source: H6.3. */
export const CUSTOMER_VALUES = ['ordinary', 'valued'] as const
export type CustomerValue = (typeof CUSTOMER_VALUES)[number]

/**
 * Whom a waiting case may go to, from narrow to wide: those of its team who have its skill, its
 * whole team, everyone; at the end a supervisor is told as well.
 */
export const REACHES = ['skilled', 'team', 'everyone', 'told'] as const
export type Reach = (typeof REACHES)[number]

/** Why a case is with its agent. */
export const ASSIGNMENT_REASONS = [
  'took',
  'earlier-agent',
  'least-load',
  'transferred',
  'forced',
] as const
export type AssignmentReason = (typeof ASSIGNMENT_REASONS)[number]

/** What is known while a case has an agent. */
export interface Assignment {
  readonly agent: AgentId
  /** Since when this agent has it. */
  readonly since: Instant
  readonly because: AssignmentReason
  /** Who passed it on or decided it; `null` when nobody else did. */
  readonly by: AgentId | null
  /** When the agent last did something with it; the lease counts from here. */
  readonly actedAt: Instant
}

interface CaseBase {
  readonly id: CaseId
  /** Grows with each write; a write names the revision it read. */
  readonly revision: number
  readonly customer: CustomerId
  readonly conversation: ConversationId
  readonly session: SessionId
  /** In the customer's own words, shortened. */
  readonly subject: string
  readonly language: Language
  readonly category: Category
  readonly service: Service
  readonly urgency: Urgency
  /** The rule of the handbook that opened it, or `low-score`. */
  readonly rule: string
  readonly openedAt: Instant
  /** Since when it waits for a person; set anew each time it comes into the queue. */
  readonly waitingSince: Instant
  /** When the customer was promised an answer. */
  readonly promisedAt: Instant
  /** When a person first answered; `null` while nobody did. */
  readonly firstAnswerAt: Instant | null
  /** How often it came back: low score, transfer after solving. */
  readonly reopened: number
  /** Id of the team whose work it is. */
  readonly team: string
  /** What whoever serves it must know; `null` when nothing special. */
  readonly skill: string | null
  /** As it was when the case opened. */
  readonly value: CustomerValue
  readonly reach: Reach
}

/** A case exists when a person has something to do. Each status carries exactly its own facts. */
export type Case =
  | (CaseBase & {
      readonly status: 'waiting'
      /** Who let it lie until it came back, and so is not given it again; `null` for nobody. */
      readonly leftBy: AgentId | null
    })
  | (CaseBase & Assignment & { readonly status: 'assigned' })
  | (CaseBase & {
      readonly status: 'solved'
      readonly agent: AgentId
      readonly solvedAt: Instant
      readonly cause: Cause
    })
  | (CaseBase & { readonly status: 'returned' })
  | (CaseBase & { readonly status: 'closed'; readonly lowestScore: Score | null })
