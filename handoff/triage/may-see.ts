import type { Role } from '../account/account.js'
import type { Case } from '../case/case.js'
import type { AgentId } from '../conversation/message.js'
import { type Teams, teamOf } from './teams.js'

export interface Viewer {
  readonly id: AgentId
  readonly role: Role
  readonly teams: readonly string[]
}

/**
 * Whether this person may open a case. What a team keeps to its members is seen by supervisors
 * too, by whoever has it or solved it, and by everyone once it has widened to everyone.
 */
export function maySee(viewer: Viewer, current: Case, teams: Pick<Teams, 'teams'>): boolean {
  const team = teamOf(teams, current.team)
  if (team.seenBy === 'everyone' || viewer.role === 'supervisor') return true
  if (viewer.teams.includes(team.id)) return true
  if ('agent' in current) return current.agent === viewer.id
  return current.status === 'waiting' && (current.reach === 'everyone' || current.reach === 'told')
}
