import type { Language } from '../../platform/language.js'
import type { Article } from '../article/article.js'
import type { AskOptions } from '../knowledge.js'
import type { Found } from '../search/find-answer.js'

/** A change of one article's file. */
export interface Edit {
  /** Path below the articles' folder, with `/`. */
  readonly file: string
  /** The whole new file; `null` when it is removed. */
  readonly source: string | null
}

/** The articles as they would be, to be asked like those in use. */
export interface EditedKnowledge {
  ask(
    question: string,
    options: Pick<AskOptions, 'language' | 'audience'>,
    signal: AbortSignal,
  ): Promise<Found>
  article(id: string): Article | undefined
  /** Ids of the articles that the edits change, add or remove. */
  readonly touched: readonly string[]
}

/** A question that customers asked, without personal data. */
export interface RealQuestion {
  readonly text: string
  readonly language: Language
  /** How often. */
  readonly count: number
  /** Ids of the articles that answer it, empty where none does; `null` where nobody said. */
  readonly gold: readonly string[] | null
}
