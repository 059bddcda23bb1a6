import { describe, expect, test } from 'vitest'
import type { AgentId, CaseId } from '../conversation/message.js'
import { drawSamples } from './draw-samples.js'
import type { DrawReason, Handled } from './quality.js'

const CHEN = 'agent_chen00000000' as AgentId
const LIN = 'agent_lin000000000' as AgentId
const RULES = { perAgentWeekly: 5, weights: { lowRated: 4, reopened: 3, long: 2 } }
const WEEK = ['23', '24', '25', '26', '27', '28', '29'].map((day) => `2026-11-${day}`)

function handled(agent: AgentId, number: number, ...reasons: readonly DrawReason[]): Handled {
  const caseId = `case_${String(number).padStart(12, '0')}` as CaseId
  return { caseId, agent, solvedAt: number, reasons }
}

const many = (agent: AgentId, count: number, ...reasons: readonly DrawReason[]) =>
  Array.from({ length: count }, (_, number) => handled(agent, number, ...reasons))

/** Draws day by day, as the timer does. @returns What was drawn on each day. */
function drawWeek(candidatesOn: (day: number) => readonly Handled[]) {
  const drawn: Handled[][] = []
  for (const [index, day] of WEEK.entries()) {
    const before = drawn.flat()
    const candidates = candidatesOn(index + 1).filter((each) => !before.includes(each))
    const counts = new Map(
      [CHEN, LIN].map((agent) => [agent, before.filter((each) => each.agent === agent).length]),
    )
    drawn.push([...drawSamples({ day, dayOfWeek: index + 1, candidates, drawn: counts }, RULES)])
  }
  return drawn
}

describe('drawing conversations', () => {
  test('gives each agent the same number a week, however much they serve', () => {
    const all = [...many(CHEN, 200), ...many(LIN, 12)]

    const drawn = drawWeek(() => all)

    expect(drawn.flat().filter(({ agent }) => agent === CHEN)).toHaveLength(5)
    expect(drawn.flat().filter(({ agent }) => agent === LIN)).toHaveLength(5)
    // ceil(5 × day / 7): 1, 2, 3, 3, 4, 5, 5.
    expect(drawn.map((day) => day.length)).toEqual([2, 2, 2, 0, 2, 2, 0])
  })

  test('makes up for days on which an agent solved nothing', () => {
    const late = many(CHEN, 30)

    const drawn = drawWeek((day) => (day < 6 ? [] : late))

    expect(drawn.map((day) => day.length)).toEqual([0, 0, 0, 0, 0, 5, 0])
  })

  test('draws the same on the same day, in whatever order, and others on another', () => {
    const all = many(CHEN, 50)
    const on = (day: string, candidates: readonly Handled[]) =>
      drawSamples({ day, dayOfWeek: 7, candidates, drawn: new Map() }, RULES)

    expect(new Set(on('2026-11-26', all.toReversed()))).toEqual(new Set(on('2026-11-26', all)))
    expect(on('2026-11-27', all)).not.toEqual(on('2026-11-26', all))
  })

  test('draws a conversation with a low score about four times as often as another', () => {
    const draws = 4_000
    let low = 0
    for (let number = 0; number < draws; number++) {
      const candidates = [handled(CHEN, 1, 'lowRated', 'reopened'), handled(CHEN, 2)]
      const day = `day ${number}`
      const rules = { ...RULES, perAgentWeekly: 1 }
      const [drawn] = drawSamples({ day, dayOfWeek: 7, candidates, drawn: new Map() }, rules)
      if (drawn === candidates[0]) low++
    }

    // 4 of 5 is expected; three standard deviations of the share are 0.019. The days are fixed.
    expect(low / draws).toBeGreaterThan(0.78)
    expect(low / draws).toBeLessThan(0.82)
  })
})
