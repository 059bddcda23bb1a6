import { describe, expect, test } from 'vitest'
import type { Case } from '../case/case.js'
import type { AgentId } from '../conversation/message.js'
import { maySee, type Viewer } from './may-see.js'
import type { Team, Teams } from './teams.js'

const title = { 'zh-Hans': '', 'zh-Hant': '', en: '' }
const GENERAL: Team = { id: 'general', title, assign: 'pull', seenBy: 'everyone' }
const TEAMS: Pick<Teams, 'teams'> = {
  teams: [GENERAL, { ...GENERAL, id: 'complaints', seenBy: 'members' }],
}

const OUTSIDER: Viewer = {
  id: 'agent_chen00000000' as AgentId,
  role: 'agent',
  teams: ['general'],
}
const COMPLAINT = { team: 'complaints', status: 'waiting', reach: 'team' } as Case

describe('a case that its team keeps to itself', () => {
  test.each([
    { who: 'a colleague of another team', viewer: OUTSIDER, current: COMPLAINT, may: false },
    {
      who: 'a member',
      viewer: { ...OUTSIDER, teams: ['complaints'] },
      current: COMPLAINT,
      may: true,
    },
    {
      who: 'a supervisor',
      viewer: { ...OUTSIDER, role: 'supervisor' },
      current: COMPLAINT,
      may: true,
    },
    {
      who: 'who has it',
      viewer: OUTSIDER,
      current: { ...COMPLAINT, status: 'assigned', agent: OUTSIDER.id } as Case,
      may: true,
    },
    {
      who: 'everyone once it has widened',
      viewer: OUTSIDER,
      current: { ...COMPLAINT, reach: 'everyone' } as Case,
      may: true,
    },
    {
      who: 'others again when somebody has taken it then',
      viewer: OUTSIDER,
      current: {
        ...COMPLAINT,
        reach: 'everyone',
        status: 'assigned',
        agent: 'agent_lin000000000',
      } as unknown as Case,
      may: false,
    },
    {
      who: 'everyone, of another team',
      viewer: OUTSIDER,
      current: { ...COMPLAINT, team: 'general' } as Case,
      may: true,
    },
  ] as const)('may be seen by $who: $may', ({ viewer, current, may }) => {
    expect(maySee(viewer, current, TEAMS)).toBe(may)
  })
})
