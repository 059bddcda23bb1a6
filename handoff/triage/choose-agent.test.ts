import { describe, expect, test } from 'vitest'
import type { AgentId } from '../conversation/message.js'
import { chooseAgent, type Waiting } from './choose-agent.js'
import type { Colleague } from './colleague.js'

const CHEN = 'agent_chen00000000' as AgentId
const LIN = 'agent_lin000000000' as AgentId

const WAITING: Waiting = {
  team: 'complaints',
  skill: 'legal',
  language: 'zh-Hans',
  category: 'complaint',
  urgency: 'normal',
  reach: 'skilled',
  points: 3,
  earlierAgent: null,
  leftBy: null,
  speaker: null,
}

function person(agent: AgentId, also: Partial<Colleague> = {}): Colleague {
  return {
    agent,
    name: agent,
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
    ...also,
  }
}

describe('a waiting case is given', () => {
  test('to the one with the smallest part of their capacity in use (Y6)', () => {
    // 4 of 8 is half, 5 of 20 a quarter, although it is more.
    const people = [person(CHEN, { load: 4 }), person(LIN, { load: 5, capacity: 20 })]

    expect(chooseAgent(WAITING, people)).toEqual({ agent: LIN, because: 'least-load' })
  })

  test('among equals to whoever waited longest since their last case', () => {
    const people = [person(CHEN, { lastCaseAt: 200 }), person(LIN, { lastCaseAt: 100 })]

    expect(chooseAgent(WAITING, people)?.agent).toBe(LIN)
  })

  test('to the customer’s earlier agent, though others have less to do', () => {
    const people = [person(CHEN, { load: 5 }), person(LIN)]

    expect(chooseAgent({ ...WAITING, earlierAgent: CHEN }, people)).toEqual({
      agent: CHEN,
      because: 'earlier-agent',
    })
  })

  test.each([
    { what: 'is on a break', also: { state: 'break' } },
    { what: 'is in a meeting', also: { state: 'meeting' } },
    { what: 'is in training', also: { state: 'training' } },
    { what: 'is away', also: { state: 'away' } },
    { what: 'is offline', also: { state: 'offline' } },
    { what: 'is in another team', also: { teams: ['general'] } },
    { what: 'lacks the skill', also: { skills: ['refunds'] } },
    { what: 'does not speak the language', also: { languages: ['en'] } },
    { what: 'has no room for its points', also: { load: 6 } },
  ] as const)('never to an earlier agent who $what', ({ also }) => {
    const people = [person(CHEN, also), person(LIN, { load: 5 })]

    expect(chooseAgent({ ...WAITING, earlierAgent: CHEN }, people)?.agent).toBe(LIN)
  })

  test('to somebody with nothing to do even when it weighs more than they hold', () => {
    const people = [person(CHEN, { capacity: 2 })]

    expect(chooseAgent(WAITING, people)?.agent).toBe(CHEN)
    expect(chooseAgent(WAITING, [person(CHEN, { capacity: 2, load: 1 })])).toBeNull()
  })

  test('not again to whoever let it lie', () => {
    const waiting = { ...WAITING, leftBy: CHEN, earlierAgent: CHEN }

    expect(chooseAgent(waiting, [person(CHEN)])).toBeNull()
    expect(chooseAgent(waiting, [person(CHEN), person(LIN, { load: 5 })])?.agent).toBe(LIN)
  })

  test('again to whoever let it lie when it has widened to all and nobody else can', () => {
    const waiting = { ...WAITING, leftBy: CHEN, reach: 'told' } as const

    expect(chooseAgent(waiting, [person(CHEN)])?.agent).toBe(CHEN)
    expect(chooseAgent(waiting, [person(CHEN), person(LIN, { load: 5 })])?.agent).toBe(LIN)
    expect(chooseAgent(waiting, [person(CHEN, { state: 'offline' })])).toBeNull()
  })

  test('to nobody else while somebody speaks with the customer about another case', () => {
    const waiting = { ...WAITING, speaker: CHEN }

    expect(chooseAgent(waiting, [person(LIN)])).toBeNull()
    expect(chooseAgent(waiting, [person(LIN), person(CHEN, { load: 5 })])?.agent).toBe(CHEN)
  })

  test('to more people the wider it has become', () => {
    const teamMate = person(CHEN, { skills: [] })
    const other = person(LIN, { teams: ['general'], skills: [] })
    const chosenOn = (reach: Waiting['reach'], people: readonly Colleague[]) =>
      chooseAgent({ ...WAITING, reach }, people)?.agent

    expect(chosenOn('skilled', [teamMate, other])).toBeUndefined()
    expect(chosenOn('team', [teamMate, other])).toBe(CHEN)
    expect(chosenOn('team', [other])).toBeUndefined()
    expect(chosenOn('everyone', [other])).toBe(LIN)
    expect(chosenOn('told', [person(LIN, { languages: ['en'] })])).toBeUndefined()
  })
})
