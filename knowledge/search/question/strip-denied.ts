import type { ClauseReader, Heard } from './denied-clause.js'
import { CHINESE_DENIALS } from './denied-in-chinese.js'
import { ENGLISH_DENIALS } from './denied-in-english.js'
import { isCourtesy } from './strip-courtesy.js'

export interface Asked {
  /** What is left to be asked; empty when nothing is. */
  readonly text: string
  /** What the customer says not to be asking, in the order of the text. */
  readonly denied: readonly string[]
}

/** What stands in no other text is not looked for: few customers deny anything. */
const MAY_DENY =
  /不|没|别|无关|\b(?:not|dont|didnt|never|forget|stop|quit|no need|nothing to do)\b|n't\b/u

/** Longer texts have more to say than what they deny, and these patterns are slow on them. */
const LONGEST = 400

/** "不对，不是问这个": no more than that it is not. */
const IS_NO =
  /^(?:(?:不对|不是|不|你?(?:理解|搞|弄|看|听|说)?错了|(?:你)?误会了|no|nope|wrong|you(?: have|'ve)? misunderstood(?: me)?)[\p{P}\s]*)+$/u

/** A clause with its mark. A point within a number parts nothing, a space only beside Chinese. */
const CLAUSE =
  /(?:[^,，。.!！?？;；~～…\s]|(?<=\d)[.,](?=\d)|(?<!\p{Script=Han})\s(?!\p{Script=Han}))+(?:[,，。.!！?？;；~～…\s]+|$)/gu

/**
 * The question without what its writer says not to be asking: of "我不是问退款，是问换货" the second
 * half. Word lists and vectors find what is denied as if it were asked.
 *
 * A denied part of the answer stays, since it is asked for: 能不能不退货直接换. So do a denial that
 * only sounds like one (不是可以退吗), one of somebody (不是我要退，是我妈), and what nobody asked to
 * be sent.
 *
 * @param folded From `foldText`.
 */
export function stripDenied(folded: string): Asked {
  const whole = { text: folded, denied: [] }
  if (folded.length > LONGEST || !MAY_DENY.test(folded)) return whole
  const reader = /\p{Script=Han}/u.test(folded) ? CHINESE_DENIALS : ENGLISH_DENIALS
  const clauses = (folded.match(CLAUSE) ?? []).flatMap((clause) => reader.parts(clause))
  const isDenied = deniedAmong(clauses, reader)
  const denied = clauses.filter((_, i) => isDenied[i]).map((clause) => clause.trim())
  if (denied.length === 0) return whole
  const kept = clauses.flatMap((clause, i) => {
    if (isDenied[i]) return []
    return [i > 0 && isDenied[i - 1] ? reader.withoutContrast(clause) : clause]
  })
  const text = kept
    .join('')
    .trim()
    .replace(/[,，;；]+$/u, '')
  return { text: isCourtesy(text) || IS_NO.test(text) ? '' : text, denied }
}

function deniedAmong(clauses: readonly string[], reader: ClauseReader): readonly boolean[] {
  const isDenied: boolean[] = []
  let reaches: 'question' | 'rest' | null = null
  for (const [i, clause] of clauses.entries()) {
    const heard = reader.read(clause, clauses[i + 1] ?? '')
    if (heard !== null && holds(heard, clauses, i, reader)) {
      reaches = heard.scope === 'clause' ? null : heard.scope
      isDenied.push(true)
      continue
    }
    if (reaches !== null && reader.contrasts(clause, reaches)) reaches = null
    isDenied.push(reaches !== null || isDeniedToo(clauses, i, isDenied[i - 1] ?? false, reader))
    if (reaches === 'question' && !reader.tells(clause)) reaches = null
  }
  return isDenied
}

function holds({ when }: Heard, clauses: readonly string[], at: number, reader: ClauseReader) {
  if (when === 'always' || clauses.slice(at + 1).some(reader.wants)) return true
  return when === 'alone-or-contrasted' && clauses.every((each, i) => i === at || isCourtesy(each))
}

/** "我不是问怎么退，怎么换，我是问谁出运费": a second question before what is meant is denied as well. */
function isDeniedToo(
  clauses: readonly string[],
  at: number,
  isBeforeDenied: boolean,
  reader: ClauseReader,
): boolean {
  const [clause = '', next = ''] = clauses.slice(at)
  const isQuestion =
    reader.asks(clause) && !reader.contrasts(clause, 'clause') && !/[。.!！?？]/u.test(clause)
  return isBeforeDenied && isQuestion && reader.contrasts(next, 'clause')
}
