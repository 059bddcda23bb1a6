import { auroc } from '../scorers/auroc.js'
import { ece } from '../scorers/calibration.js'

/**
 * What one question gives to a figure: a score, or a claim with what came of it (1 or 0).
 *
 * Marks are kept with a run, so that another run can be compared with it without the code that
 * made it.
 */
export type Mark = number | readonly [claim: number, came: number]

/** How marks become a figure. */
export const MARK_KINDS = ['mean', 'auroc', 'ece'] as const
export type MarkKind = (typeof MARK_KINDS)[number]

/**
 * The figure of these marks.
 *
 * @returns `null` when they cannot say, such as AUROC of one class.
 */
export function figureOf(kind: MarkKind, marks: readonly Mark[]): number | null {
  if (marks.length === 0) return null
  switch (kind) {
    case 'mean':
      return meanOf(marks)
    case 'auroc':
      return auroc(claims(marks, 1), claims(marks, 0))
    case 'ece':
      return ece(marks.map((mark) => ({ probability: claimOf(mark), right: cameOf(mark) === 1 })))
    default:
      return kind satisfies never
  }
}

function meanOf(marks: readonly Mark[]): number {
  let sum = 0
  for (const mark of marks) sum += claimOf(mark)
  return sum / marks.length
}

function claims(marks: readonly Mark[], came: number): readonly number[] {
  return marks.filter((mark) => cameOf(mark) === came).map(claimOf)
}

export function claimOf(mark: Mark): number {
  return typeof mark === 'number' ? mark : mark[0]
}

export function isSameMark(a: Mark | null, b: Mark | null): boolean {
  if (a === null || b === null || typeof a === 'number' || typeof b === 'number') return a === b
  return a[0] === b[0] && a[1] === b[1]
}

function cameOf(mark: Mark): number | null {
  return typeof mark === 'number' ? null : mark[1]
}
