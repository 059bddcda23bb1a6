import type { Place } from '../../passage/passage.js'
import type { Fit } from './fit-sentences.js'
import type { Block, Quotable } from './quote-passage.js'

/** A sentence, item, row, or a list, table or code block that stays whole, as the article has it. */
export interface ExtractedSentence {
  readonly text: string
  readonly place: Place
}

/** Parts of one block, or a sentence: what is said in one piece. */
export type Piece =
  | { readonly kind: 'sentence'; readonly fit: Fit }
  | { readonly kind: 'parts'; readonly block: Block; readonly fits: readonly Fit[] }
  | { readonly kind: 'whole'; readonly block: Block }

export function fitsOf(piece: Piece, fits: readonly Fit[]): readonly Fit[] {
  if (piece.kind === 'sentence') return [piece.fit]
  if (piece.kind === 'parts') return piece.fits
  return fits.filter(({ quotable }) => quotable.block === piece.block)
}

export function quotedOf(piece: Piece): readonly ExtractedSentence[] {
  const quoted: readonly (Quotable | Block)[] =
    piece.kind === 'whole'
      ? [piece.block]
      : piece.kind === 'sentence'
        ? [piece.fit.quotable]
        : piece.fits.map(({ quotable }) => quotable)
  return quoted.map(({ text, place }) => ({ text, place }))
}

/** Sentences run on; what is of a block gets a paragraph of its own. */
export function toMarkdown(pieces: readonly Piece[]): string {
  let markdown = ''
  let last: Piece | undefined
  for (const piece of pieces) {
    const text = textOf(piece)
    const runsOn = last?.kind === 'sentence' && piece.kind === 'sentence'
    const space = /[\p{Script=Han}。！？；，]$/u.test(markdown) ? '' : ' '
    markdown += last === undefined ? text : `${runsOn ? space : '\n\n'}${text}`
    last = piece
  }
  return markdown
}

function textOf(piece: Piece): string {
  if (piece.kind === 'whole') {
    return piece.block.kind === 'list' ? piece.block.head + piece.block.text : piece.block.text
  }
  if (piece.kind === 'sentence') return piece.fit.quotable.text
  const { block, fits } = piece
  const texts = fits.map(({ quotable }) => quotable.text)
  if (block.kind === 'table') return block.head + texts.join('\n')
  const isAlone = texts.length === 1 && block.head === ''
  return isAlone ? (texts[0] ?? '') : block.head + texts.map((text) => `- ${text}`).join('\n')
}

/** Each as a piece of its own. */
export function sentences(fits: readonly Fit[]): readonly Piece[] {
  return fits.map((fit) => ({ kind: 'sentence', fit }))
}
