import type { Instant } from '../../platform/clock.js'
import type { StoredEvent } from '../../platform/events/event-table.js'
import { CATEGORIES, type Category, URGENCIES, type Urgency } from '../case/case.js'
import type { CaseId } from '../conversation/message.js'
import type { Owner } from '../conversation/session.js'

/** Something that happened to a case, as far as its clocks care. */
export type CaseMoment = { readonly at: Instant } & (
  | ({ readonly what: 'opened' | 'changed' | 'reopened' | 'solved' } & CaseFacts)
  | { readonly what: 'owner'; readonly owner: Owner['kind'] }
  | { readonly what: 'said'; readonly by: 'customer' | 'agent' }
  | { readonly what: 'paused'; readonly reason: PauseReason }
  | { readonly what: 'resumed' | 'closed' | 'returned' | 'surveyed' | 'called-back' }
  | { readonly what: 'visited'; readonly bySupervisor: boolean }
  | { readonly what: 'promised'; readonly due: Instant }
)

/** What the case is when something happens; `undefined` where the event does not say. */
export interface CaseFacts {
  readonly urgency?: Urgency | undefined
  readonly category?: Category | undefined
  /** By when the customer was told that somebody answers. */
  readonly promisedAt?: Instant | undefined
}

/** Why a clock stands: the agent's reply asked the customer something, or the agent said so. */
export const PAUSE_REASONS = ['asked', 'marked'] as const
export type PauseReason = (typeof PAUSE_REASONS)[number]

/** What an event of the conversation means to the clocks of this case; `undefined`: nothing. */
export function momentOf(event: StoredEvent, caseId: CaseId): CaseMoment | undefined {
  const { at, name, data } = event
  if (name === 'message-added') {
    const by = data['role']
    return by === 'customer' || by === 'agent' ? { at, what: 'said', by } : undefined
  }
  if (name === 'owner-changed') {
    const owner = OWNERS.find((kind) => kind === data['owner'])
    return owner && { at, what: 'owner', owner }
  }
  if (data['caseId'] !== caseId) return undefined
  switch (name) {
    case 'case-opened':
      return { at, what: 'opened', ...factsOf(data) }
    case 'case-asked-again':
    case 'case-changed':
      return { at, what: 'changed', ...factsOf(data) }
    case 'case-solved':
      return { at, what: 'solved', ...factsOf(data) }
    case 'case-reopened':
      return { at, what: 'reopened', ...factsOf(data) }
    case 'case-paused':
      return { at, what: 'paused', reason: data['reason'] === 'asked' ? 'asked' : 'marked' }
    case 'case-promised': {
      const due = instantOf(data['due'])
      return due === undefined ? undefined : { at, what: 'promised', due }
    }
    case 'case-visited':
      return { at, what: 'visited', bySupervisor: data['bySupervisor'] === true }
    default:
      return name in PLAIN ? { at, what: PLAIN[name as keyof typeof PLAIN] } : undefined
  }
}

const OWNERS = ['bot', 'queue', 'agent'] as const satisfies readonly Owner['kind'][]

const PLAIN = {
  'case-resumed': 'resumed',
  'case-closed': 'closed',
  'case-returned': 'returned',
  'case-called-back': 'called-back',
  'survey-answered': 'surveyed',
} as const

function factsOf(data: StoredEvent['data']): CaseFacts {
  return {
    urgency: URGENCIES.find((urgency) => urgency === data['urgency']),
    category: CATEGORIES.find((category) => category === data['category']),
    promisedAt: instantOf(data['promisedAt']),
  }
}

function instantOf(value: unknown): Instant | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}
