import type { Language } from '../../platform/language.js'
import type { Article } from '../article/article.js'
import type { TextTokens } from '../embed/embedder.js'
import type { Fuse, Nearness } from './fuse-scores.js'
import type { QuestionVector } from './question/question-vector.js'
import type { LeftOut, WeightedTerm, WordMatch } from './words/word-index.js'

/** A question, ready to be searched. */
export interface Query {
  readonly folded: string
  readonly language: Language
  readonly terms: readonly WeightedTerm[]
  readonly synonyms: readonly string[]
  /** `null` where words must do alone. */
  readonly vector: QuestionVector | null
  /** Which articles may answer. */
  readonly mayAnswer: (article: Article) => boolean
  /** A stored question that must not help. */
  readonly leftOut?: LeftOut & { readonly tokens?: TextTokens }
  /** Markdown that was said before, in whose place other sentences are wanted that fit as well. */
  readonly said?: string
  /** Another way of making one score of words and vectors, to measure what ours is worth. */
  readonly fuse?: Fuse | undefined
}

/** An article, together with its translations, as an answer to one question. */
export interface Candidate {
  /** The version in the customer's language, where there is one. */
  readonly article: Article
  /** BM25 of text and best stored question. */
  readonly words: number
  readonly questionWords: number
  /** BM25F of the text alone. */
  readonly joinedWords: number
  /** How many passages it has. */
  readonly passages: number
  /** Its versions' best, each for itself. */
  readonly near: Nearness
  /** Those of the question's terms that it has; of the first ten only. */
  readonly terms: ReadonlySet<string>
  readonly sameLanguage: boolean
  /** How well the tokens of its best version match the question's; `null` where not known. */
  readonly tokens: number | null
  /** Whether a version has a stored question in the customer's language. */
  readonly askedAlike: boolean
  readonly exact: boolean
  /** Whether its title says the opposite of what the question says has happened. */
  readonly contradicts?: boolean
  /** From `fuseScores`; far above all others for an exact question. */
  readonly score: number
}

/** A candidate before it is known how it stands beside the others. */
export interface Draft extends Omit<Candidate, 'terms' | 'score' | 'tokens' | 'near'> {
  /** Set once it is known which of them are worth matching; so is how near its sentences are. */
  tokens: number | null
  near: Nearness
  /** What the words found of the versions that count. */
  readonly matches: readonly WordMatch[]
}

/** A draft with its place's reason. */
export interface Ordered {
  readonly draft: Draft
  readonly score: number
}
