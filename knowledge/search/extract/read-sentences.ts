import type { Article } from '../../article/article.js'
import type { Passage } from '../../passage/passage.js'
import { foldText } from '../words/fold-text.js'
import { sentenceTerms } from './asked-terms.js'
import { caseTerms } from './named-case.js'
import { type Block, type Quotable, quotePassage } from './quote-passage.js'

/** One thing that may be quoted, ready to be compared with a question. */
export interface ReadSentence {
  readonly quotable: Quotable
  readonly folded: string
  /** Its terms, and those of what stands above it: its heading, its table's header. */
  readonly own: ReadonlySet<string>
  readonly above: ReadonlySet<string>
  /** Terms of the case that it speaks of, if it does not speak of all. */
  readonly ofCase: readonly string[]
}

/** The sentences of each of an article's passages, in their order. */
export type ArticleSentences = readonly (readonly ReadSentence[])[]

/**
 * Of each passage about 20 kB. What the index has is soon read again, and one question reads up to
 * 120 of them; what was cut is kept for all that is asked for in a day of a common shop.
 */
const KEPT = { recalled: 200, cut: 1_000 }

/**
 * Has the sentences of passages: from the index where they are kept, else it cuts them, about
 * 0.7 ms for each passage. Those that were read last stay in memory.
 */
export class SentenceReader {
  readonly #recall: (article: Article) => ArticleSentences | undefined
  readonly #recalled = new Map<Passage, readonly ReadSentence[]>()
  readonly #cut = new Map<Passage, readonly ReadSentence[]>()

  /** @param recall Has an article's sentences, where they are kept. */
  constructor(recall: (article: Article) => ArticleSentences | undefined = () => undefined) {
    this.#recall = recall
  }

  sentencesOf(article: Article, passage: Passage): readonly ReadSentence[] {
    const recalled = this.#recalled.get(passage)
    if (recalled) return keep(this.#recalled, passage, recalled, KEPT.recalled)
    const cut = this.#cut.get(passage)
    if (cut) return keep(this.#cut, passage, cut, KEPT.cut)
    const kept = this.#recall(article)
    if (kept === undefined) {
      return keep(this.#cut, passage, readPassage(article, passage), KEPT.cut)
    }
    article.passages.forEach((each, at) => {
      if (kept[at]) keep(this.#recalled, each, kept[at], KEPT.recalled)
    })
    return this.#recalled.get(passage) ?? []
  }

  /** All of an article's sentences, without keeping them in memory. */
  allOf(article: Article): ArticleSentences {
    return this.#recall(article) ?? readSentences(article)
  }
}

/** Puts a passage's sentences last, and lets go of the first. */
function keep(
  read: Map<Passage, readonly ReadSentence[]>,
  passage: Passage,
  sentences: readonly ReadSentence[],
  most: number,
): readonly ReadSentence[] {
  read.delete(passage)
  read.set(passage, sentences)
  const [oldest] = read.keys()
  if (read.size > most && oldest) read.delete(oldest)
  return sentences
}

/** Cuts an article into its sentences, passage by passage. */
export function readSentences(article: Article): ArticleSentences {
  return article.passages.map((passage) => readPassage(article, passage))
}

/** Cuts one of an article's passages. */
export function readPassage(article: Article, passage: Passage): readonly ReadSentence[] {
  const headings = sentenceTerms(passage.headings.map(({ text }) => text).join(' '))
  const above = new Map<Block | null, ReadonlySet<string>>()
  const aboveOf = (block: Block | null) => {
    const terms = above.get(block) ?? new Set([...headings, ...sentenceTerms(block?.says ?? '')])
    above.set(block, terms)
    return terms
  }
  return quotePassage(article, passage).map((quotable) => ({
    quotable,
    folded: foldText(quotable.says),
    ofCase: caseTerms(foldText(quotable.says)),
    own: new Set(sentenceTerms(quotable.says)),
    above: aboveOf(quotable.block),
  }))
}
