import type { Instant } from '../../platform/clock.js'
import type { Language } from '../../platform/language.js'
import type { Role } from '../account/account.js'
import type { PresenceState } from '../account/presence.js'
import type { Case, Reach } from '../case/case.js'
import type { AgentId } from '../conversation/message.js'

/** A person who serves customers, with what decides which work they get. */
export interface Colleague {
  readonly agent: AgentId
  readonly name: string
  readonly role: Role
  readonly languages: readonly Language[]
  readonly teams: readonly string[]
  readonly skills: readonly string[]
  readonly state: PresenceState
  /** What they add to it in their words; may be empty. */
  readonly reason: string
  /** When they said so; 0 for who never said anything. */
  readonly since: Instant
  /** Points that this person holds at once, at least 1. */
  readonly capacity: number
  /** Points of the cases they have now. */
  readonly load: number
  readonly cases: number
  /** When they last got a case; 0 for never. */
  readonly lastCaseAt: Instant
}

/** What a case asks of whoever serves it. */
export type Need = Pick<Case, 'team' | 'skill' | 'language' | 'category' | 'urgency'>

/** Whether this person is among those to whom a case on this step may go. */
export function canServe(
  { teams, skills, languages }: Pick<Colleague, 'teams' | 'skills' | 'languages'>,
  { team, skill, language }: Pick<Need, 'team' | 'skill' | 'language'>,
  reach: Reach,
): boolean {
  if (!languages.includes(language)) return false
  switch (reach) {
    case 'skilled':
      return teams.includes(team) && (skill === null || skills.includes(skill))
    case 'team':
      return teams.includes(team)
    case 'everyone':
    case 'told':
      return true
    default:
      return reach satisfies never
  }
}

/** Only they are given new cases, and promised to customers. */
export function isAvailable({ state }: Pick<Colleague, 'state'>): boolean {
  return state === 'available'
}

/** At work, if not free at the moment. */
export function isThere({ state }: Pick<Colleague, 'state'>): boolean {
  return state !== 'offline'
}
