import { fitsOf, type Piece, sentences } from './extract-pieces.js'
import type { Fit } from './fit-sentences.js'
import { INTRODUCES } from './quote-passage.js'

/** How much of a clause that asks something must be said, and how much more than was said already. */
const CLAUSE_SAID = 0.5
const CLAUSE_MORE = 0.3

/**
 * Another section's sentence that is this near to the best is said as well. Without asking that it
 * shares a word with the question, 4 % more of 1,102 questions were told a right sentence.
 */
const ALSO_ELSEWHERE = 0.55

/** How much of what the best says of the question another must say to be as telling. */
export const AS_TELLING = 0.25

/** How much of what it says must be new, where it has no number that is. */
const NEW_WORDS = 0.3

/** Of a question that asks several things, what answers those that were not answered yet. */
export function restOf(said: readonly Piece[], fits: readonly Fit[]): readonly Piece[] {
  const found: Piece[] = []
  const clauses = fits[0]?.clauses ?? []
  for (const i of clauses.keys()) {
    const shareOf = (fit: Fit) => fit.clauses[i] ?? 0
    const known = Math.max(
      0,
      ...[...said, ...found].flatMap((piece) => fitsOf(piece, fits)).map(shareOf),
    )
    const [other] = fits
      .filter(({ quotable }) => !quotable.refers && quotable.block?.kind !== 'steps')
      .toSorted((a, b) => shareOf(b) - shareOf(a) || b.score - a.score)
    if (!other || shareOf(other) < CLAUSE_SAID || shareOf(other) < known + CLAUSE_MORE) continue
    found.push(...withBlock(other, fits))
  }
  return found
}

/** Another section's sentence that answers about as well, where it says more. */
export function fromElsewhere(
  best: Fit,
  fits: readonly Fit[],
  pieces: readonly Piece[],
): readonly Piece[] {
  const said = pieces.flatMap((piece) => fitsOf(piece, fits))
  const [other] = fits
    .filter((fit) => fit.passage !== best.passage && fit.score >= best.score - ALSO_ELSEWHERE)
    // A single step, out of its order, explains nothing.
    .filter(({ quotable }) => !quotable.refers && quotable.block?.kind !== 'steps')
    .filter((fit) => isOfIt(fit, best))
    .filter((fit) => !said.includes(fit) && saysMore(fit, said))
    .toSorted((a, b) => b.score - a.score)
  return other ? withBlock(other, fits) : []
}

/**
 * By its vector a sentence may answer without a word of the question. One part of many, which may
 * be that of another case, must say as much of it as the best, or hold its number.
 */
function isOfIt({ cosine, quotable, own, counts }: Fit, best: Fit): boolean {
  if (quotable.block) return counts > 0 || (own > 0 && own >= best.own)
  return cosine !== null || own >= AS_TELLING * best.own
}

/** A part below its header, or a sentence with what it leads in. */
function withBlock(fit: Fit, fits: readonly Fit[]): readonly Piece[] {
  const { block, text } = fit.quotable
  if (block) return [{ kind: 'parts', block, fits: [fit] }]
  const next = fits[fits.indexOf(fit) + 1]
  const led = INTRODUCES.test(text) && next?.passage === fit.passage ? next.quotable.block : null
  return [...sentences([fit]), ...(led ? [{ kind: 'whole', block: led } as const] : [])]
}

/** Whether it has a number that was not said yet, or hardly the same words. */
function saysMore({ quotable, words }: Fit, said: readonly Fit[]): boolean {
  const numbersOf = (text: string) => text.match(NUMBERS) ?? []
  const known = new Set(said.flatMap((fit) => numbersOf(fit.quotable.text)))
  if (numbersOf(quotable.text).some((each) => !known.has(each))) return true
  const own = [...words].filter((word) => !said.some((fit) => fit.words.has(word)))
  return own.length >= NEW_WORDS * words.size
}

const NUMBERS = /\d[\d.,:–-]*/gu
