import { comparable } from './comparable.js'

/** Numbers and ranges such as `3–7`, `1,000` or `9:00–22:00`, with the unit behind them. */
const AMOUNT =
  /\d+(?:[.,:]\d+)*(?:\s*[‐-―~-]\s*\d+(?:[.,:]\d+)*)*\s*(?:\p{Script=Han}{1,2}|\p{Script=Latin}+|[%°])?/gu

/**
 * Numbers, dates and amounts of a text that its source does not have, each with its unit: "3 天" is
 * wrong where the source says "3 小时".
 */
export function wrongAmounts(text: string, source: string): readonly string[] {
  const known = new Set(amountsIn(source).map(comparable))
  return amountsIn(text).filter((amount) => !known.has(comparable(amount)))
}

/** Lines stay apart, so that the unit of a number never comes from the next row. */
function amountsIn(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .split('\n')
    .flatMap((line) => line.match(AMOUNT) ?? [])
    .map((amount) => amount.trim())
}

const SENTENCE_END = /(?<=[。！？!?])|(?<=\.)\s+|\n/u

/** Sentences, items and rows of a text that do not stand in its source as they are. */
export function unsourced(text: string, source: string): readonly string[] {
  const known = comparable(source)
  return text
    .split(SENTENCE_END)
    .map((sentence) => sentence.trim())
    .filter((sentence) => !known.includes(comparable(sentence)))
}
