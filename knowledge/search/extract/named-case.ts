import { isAsking } from './answer-kind.js'
import { sentenceTerms } from './asked-terms.js'

/** What only some customers meet, and examples. */
const CASE =
  /^(?:如果|若|没有|超过|逾期|仍|确实|万一|除非|例如|比如|if |unless |without |for example)|^[^，。]{2,24}的，|^[^，。]{0,12}超过[^，。]*[仍还]/u

/** Whether a folded text speaks of a case that not everybody is in. */
export function speaksOfCase(folded: string): boolean {
  return CASE.test(folded)
}

/** The terms that tell the case of which a folded text speaks; none where it speaks of no case. */
export function caseTerms(folded: string): readonly string[] {
  if (!speaksOfCase(folded)) return []
  const [clause = ''] = folded.split(/[，,：:|]/u)
  return sentenceTerms(clause).filter((term) => !isAsking(term))
}
