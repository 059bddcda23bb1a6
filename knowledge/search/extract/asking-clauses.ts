import { askedBy } from './answer-kind.js'

const CLAUSE =
  /[,，。;；?？!！\n]+|(?:还有|另外|以及|\band (?=(?:how|when|what|who|where|which|can|do|does|is|are|will|must|should)\b))/u

/** "And the points?" asks by its tone alone. */
const ASKS_BY_TONE = /呢$/u

/**
 * The clauses of a question that ask something, in order: "我买的锅坏了，能退吗，运费谁出" has two.
 * What stands beside them tells what happened.
 *
 * @param folded A folded question. @returns The whole of it where no clause asks.
 */
export function askingClauses(folded: string): readonly string[] {
  const asking = clausesThatAsk(folded)
  return asking.length === 0 ? [folded] : asking
}

/** Whether a folded message asks anything, by a question mark, word or tone. */
export function asksAnything(folded: string): boolean {
  return folded.includes('?') || clausesThatAsk(folded).length > 0
}

function clausesThatAsk(folded: string): readonly string[] {
  return folded
    .split(CLAUSE)
    .map((clause) => clause.trim())
    .filter((clause) => askedBy(clause).kind !== 'other' || ASKS_BY_TONE.test(clause))
}
