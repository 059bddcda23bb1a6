import type { Millis } from '../../platform/clock.js'
import type { Language } from '../../platform/language.js'
import type { Logger } from '../../platform/log.js'
import type { Article, Audience } from '../article/article.js'
import type { Embedder } from '../embed/embedder.js'
import type { Query } from './candidate.js'
import { type Found, findAnswer, queryOf, type SearchDeps } from './find-answer.js'
import { type QuestionVector, questionVector } from './question/question-vector.js'
import { type ReadingDeps, type ReadQuestion, readQuestion } from './question/read-question.js'
import { foldText } from './words/fold-text.js'

/** All that one corpus is asked with. */
export interface AskDeps extends SearchDeps {
  readonly reading: ReadingDeps
  /** `null` where words must do alone. */
  readonly embedder: Embedder | null
  readonly vectorLimit?: Millis | undefined
  readonly log: Logger
  readonly mayAnswer: (audience?: Audience) => (article: Article) => boolean
}

/** A question as it is searched for. */
export interface AskedQuestion extends ReadQuestion {
  readonly folded: string
  readonly vector: QuestionVector | null
}

/** Asks one corpus one question. */
export async function askCorpus(
  deps: AskDeps,
  question: string,
  language: Language,
  audience: Audience | undefined,
  signal: AbortSignal,
): Promise<Found> {
  const { folded, vector, ...sought } = await readAsked(deps, question, language, signal)
  const found = findAnswer(deps, sought, language, vector, deps.mayAnswer(audience))
  const isAsked = sought.text !== '' || sought.readings.length === 0
  const reason = isAsked ? found.reason : 'denied'
  return { ...found, question, readings: sought.readings, folded, reason }
}

/** A question, to choose sentences for it whatever article they are of. */
export async function queryFor(
  deps: AskDeps,
  question: string,
  language: Language,
  signal: AbortSignal,
): Promise<Query> {
  const { vector, ...sought } = await readAsked(deps, question, language, signal)
  return queryOf(deps, sought, language, vector, () => true)
}

/** What is searched for: the question as it was meant, and its vector where the corpus has them. */
export async function readAsked(
  { reading, embedder, vectorLimit, log }: Omit<AskDeps, keyof SearchDeps>,
  question: string,
  language: Language,
  signal: AbortSignal,
): Promise<AskedQuestion> {
  const folded = foldText(question)
  const sought = readQuestion(folded, language, reading)
  const vector =
    embedder &&
    sought.text !== '' &&
    (await questionVector(sought.text, embedder, sought, log, signal, vectorLimit))
  return { folded, ...sought, vector: vector || null }
}
