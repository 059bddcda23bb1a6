import { mean, type Statistic } from '../report/bootstrap.js'

/** When a conversation was handed over, and when it should have been; turns count from 1. */
export interface TransferSample {
  /** Turns at which a person was called. In a chat the first one ends the bot's part. */
  readonly called: readonly number[]
  /** Turns at any of which a person is due; empty when none is. */
  readonly due: readonly number[]
}

/** How many turns off is still of some use: GT-I, GT-II and GT-III. */
export const TOLERANCES = { 'GT-I': 1, 'GT-II': 2, 'GT-III': 3 } as const

/**
 * How well a handover is timed, 0 to 1: Golden Transfer within Tolerance. Each call is worth
 * exp(−γ · d² / 2T²) by its distance d to the nearest turn at which a person was due, so that too
 * early and too late both cost; a conversation is worth the mean of its calls. Where a person was
 * due and none was called it is 0, and so is a call where none was due; where none was due and none
 * called it is 1.
 *
 * @param tolerance T, in turns.
 * @param lateness λ, above −1 and below 1: γ = 1 / (1 − λ · sign(d)), d being positive when late.
 *   Above 0, late costs more than early; at 0, which is used here, both cost alike.
 *
 * Source: Liu et al., "Time to Transfer: Predicting and Evaluating Machine-Human Chatting Handoff",
 * AAAI 2021; arXiv 2012.07610.
 */
export function goldenTransfer(
  { called, due }: TransferSample,
  tolerance: number,
  lateness = 0,
): number {
  if (due.length === 0 || called.length === 0) return due.length === called.length ? 1 : 0
  const worth = called.map((turn) =>
    Math.max(...due.map((golden) => worthOf(turn - golden, tolerance, lateness))),
  )
  return worth.reduce((sum, each) => sum + each, 0) / worth.length
}

function worthOf(distance: number, tolerance: number, lateness: number): number {
  const weight = 1 / (1 - lateness * Math.sign(distance))
  return Math.exp((-weight * distance ** 2) / (2 * tolerance ** 2))
}

export type TransferOutcome =
  | 'on time'
  | 'too early'
  | 'too late'
  | 'never'
  | 'for nothing'
  | 'rightly none'

/** The first call beside the turns that were due. */
export function transferOutcome({ called, due }: TransferSample): TransferOutcome {
  const [call] = called
  if (call === undefined) return due.length === 0 ? 'rightly none' : 'never'
  if (due.length === 0) return 'for nothing'
  if (due.includes(call)) return 'on time'
  return call < Math.min(...due) ? 'too early' : 'too late'
}

export function transferScore(tolerance: number): Statistic<TransferSample> {
  return mean((sample) => goldenTransfer(sample, tolerance))
}
