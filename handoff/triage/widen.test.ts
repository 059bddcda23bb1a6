import { describe, expect, test } from 'vitest'
import type { AgentId } from '../conversation/message.js'
import type { Colleague } from './colleague.js'
import { nextWidening, type WideningTimes, widen } from './widen.js'

const TIMES: WideningTimes = {
  nobodyThere: 60,
  after: { skilled: 360, team: 1_080, everyone: 2_160 },
}

const WAITING = {
  reach: 'skilled',
  waitingSince: 0,
  team: 'complaints',
  skill: 'legal',
  language: 'zh-Hans',
} as const

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
  load: 8,
  cases: 3,
  lastCaseAt: 0,
}
const MATE = { ...EXPERT, skills: [] }
const OTHER = { ...MATE, teams: ['general'] }
const FOREIGNER = { ...OTHER, languages: ['en'] } as const

describe('a case that waits', () => {
  test.each([
    { now: 0, reach: 'skilled' },
    { now: 359, reach: 'skilled' },
    { now: 360, reach: 'team' },
    { now: 1_080, reach: 'everyone' },
    { now: 2_159, reach: 'everyone' },
    { now: 2_160, reach: 'told' },
  ])('is on the step "$reach" at $now, while all are there and busy', ({ now, reach }) => {
    expect(widen(WAITING, [EXPERT, MATE, OTHER], TIMES, now)).toBe(reach)
  })

  test.each([
    { there: 'a colleague of the team', people: [MATE, OTHER], reach: 'team' },
    { there: 'another team', people: [OTHER], reach: 'everyone' },
    { there: 'nobody who speaks the language', people: [FOREIGNER], reach: 'told' },
    { there: 'nobody at all', people: [], reach: 'told' },
    { there: 'an expert on a break', people: [{ ...EXPERT, state: 'break' }], reach: 'skilled' },
    { there: 'an expert who is offline', people: [{ ...EXPERT, state: 'offline' }], reach: 'told' },
  ] as const)('does not wait for a step without people: with $there it is $reach', (given) => {
    expect(widen(WAITING, given.people, TIMES, 59)).toBe('skilled')
    expect(widen(WAITING, given.people, TIMES, 60)).toBe(given.reach)
  })

  test('never becomes narrower again', () => {
    expect(widen({ ...WAITING, reach: 'everyone' }, [EXPERT], TIMES, 0)).toBe('everyone')
  })

  test('is looked at again when its next step can begin', () => {
    expect(nextWidening(WAITING, TIMES, 0)).toBe(60)
    expect(nextWidening(WAITING, TIMES, 60)).toBe(360)
    expect(nextWidening({ reach: 'everyone' }, TIMES, 1_080)).toBe(2_160)
    expect(nextWidening({ reach: 'told' }, TIMES, 2_160)).toBeNull()
  })
})
