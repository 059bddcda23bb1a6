import type { Article } from '../article/article.js'
import type { Passage } from '../passage/passage.js'
import { sentenceTerms } from './asked-terms.js'
import { foldText } from './fold-text.js'
import { caseTerms } from './named-case.js'
import { type Quotable, quotePassage } from './quote-passage.js'

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

/** Of each passage about 20 kB; more than all that is asked for in a day of a common shop. */
const KEPT = 1_000

/** Reads passages into sentences, about 0.7 ms each, and keeps those that were read last. */
export class SentenceReader {
  readonly #read = new Map<Passage, readonly ReadSentence[]>()

  sentencesOf(article: Article, passage: Passage): readonly ReadSentence[] {
    const known = this.#read.get(passage)
    this.#read.delete(passage)
    const read = known ?? readSentences(article, passage)
    this.#read.set(passage, read)
    const [oldest] = this.#read.keys()
    if (this.#read.size > KEPT && oldest) this.#read.delete(oldest)
    return read
  }
}

function readSentences(article: Article, passage: Passage): readonly ReadSentence[] {
  const headings = sentenceTerms(passage.headings.map(({ text }) => text).join(' '))
  return quotePassage(article, passage).map((quotable) => ({
    quotable,
    folded: foldText(quotable.says),
    ofCase: caseTerms(foldText(quotable.says)),
    own: new Set(sentenceTerms(quotable.says)),
    above: new Set([...headings, ...sentenceTerms(quotable.block?.says ?? '')]),
  }))
}
