import { foldText } from '../words/fold-text.js'
import { tokenize } from '../words/tokenize.js'
import type { WeightedTerm, WordIndex } from '../words/word-index.js'

/** What a Han character alone tells, beside a pair of them; and what another word for it tells. */
const CHARACTER_SHARE = 0.33
const SYNONYM_SHARE = 0.3

/** Characters that say nothing alone. */
const EMPTY = new Set(
  '的了吗呢吧啊我你您他它这那是在有要能可以还么什怎多少几久时不没和与或就都也会想到个为给把被让请用上下里后前得着过去来说',
)

/**
 * The terms of a text in which a sentence is looked for: finer than those that find articles, since
 * a sentence says each thing once and in its own way.
 *
 * @returns `tokenize`'s, and each telling Han character alone; of "160Wh", both parts.
 */
export function sentenceTerms(text: string): readonly string[] {
  const folded = apart(foldText(text))
  const characters = folded.match(/\p{Script=Han}/gu) ?? []
  return [...tokenize(folded), ...characters.filter((each) => !EMPTY.has(each))]
}

/**
 * The terms of a question with what they tell: its own, its characters, and other words for them.
 *
 * @param synonyms Terms of words that mean the same.
 */
export function askedTerms(
  words: Pick<WordIndex, 'weigh'>,
  folded: string,
  synonyms: readonly string[],
): readonly WeightedTerm[] {
  const own = words.weigh(apart(folded))
  const mean = own.reduce((total, { idf }) => total + idf, 0) / (own.length || 1)
  const known = new Set(own.map(({ term }) => term))
  const more = (terms: readonly string[], share: number) =>
    terms.flatMap((term) => {
      if (known.has(term)) return []
      known.add(term)
      return [{ term, idf: share * mean, known: true }]
    })
  return [...own, ...more(sentenceTerms(folded), CHARACTER_SHARE), ...more(synonyms, SYNONYM_SHARE)]
}

function apart(folded: string): string {
  return folded.replaceAll(/(?<=\d)(?=\p{L})/gu, ' ')
}
