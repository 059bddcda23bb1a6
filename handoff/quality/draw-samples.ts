import { createHash } from 'node:crypto'
import type { AgentId } from '../conversation/message.js'
import type { Handled, QualityRules } from './quality.js'

export interface Draw {
  /** Such as `2026-11-26`; the same day draws the same. */
  readonly day: string
  /** 1 on the first day of the week, to 7. */
  readonly dayOfWeek: number
  /** What was solved in this week so far and not drawn yet. */
  readonly candidates: readonly Handled[]
  /** How many were drawn in this week before. */
  readonly drawn: ReadonlyMap<AgentId, number>
}

const DAYS = 7

/**
 * Draws conversations to be scored. Fair: each agent has the same number a week however much they
 * serve, spread over its days; who has too few one day has more the next. Reproducible: the lot of
 * each conversation comes from its day and its ids alone, in whatever order they are given.
 *
 * Source: weighted sampling without replacement by the keys u^(1/w), Efraimidis and Spirakis,
 * "Weighted random sampling with a reservoir", 2006.
 */
export function drawSamples(
  { day, dayOfWeek, candidates, drawn }: Draw,
  rules: Pick<QualityRules, 'perAgentWeekly' | 'weights'>,
): readonly Handled[] {
  const due = Math.ceil((rules.perAgentWeekly * dayOfWeek) / DAYS)
  const agents = [...new Set(candidates.map(({ agent }) => agent))]
  return agents.flatMap((agent) =>
    candidates
      .filter((handled) => handled.agent === agent)
      .map((handled) => ({ handled, key: lotOf(day, handled) ** (1 / weightOf(handled, rules)) }))
      .toSorted((a, b) => b.key - a.key)
      .slice(0, Math.max(0, due - (drawn.get(agent) ?? 0)))
      .map(({ handled }) => handled),
  )
}

/** The largest that applies: a low score mostly is also why it came back, and must not count twice. */
function weightOf({ reasons }: Handled, { weights }: Pick<QualityRules, 'weights'>): number {
  return Math.max(1, ...reasons.map((reason) => weights[reason]))
}

const LOT_BYTES = 6

/** Between 0 and 1, both left out. */
function lotOf(day: string, { caseId, agent }: Handled): number {
  const digest = createHash('sha256').update(`${day} ${caseId} ${agent}`).digest()
  return (digest.readUIntBE(0, LOT_BYTES) + 0.5) / 2 ** (8 * LOT_BYTES)
}
