import { INTERVAL, quantile, RESAMPLES, SEED } from '../report/bootstrap.js'
import { claimOf, figureOf, isSameMark, type Mark, type MarkKind } from '../report/mark.js'
import type { Difference } from '../report/paired.js'
import { seededRandom } from '../report/random.js'
import { drawnFigure } from './drawn-figure.js'

/** One question's marks in both runs; `null` where the figure does not apply to it. */
export interface MarkPair {
  readonly before: Mark | null
  readonly after: Mark | null
}

/** How far a figure moved, and how far it moves when the questions are drawn again. */
export interface PairedDraws extends Difference {
  /** The figure of the earlier run. */
  readonly before: number
  /** Standard deviation of the difference over the draws. */
  readonly deviation: number
}

/**
 * Draws the questions again with replacement, each with both of its marks, so that what is hard for
 * both runs cancels.
 *
 * @param drawn How often each pair is drawn, draw by draw; figures over the same pairs may share it.
 * @returns `null` when the figure cannot be said of one of the runs.
 *
 * Source: Efron and Tibshirani, "An Introduction to the Bootstrap", 1993; paired percentile interval.
 */
export function pairedDraws(
  kind: MarkKind,
  pairs: readonly MarkPair[],
  drawn: () => readonly Uint16Array[] = () => drawTimes(pairs.length),
): PairedDraws | null {
  const [earlier, later] = [pairs.map(({ before }) => before), pairs.map(({ after }) => after)]
  const [before, after] = [wholeOf(kind, earlier), wholeOf(kind, later)]
  if (before === null || after === null) return null
  // Most figures of two runs are alike, and need no thousand draws to say so.
  if (pairs.every((pair) => isSameMark(pair.before, pair.after))) {
    return { before, value: 0, low: 0, high: 0, deviation: 0 }
  }
  const draws = differences(kind, pairs, drawn())
  const value = after - before
  return {
    before,
    value,
    low: quantile(draws, INTERVAL.low) ?? value,
    high: quantile(draws, INTERVAL.high) ?? value,
    deviation: deviationOf(draws),
  }
}

/** The draws of so many pairs: how often each is drawn, draw by draw. */
export type Draws = (count: number) => readonly Uint16Array[]

/** Draws for each number of pairs once; figures over groups of one size share them. */
export function keptDraws(): Draws {
  const kept = new Map<number, readonly Uint16Array[]>()
  return (count) => {
    const drawn = kept.get(count) ?? drawTimes(count)
    kept.set(count, drawn)
    return drawn
  }
}

/** The same for the same number of pairs. */
function drawTimes(count: number): readonly Uint16Array[] {
  const random = seededRandom(SEED)
  return Array.from({ length: RESAMPLES }, () => {
    const times = new Uint16Array(count)
    for (let j = 0; j < count; j++) {
      const drawn = Math.floor(random() * count)
      times[drawn] = (times[drawn] ?? 0) + 1
    }
    return times
  })
}

/** From the smallest to the largest. */
function differences(
  kind: MarkKind,
  pairs: readonly MarkPair[],
  drawn: readonly Uint16Array[],
): readonly number[] {
  const of = canUseChanged(kind, pairs) ? changedMean(pairs) : differenceOf(kind, pairs)
  return drawn.flatMap((times) => of(times) ?? []).sort((a, b) => a - b)
}

type OfTimes = (times: Uint16Array) => number | null

function differenceOf(kind: MarkKind, pairs: readonly MarkPair[]): OfTimes {
  const before = drawnFigure(
    kind,
    pairs.map((pair) => pair.before),
  )
  const after = drawnFigure(
    kind,
    pairs.map((pair) => pair.after),
  )
  return (times) => {
    const [first, second] = [before(times), after(times)]
    return first === null || second === null ? null : second - first
  }
}

/** A mean over the same questions in both runs moves by what changed alone, which is little. */
function canUseChanged(kind: MarkKind, pairs: readonly MarkPair[]): boolean {
  return kind === 'mean' && pairs.every(({ before, after }) => before !== null && after !== null)
}

function changedMean(pairs: readonly MarkPair[]): OfTimes {
  const changed = pairs.flatMap(({ before, after }, i) => {
    const moved = claimOf(after ?? 0) - claimOf(before ?? 0)
    return moved === 0 ? [] : [{ i, moved }]
  })
  return (times) => {
    let sum = 0
    for (const { i, moved } of changed) sum += moved * (times[i] ?? 0)
    return sum / pairs.length
  }
}

function wholeOf(kind: MarkKind, marks: readonly (Mark | null)[]): number | null {
  return figureOf(
    kind,
    marks.filter((mark) => mark !== null),
  )
}

function deviationOf(draws: readonly number[]): number {
  if (draws.length < 2) return 0
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length
  const squares = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0)
  return Math.sqrt(squares / (draws.length - 1))
}
