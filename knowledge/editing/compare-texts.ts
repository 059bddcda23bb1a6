import { diffArrays } from 'diff'

/** A part of a line; `changed` where the other side has something else. */
export interface Piece {
  readonly text: string
  readonly changed: boolean
}

export interface ComparedLine {
  /** From 1. */
  readonly number: number
  readonly pieces: readonly Piece[]
}

/** One row of two texts side by side; `null` where a text has no such line. */
export type ComparedRow =
  | {
      readonly kind: 'same' | 'changed'
      readonly before: ComparedLine | null
      readonly after: ComparedLine | null
    }
  /** So many equal lines that are left out. */
  | { readonly kind: 'gap'; readonly count: number }

/** Equal lines that are shown around what differs. */
const AROUND = 3

/** Beyond it, words are not compared: a line of an article is some hundred characters. */
const LONGEST_LINE = 4_000

/** Two texts side by side, line by line, and word by word where a line was changed. */
export function compareTexts(before: string, after: string): readonly ComparedRow[] {
  const rows: ComparedRow[] = []
  const [left, right] = [linesOf(before), linesOf(after)]
  let [leftNumber, rightNumber] = [0, 0]
  let removed: readonly string[] = []
  const flush = (added: readonly string[]) => {
    for (let i = 0; i < Math.max(removed.length, added.length); i++) {
      const [one, other] = [removed[i], added[i]]
      const [onePieces, otherPieces] = comparePieces(one, other)
      rows.push({
        kind: 'changed',
        before: one === undefined ? null : { number: ++leftNumber, pieces: onePieces },
        after: other === undefined ? null : { number: ++rightNumber, pieces: otherPieces },
      })
    }
    removed = []
  }
  for (const part of diffArrays(left, right)) {
    if (part.removed) {
      removed = part.value
    } else if (part.added) {
      flush(part.value)
    } else {
      flush([])
      for (const text of part.value) {
        const pieces = [{ text, changed: false }]
        rows.push({
          kind: 'same',
          before: { number: ++leftNumber, pieces },
          after: { number: ++rightNumber, pieces },
        })
      }
    }
  }
  flush([])
  return withGaps(rows)
}

/** Without the end of the last one; none of an empty text. */
export function linesOf(text: string): string[] {
  if (text === '') return []
  return text.replaceAll('\r\n', '\n').replace(/\n$/, '').split('\n')
}

function comparePieces(
  one: string | undefined,
  other: string | undefined,
): readonly [readonly Piece[], readonly Piece[]] {
  const whole = (text: string | undefined) => (text === undefined ? [] : [{ text, changed: true }])
  const long = Math.max(one?.length ?? 0, other?.length ?? 0) > LONGEST_LINE
  if (one === undefined || other === undefined || long) return [whole(one), whole(other)]
  const left: Piece[] = []
  const right: Piece[] = []
  for (const part of diffArrays(wordsOf(one), wordsOf(other))) {
    const piece = { text: part.value.join(''), changed: part.added || part.removed }
    if (!part.added) left.push(piece)
    if (!part.removed) right.push(piece)
  }
  return [left, right]
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

function wordsOf(line: string): string[] {
  return [...segmenter.segment(line)].map(({ segment }) => segment)
}

function withGaps(rows: readonly ComparedRow[]): readonly ComparedRow[] {
  const isNear = rows.map(() => false)
  for (const [i, row] of rows.entries()) {
    if (row.kind !== 'changed') continue
    isNear.fill(true, Math.max(0, i - AROUND), i + AROUND + 1)
  }
  const result: ComparedRow[] = []
  for (const [i, row] of rows.entries()) {
    if (isNear[i]) {
      result.push(row)
      continue
    }
    const last = result.at(-1)
    if (last?.kind === 'gap') result[result.length - 1] = { kind: 'gap', count: last.count + 1 }
    else result.push({ kind: 'gap', count: 1 })
  }
  return result
}
