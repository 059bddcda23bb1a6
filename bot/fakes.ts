// The folder's third door: what stands in for the world outside, for harnesses that run the program.

export { enterTeams } from './channel/teams/enter-teams.js'
export { type FakeTeams, openFakeTeams, type Shown } from './channel/teams/fake-teams.js'
export type { TeamsConfig } from './channel/teams/teams-config.js'
