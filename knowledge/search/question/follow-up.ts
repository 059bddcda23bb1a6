import { measureText } from '../../passage/measure-text.js'

/** A question this short may lean on what was said before; a longer one speaks for itself. */
const SHORT_QUESTION = 12

/** "那信用卡呢", "and to Hong Kong?", "这个可以吗": words that point at what was said before. */
const POINTS_BACK =
  /^(?:那|还有|要是|如果是)|呢[?!。\s]*$|(?:这个|那个|这种|它)|^(?:ok(?:ay)? )?(?:and|what about|how about|what if)\b|\b(?:it|that|this|those|these)\b/u

/**
 * Whether a question leans on the one before it. A short question alone does not: "怎么退" after an
 * answer about invoices is a new subject.
 *
 * @param folded The folded question.
 */
export function pointsBack(folded: string): boolean {
  return mayPointBack(folded) && POINTS_BACK.test(folded)
}

/** Whether a question is so short that it may lean on the one before it: "多久能拿到". */
function mayPointBack(folded: string): boolean {
  return measureText(folded) <= SHORT_QUESTION
}
