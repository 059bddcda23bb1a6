import { MINUTE } from '../../platform/clock.js'
import type { Language } from '../../platform/language.js'
import type { VisitSatisfaction } from './satisfaction-table.js'
import { satisfactionWords } from './satisfaction-words.js'

/** From here on a wait is told, whether or not the customer speaks of it. Instant is 1 minute (Y2). */
const LONG_WAIT_MINUTES = 5

/** The reasons in words, the weightiest first; a long wait with its measured minutes. */
export function reasonsInWords(
  { class: judged, reasons, longestWait }: VisitSatisfaction,
  language: Language,
): readonly string[] {
  const words = satisfactionWords(language)
  const minutes = Math.floor(longestWait / MINUTE)
  const waited = words('waited-minutes', { count: minutes })
  const said = reasons.map((reason) =>
    reason === 'long-wait' && minutes >= 1 ? waited : words(reason),
  )
  const isTold = reasons.includes('long-wait') || judged === 'satisfied'
  if (isTold || minutes < LONG_WAIT_MINUTES) return said
  return [...said.filter((_, i) => reasons[i] !== 'nothing-stands-out'), waited]
}
