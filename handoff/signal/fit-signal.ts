import { setImmediate as nextTick } from 'node:timers/promises'
import { minimise } from '../../platform/minimise.js'

/** One sentence as numbers, and whether the signal holds for it. */
export interface TrainingRow {
  readonly features: Float64Array
  readonly holds: boolean
  /** One of the many that are only there to be told apart; they count as a group. */
  readonly ordinary?: boolean
  /** Rows of one fold are scored together by a model that saw none of them; by their place if not given. */
  readonly fold?: number
}

/** Weights of a linear model: above 0 the signal is likelier than not. */
export type Weights = Float64Array

/** Strength of the pull towards 0: flat from 0.0003 to 0.003 on the shop's own signals. */
const SHRINKAGE = 0.001
/** A tenth of it moves no held-out score by more than 0.005 (AUROC), all but one by less than 0.001. */
const TOLERANCE = 0.01
const MOST_STEPS = 200
/**
 * What ordinary rows weigh of the half that is against the signal. With 0.15 half as many ordinary
 * questions of the shop pass as with none, and two of a hundred examples fewer; with 0.25 four.
 */
const ORDINARY_SHARE = 0.15
/** Rows looked at in one go, about 3 ms: messages that arrive meanwhile do not wait. */
const ROWS_AT_ONCE = 1500

/**
 * Fits a logistic regression. Examples and counter-examples weigh the same in all, however many
 * there are of each; ordinary rows take their share of the latter, so that thousands of easy ones
 * do not drown those written to be confused.
 *
 * @param rows At least one of each kind, all of one length.
 * @throws The signal's reason when it is aborted.
 */
export async function fitSignal(
  rows: readonly TrainingRow[],
  signal: AbortSignal,
): Promise<Weights> {
  const size = rows[0]?.features.length ?? 0
  const { matrix, width } = pack(rows, size)
  const shareOf = shares(rows)
  const holds = Uint8Array.from(rows, (row) => (row.holds ? 1 : 0))
  const weighs = Float64Array.from(rows, shareOf)
  const evaluate = async (point: Weights, gradient: Weights) => {
    let loss = 0
    for (let i = 0; i < size; i++) {
      const weight = at(point, i)
      gradient[i] = SHRINKAGE * weight
      loss += (SHRINKAGE * weight * weight) / 2
    }
    for (let row = 0; row < rows.length; row++) {
      if (row % ROWS_AT_ONCE === 0) await nextTick(undefined, { signal })
      const share = weighs[row] ?? 0
      const from = row * width
      const margin = product(point, matrix, from)
      const sided = holds[row] === 1 ? margin : -margin
      // log(1 + e^-sided), without running over where the row is far on the wrong side.
      loss += share * (Math.log1p(Math.exp(-Math.abs(sided))) + Math.max(0, -sided))
      addRow(gradient, share * (sigmoid(margin) - (holds[row] ?? 0)), matrix, from)
    }
    return loss
  }
  const found = await minimise(evaluate, new Float64Array(width), {
    tolerance: TOLERANCE,
    mostSteps: MOST_STEPS,
  })
  return found.slice(0, size)
}

/** Numbers taken at once: four sums that do not wait for each other. */
const STRIDE = 4

/** All features behind each other, each row filled up with zeros to a multiple of `STRIDE`. */
function pack(rows: readonly TrainingRow[], size: number) {
  const width = Math.ceil(size / STRIDE) * STRIDE
  const matrix = new Float32Array(rows.length * width)
  rows.forEach(({ features }, row) => {
    matrix.set(features, row * width)
  })
  return { matrix, width }
}

function product(point: Float64Array, matrix: Float32Array, from: number): number {
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  for (let i = 0; i < point.length; i += STRIDE) {
    first += at(point, i) * of(matrix, from + i)
    second += at(point, i + 1) * of(matrix, from + i + 1)
    third += at(point, i + 2) * of(matrix, from + i + 2)
    fourth += at(point, i + 3) * of(matrix, from + i + 3)
  }
  return first + second + third + fourth
}

function addRow(to: Float64Array, times: number, matrix: Float32Array, from: number): void {
  for (let i = 0; i < to.length; i++) to[i] = at(to, i) + times * of(matrix, from + i)
}

/** What one row weighs: half of all is for the signal, half against it. */
function shares(rows: readonly TrainingRow[]): (row: TrainingRow) => number {
  const positives = rows.filter(({ holds }) => holds).length
  const ordinary = rows.filter((row) => !row.holds && row.ordinary).length
  const negatives = rows.length - positives - ordinary
  const ofOrdinary = ordinary === 0 ? 0 : negatives === 0 ? 0.5 : ORDINARY_SHARE
  return (row) => {
    if (row.holds) return 0.5 / positives
    return row.ordinary ? ofOrdinary / ordinary : (0.5 - ofOrdinary) / negatives
  }
}

/**
 * Scores each sentence by a model that has not seen it, so that thresholds are not flattered.
 *
 * @returns One margin per row, in their order.
 */
export async function heldOutMargins(
  rows: readonly TrainingRow[],
  folds: number,
  signal: AbortSignal,
): Promise<readonly number[]> {
  const margins = new Array<number>(rows.length).fill(0)
  for (let fold = 0; fold < folds; fold++) {
    const weights = await fitSignal(
      rows.filter((row, index) => foldOf(row, index) !== fold),
      signal,
    )
    for (const [index, row] of rows.entries()) {
      if (foldOf(row, index) === fold) margins[index] = marginOf(weights, row.features)
    }
  }
  return margins

  function foldOf({ fold }: TrainingRow, index: number): number {
    return (fold ?? index) % folds
  }
}

/**
 * The lowest threshold that lets only so many counter-examples through; a margin passes when it is
 * above. Never below 0: where examples and counter-examples lie far apart, a budget that is not
 * needed is not used up.
 *
 * @param counterMargins Margins of the counter-examples that no word lets through already.
 * @param allowed How many of them may still pass.
 */
export function thresholdFor(counterMargins: readonly number[], allowed: number): number {
  const sorted = counterMargins.toSorted((a, b) => b - a)
  return Math.max(0, sorted[Math.max(0, allowed)] ?? 0)
}

/** The model's score of a sentence. */
export function marginOf(weights: Weights, features: Float64Array): number {
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += at(weights, i) * at(features, i)
  return sum
}

export function sigmoid(margin: number): number {
  return 1 / (1 + Math.exp(-margin))
}

function at(numbers: Float64Array, index: number): number {
  return numbers[index] ?? 0
}

function of(numbers: Float32Array, index: number): number {
  return numbers[index] ?? 0
}
