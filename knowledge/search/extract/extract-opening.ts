import type { Extract } from './extract.js'
import { quotedOf, sentences, toMarkdown } from './extract-pieces.js'
import type { Fit } from './fit-sentences.js'

/** Of a long first section, the rest is one click away. */
const MOST_SENTENCES = 2

/**
 * The first sentences, of those before the first heading, list or table.
 *
 * @param fits Of the article, in its order.
 */
export function extractOpening(fits: readonly Fit[]): Extract {
  const first = fits.slice(0, MOST_SENTENCES)
  const end = first.findIndex(
    ({ passage, quotable }) => passage > 0 || quotable.kind !== 'sentence',
  )
  const opening = end < 0 ? first : first.slice(0, end)
  const pieces = sentences(opening)
  return { sentences: pieces.flatMap(quotedOf), markdown: toMarkdown(pieces) }
}
