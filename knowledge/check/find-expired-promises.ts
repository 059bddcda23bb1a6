import type { Day } from '../article/article.js'
import type { ArticleSentences } from '../search/extract/read-sentences.js'
import { foldText } from '../search/words/fold-text.js'
import { datesIn } from './dates.js'

/** A sentence that promises something until a day that is over. */
export interface ExpiredPromise {
  readonly line: number
  readonly text: string
  readonly day: Day
}

const DAY_OF_YEAR = /^\d{4}-\d\d-\d\d$/
const MONTH_ONLY = /(\d{4})\s*年\s*(\d{1,2})\s*月(?!\s*\d)/gu

/** A day in the past from which on something holds, or on which something was, promises nothing. */
const SINCE =
  /(?:自从?|从)?[^,，。;；]{0,16}(?:起|开始|以来|更新|修订|成立|发布)|\b(?:since|from|as of|starting|updated|founded|revised|effective)\b/u
const UNTIL =
  /至|到|截止|截至|止|前|以内|期间|活动|优惠|有效|until|till|through|\bto\b|\bby\b|before|\bends?\b|valid|expires?|during|only/u

/**
 * Finds sentences whose latest day is over. A day without a year comes again each year and is none.
 */
export function findExpiredPromises(
  sentences: ArticleSentences,
  today: Day,
): readonly ExpiredPromise[] {
  return sentences.flat().flatMap(({ quotable }) => {
    const folded = foldText(quotable.says)
    const [latest] = [...daysIn(folded)].sort().reverse()
    if (latest === undefined || latest >= today || !promises(folded)) return []
    return [{ line: quotable.place.line, text: quotable.says, day: latest }]
  })
}

function daysIn(folded: string): readonly Day[] {
  const days = datesIn(folded).flatMap(({ value }) => (DAY_OF_YEAR.test(value) ? [value] : []))
  const months = [...folded.matchAll(MONTH_ONLY)].map(
    ([, year, month = '']) => `${year}-${month.padStart(2, '0')}-31`,
  )
  return [...days, ...months]
}

function promises(folded: string): boolean {
  return UNTIL.test(folded.replace(SINCE, ' ')) || !SINCE.test(folded)
}
