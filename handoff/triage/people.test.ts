import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Queued } from '../case/queue-notice.js'
import type { AgentId } from '../conversation/message.js'
import type { Colleague } from './colleague.js'
import { loadTeams } from './load-teams.js'
import { servingOf } from './people.js'

const teams = await loadTeams(
  fileURLToPath(new URL('../../content/handbook/teams.md', import.meta.url)),
)

const COMPLAINT: Queued = {
  team: 'complaints',
  skill: 'legal',
  language: 'zh-Hans',
  category: 'complaint',
  urgency: 'urgent',
  value: 'ordinary',
  openedAt: 0,
  reach: 'skilled',
}

const EXPERT: Colleague = {
  agent: 'agent_chen00000000' as AgentId,
  name: '陈晨',
  role: 'agent',
  languages: ['zh-Hans'],
  teams: ['complaints'],
  skills: ['legal'],
  state: 'available',
  reason: '',
  since: 1,
  capacity: 8,
  load: 0,
  cases: 0,
  lastCaseAt: 0,
}

describe('who is there for a case', () => {
  test('holds as many like it as their points allow', () => {
    // An urgent complaint weighs 3 + 1 points, so one person with 8 holds two.
    expect(servingOf(COMPLAINT, [EXPERT], teams)).toEqual({ teams: ['complaints'], slots: 2 })
  })

  test('serves other queues as well, whose customers are counted', () => {
    const both = { ...EXPERT, teams: ['general', 'complaints'] }

    expect(servingOf(COMPLAINT, [both], teams).teams).toEqual(['complaints', 'general'])
  })

  test('are those of the next step where nobody of the first is available', () => {
    const mate = { ...EXPERT, skills: [], capacity: 4 }

    expect(servingOf(COMPLAINT, [{ ...EXPERT, state: 'break' }, mate], teams).slots).toBe(1)
  })

  test('is nobody when no one who is available speaks the language', () => {
    const people = [{ ...EXPERT, languages: ['en'] as const }]

    expect(servingOf(COMPLAINT, people, teams).slots).toBe(0)
  })

  test('holds at least one, however little their capacity', () => {
    expect(servingOf(COMPLAINT, [{ ...EXPERT, capacity: 1 }], teams).slots).toBe(1)
  })
})
