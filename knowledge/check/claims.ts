import type { Article } from '../article/article.js'
import { sentenceTerms } from '../search/extract/asked-terms.js'
import { figuresIn, withoutFigures } from '../search/extract/figures.js'
import type { ArticleSentences } from '../search/extract/read-sentences.js'
import { datesIn, withoutDates } from './dates.js'

/** One clause of an article, with what it says of what. */
export interface Claim {
  readonly article: Article
  /** From 1. */
  readonly line: number
  /** The sentence or row that it stands in, as it is read. */
  readonly text: string
  /** The clause, folded. */
  readonly clause: string
  /** What it counts, by unit; dates and times of day are units of their own. */
  readonly values: ReadonlyMap<string, readonly string[]>
  /** What is said of them: the clause's terms, without what it counts. */
  readonly terms: ReadonlySet<string>
  /** Of what it says that it is not so: "支持" of "不支持", "补用" of "不能再补用". */
  readonly denied: readonly string[]
  /** The same of its whole sentence or row. */
  readonly around: ReadonlySet<string>
}

/** What says yes, no or how sure, and is compared apart from what it is said of. */
const MODAL =
  /可以|可能|暂时?|还是|一定|必须|需要|应该?|[不没未无勿]|有(?=没)|[能会得也都就再请已]|\b(?:can|could|may|might|must|should|shall|will|would|not|never|no|also|yet|do|does|did|be|is|are|able)\b|n't\b/gu

/** A figure's "不超过" denies nothing, nor does "不同". */
const DENIED =
  /(?:无法|禁止|请勿|没有?|未|不(?![同仅但管论限过足满超良少到大小如久等]))[能会可以再用需要得]{0,3}([\p{Script=Han}]{2}|退|换|送|收)|(?:\b(?:not|never|cannot|without)|n't)\b(?: (?:be|been|yet|any))* ([a-z]{3,})/gu

/** A comma or colon between the digits of a number or a time parts nothing. */
const CLAUSES = /(?<!\d)[,:]|[,:](?!\d)|[;。|]|(?<=[\p{L}\p{N})])\.(?=\s|$)/u

const LEFT_OF_A_LINK = /\.md\b/

/** Shorter clauses say nothing that could be denied. */
const FEWEST_TERMS = 2

/** All that an article claims, clause by clause. */
export function claimsOf(article: Article, sentences: ArticleSentences): readonly Claim[] {
  return sentences.flat().flatMap(({ quotable, folded }): Claim[] => {
    if (quotable.kind === 'code') return []
    const around = new Set(sentenceTerms(said(folded)))
    // A cell alone does not say what it is of: the first one of its row does.
    const label = quotable.kind === 'row' ? sentenceTerms(said(folded.split('|')[0] ?? '')) : []
    return clausesOf(folded).flatMap((clause) => {
      const terms = new Set([...label, ...sentenceTerms(said(clause).replaceAll(MODAL, ' '))])
      const values = valuesIn(clause)
      if (terms.size < FEWEST_TERMS && values.size === 0) return []
      const { line } = quotable.place
      // "没有绑定的" names a case, and denies nothing.
      const asserted = clause.endsWith('的') ? '' : clause
      const denied = [...asserted.matchAll(DENIED)].map(([, han, latin]) => han ?? latin ?? '')
      return [{ article, line, text: quotable.says, clause, values, terms, denied, around }]
    })
  })
}

function clausesOf(folded: string): readonly string[] {
  return folded.split(CLAUSES).flatMap((part) => {
    const counted = valuesIn(part)
    // The days of a list of days all hold.
    const isPair = [...counted].some(([unit, values]) => unit !== 'date' && values.length > 1)
    if (LEFT_OF_A_LINK.test(part)) return []
    return isPair ? part.split(/\band\b|和|及/u) : [part]
  })
}

function said(folded: string): string {
  return withoutFigures(withoutDates(folded))
}

function valuesIn(clause: string): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>()
  for (const { unit, value } of [...datesIn(clause), ...figuresIn(withoutDates(clause))]) {
    const known = values.get(unit) ?? []
    values.set(unit, known)
    if (!known.includes(value)) known.push(value)
  }
  return values
}
