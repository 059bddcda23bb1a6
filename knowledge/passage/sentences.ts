import type { Paragraph } from 'mdast'

export interface Sentence {
  /** As it stands in the file, marks included, without space around it. */
  readonly text: string
  /** Where it begins, counted like the tree's own places. */
  readonly offset: number
}

/** Knows the marks of both languages, whichever it is made for. */
const segmenter = new Intl.Segmenter('zh', { granularity: 'sentence' })

/** Ends that are none: the next word belongs to the same sentence. */
const ABBREVIATION = /(?:\b(?:e\.g|i\.e|etc|No|Mr|Mrs|Ms|Dr|vs|approx|incl)\.|\b\d+\.)\s*$/i

/**
 * Splits a paragraph into sentences, in order. Links, emphasis and code are never cut.
 *
 * @param source What `paragraph`'s places count in.
 */
export function splitSentences(paragraph: Paragraph, source: string): readonly Sentence[] {
  const start = paragraph.position?.start.offset ?? 0
  const end = paragraph.position?.end.offset ?? 0
  const text = source.slice(start, end)
  const inside = paragraph.children
    .filter((child) => child.type !== 'text' && child.type !== 'break')
    .map((child) => [
      (child.position?.start.offset ?? 0) - start,
      (child.position?.end.offset ?? 0) - start,
    ])
  const isInside = (at: number) => inside.some(([from = 0, to = 0]) => from < at && at < to)

  const sentences: Sentence[] = []
  let from = 0
  const close = (to: number) => {
    const raw = text.slice(from, to)
    const trimmed = raw.trim()
    const offset = start + from + (raw.length - raw.trimStart().length)
    if (trimmed !== '') sentences.push({ text: trimmed, offset })
    from = to
  }
  for (const { segment, index } of segmenter.segment(text)) {
    const to = index + segment.length
    // A line break inside a paragraph ends no sentence unless something before it does.
    const ends = /[.!?。！？…][)\]"'”’」』）】*_]*\s*$/.test(segment)
    if (to < text.length && (!ends || isInside(to) || ABBREVIATION.test(text.slice(from, to)))) {
      continue
    }
    close(to)
  }
  return sentences
}
