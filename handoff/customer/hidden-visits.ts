import type { SessionId } from '../conversation/message.js'
import { maySee, type Viewer } from '../triage/may-see.js'
import type { Teams } from '../triage/teams.js'
import type { CustomerFile } from './customer-file.js'

/** Visits with a case that this person may not open: of these the file shows only that they were. */
export function hiddenFrom(
  viewer: Viewer,
  { cases }: Pick<CustomerFile, 'cases'>,
  teams: Pick<Teams, 'teams'>,
): ReadonlySet<SessionId> {
  return new Set(cases.filter((each) => !maySee(viewer, each, teams)).map(({ session }) => session))
}

/** Teams whose cases this person sees only once they are theirs. */
export function hiddenTeams(viewer: Viewer, { teams }: Pick<Teams, 'teams'>): readonly string[] {
  if (viewer.role === 'supervisor') return []
  return teams
    .filter(({ id, seenBy }) => seenBy === 'members' && !viewer.teams.includes(id))
    .map(({ id }) => id)
}
