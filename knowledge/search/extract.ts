import type { Article } from '../article/article.js'
import type { Passage, Place } from '../passage/passage.js'
import { answerKindOf } from './answer-kind.js'
import { type Quotable, quotePassage, type Wanted } from './quote-passage.js'
import type { WeightedTerm } from './word-index.js'

/** A sentence, or a list, table or code block that must stay whole, as the article has it. */
export interface ExtractedSentence {
  readonly text: string
  readonly place: Place
}

/** The article's own words in answer to a question. */
export interface Extract {
  /** Best first, then what belongs to it. Each stands in the file at its place. */
  readonly sentences: readonly ExtractedSentence[]
  /** The same as one text. Relative links lead on from the article's file. */
  readonly markdown: string
}

/** A chat bubble holds three sentences; the rest is one click away. */
const MOST_SENTENCES = 3

/** Another sentence joins when it is this near to the best. */
const ALSO_GOOD = 0.75

/** What leads a table in must itself say something of what is asked. */
const LEADS_IN = 0.4

/** A sentence that begins so limits or completes the one before it. */
const CONDITION =
  /^(?:\*\*)?(?:但|不过|如果|若|如|其中|除外|另外|例外|超过|逾期|否则|只有|仅|此外|however|but|if|unless|except|otherwise|only|after that|in that case)/iu

/** A sentence that begins so cannot be understood alone. */
const DEPENDENT = /^(?:这|那|此|该|它|其|it |this |that |these |those |they )/iu

/** A sentence that ends so introduces what follows. */
const INTRODUCES = /[：:]\**$/u

/**
 * Chooses the sentences of a passage that answer a question: the best first, conditions and
 * exceptions with it, lists and tables whole.
 *
 * @param terms Of the question, with what they tell.
 */
export function extractAnswer(
  article: Article,
  passage: Passage,
  folded: string,
  terms: readonly WeightedTerm[],
): Extract {
  const wanted = { kind: answerKindOf(folded), terms }
  const quotables = quotePassage(article, passage, wanted)
  const chosen = choose(quotables, wanted, () => leadSentence(article, passage, wanted))
  return {
    sentences: chosen.map(({ text, place }) => ({ text, place })),
    markdown: toMarkdown(chosen),
  }
}

function choose(
  quotables: readonly Quotable[],
  { kind }: Wanted,
  lead: () => Quotable | undefined,
): readonly Quotable[] {
  const best = bestOf(quotables)
  if (!best) return []
  const at = quotables.indexOf(best)
  const before = quotables[at - 1]
  if (best.kind !== 'sentence') {
    const first = before?.kind === 'sentence' ? before : lead()
    return first ? [first, best] : [best]
  }
  if (DEPENDENT.test(best.text) && before?.kind === 'sentence') {
    const others = joining(quotables, at, best, kind).filter((each) => each !== before)
    return [before, best, ...others.slice(0, 1)]
  }
  return [best, ...joining(quotables, at, best, kind)]
}

/** What belongs to the best sentence, in the order of the passage. */
function joining(
  quotables: readonly Quotable[],
  at: number,
  best: Quotable,
  kind: Wanted['kind'],
): readonly Quotable[] {
  const after = quotables[at + 1]
  const joined = new Set<Quotable>()
  const isBlock = after !== undefined && after.kind !== 'sentence'
  if (after && !isBlock && CONDITION.test(after.text)) joined.add(after)
  if (isBlock && (INTRODUCES.test(best.text) || (kind === 'steps' && after.kind === 'steps'))) {
    joined.add(after)
  }
  for (const each of quotables) {
    if (joined.size >= MOST_SENTENCES - 1) break
    const isGood =
      each.kind === 'sentence' &&
      each.score >= best.score * ALSO_GOOD &&
      (each.holds || !best.holds)
    if (each !== best && isGood && !INTRODUCES.test(each.text)) joined.add(each)
  }
  return quotables.filter((each) => joined.has(each))
}

/** The article's opening, where it says something of what is asked. */
function leadSentence(article: Article, passage: Passage, wanted: Wanted): Quotable | undefined {
  const [opening] = article.passages
  if (!opening || opening === passage) return undefined
  const sentences = quotePassage(article, opening, wanted).filter(({ kind }) => kind === 'sentence')
  const best = bestOf(sentences)
  return best && best.score >= LEADS_IN ? best : undefined
}

function bestOf(quotables: readonly Quotable[]): Quotable | undefined {
  return quotables.reduce<Quotable | undefined>(
    (top, each) => (top === undefined || each.score > top.score ? each : top),
    undefined,
  )
}

/** Sentences run on; what is whole gets a paragraph of its own. */
function toMarkdown(chosen: readonly Quotable[]): string {
  let markdown = ''
  let last: Quotable | undefined
  for (const each of chosen) {
    const runsOn = last?.kind === 'sentence' && each.kind === 'sentence'
    const space = /[\p{Script=Han}。！？；，]$/u.test(last?.text ?? '') ? '' : ' '
    markdown += last === undefined ? each.text : `${runsOn ? space : '\n\n'}${each.text}`
    last = each
  }
  return markdown
}
