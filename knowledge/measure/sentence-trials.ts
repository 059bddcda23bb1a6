import type { Article } from '../article/article.js'
import type { Embedder } from '../embed/embedder.js'
import type { VectorStore } from '../embed/vector-store.js'
import type { SentenceLabel } from '../label/read-sentence-labels.js'
import type { Corpus } from '../search/corpus/corpus.js'
import { fitsFor, quoteOf } from '../search/extract/choose-passage.js'
import type { Features } from '../search/extract/sentence-features.js'
import { queryOf } from '../search/find-answer.js'
import { detectLanguage } from '../search/question/detect-language.js'
import { embedQuestion } from '../search/question/question-vector.js'
import { type ReadingDeps, readQuestion } from '../search/question/read-question.js'
import { foldText } from '../search/words/fold-text.js'

/** A labelled question asked of its article. */
export interface SentenceTrial {
  readonly article: Article
  /** Of all that may be quoted, in the article's order. */
  readonly features: readonly Features[]
  /** Which of them answer best. */
  readonly right: readonly boolean[]
  /** Whether the answer says one of these. */
  readonly isSaid: boolean
  /** How many sentences it says that are neither labelled as the answer nor to be said beside it. */
  readonly beside: number
  /** Of the answer, in characters. */
  readonly length: number
}

export interface TrialDeps extends Omit<ReadingDeps, 'corpus'> {
  readonly corpus: Corpus
  readonly embedder: Pick<Embedder, 'embed' | 'tokens'>
  /** Has the vectors of sentences. */
  readonly store: Pick<VectorStore, 'get'>
}

/**
 * Asks each article its questions, whether or not they would find it.
 *
 * @returns Without labels whose article or sentences are no longer there.
 */
export async function trySentences(
  labels: readonly SentenceLabel[],
  { corpus, embedder, store, ...reading }: TrialDeps,
  signal: AbortSignal,
): Promise<readonly SentenceTrial[]> {
  const deps = { corpus, sentenceVector: (text: string) => store.get(text) }
  const trials: SentenceTrial[] = []
  for (const { article: id, text, follows, says, also } of labels) {
    const article = corpus.articles.get(id)
    if (!article) continue
    const language = detectLanguage(text, article.language)
    const sought = readQuestion(foldText(text), language, { corpus, ...reading })
    const vector = await embedQuestion(sought.text, embedder, sought, 'passage', signal)
    const alone = queryOf({ corpus }, sought, language, vector, () => true)
    const query = follows
      ? { ...alone, said: quoteOf(deps, article, alone).opening.markdown }
      : alone
    const fits = fitsFor(deps, article, query)
    const right = fits.map(({ quotable }) => says.includes(quotable.text))
    if (!right.includes(true)) continue
    const { markdown } = quoteOf(deps, article, query).extract
    const said = fits.filter(({ quotable }) => markdown.includes(quotable.text))
    trials.push({
      article,
      features: fits.map(({ features }) => features),
      right,
      isSaid: said.some(({ quotable }) => says.includes(quotable.text)),
      beside: said.filter(({ quotable }) => ![...says, ...also].includes(quotable.text)).length,
      length: markdown.length,
    })
  }
  return trials
}
