import { Document } from '@langchain/core/documents'
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers'
import type { Language } from '../../platform/language.js'
import type { Audience } from '../article/article.js'
import type { Knowledge } from '../knowledge.js'
import type { Hit } from '../search/extract/choose-passage.js'
import { detectLanguage } from '../search/question/detect-language.js'
import { helpUrl } from '../site/help-url.js'

/** What a chain knows of a passage besides its words. */
export interface PassageMetadata extends Record<string, unknown> {
  readonly article: string
  readonly title: string
  /** The headings above it, outermost first. */
  readonly headings: readonly string[]
  readonly language: Language
  /** Path of its help page, with the anchor of its section. */
  readonly url: string
  /** Its file below the articles' folder, and the line from 1. */
  readonly file: string
  readonly line: number
  /** That its article answers the question, 0 to 1: calibrated, not a similarity. */
  readonly probability: number
}

export interface RetrieverOptions extends BaseRetrieverInput {
  /** At most so many passages, one per article; 4 when not given. */
  readonly most?: number
  /** Passages below it are left out, 0 to 1; 0 when not given. */
  readonly leastProbability?: number
  /** The reader's; worked out from the question when not given. */
  readonly language?: Language
  /** `customer` when not given. */
  readonly audience?: Audience
}

/** Lets LangChain chains ask our articles: the same search as the chat's, best passage first. */
export class KnowledgeRetriever extends BaseRetriever<PassageMetadata> {
  static override lc_name(): string {
    return 'KnowledgeRetriever'
  }

  override lc_namespace = ['kefu', 'retrievers']
  readonly #knowledge: Pick<Knowledge, 'ask'>
  readonly #options: RetrieverOptions

  constructor(knowledge: Pick<Knowledge, 'ask'>, options: RetrieverOptions = {}) {
    super(options)
    this.#knowledge = knowledge
    this.#options = options
  }

  override async _getRelevantDocuments(question: string): Promise<Document<PassageMetadata>[]> {
    const { most = 4, leastProbability = 0, audience = 'customer' } = this.#options
    const language = this.#options.language ?? detectLanguage(question, 'zh-Hans')
    // A chain cannot stop its retriever; the search itself waits for nothing longer than seconds.
    const { signal } = new AbortController()
    const { hits } = await this.#knowledge.ask(question, { language, audience }, signal)
    return hits
      .filter(({ probability }) => probability >= leastProbability)
      .slice(0, most)
      .map((hit) => documentOf(hit, language))
  }
}

function documentOf(hit: Hit, language: Language): Document<PassageMetadata> {
  const { article, passage, probability } = hit
  const metadata = {
    article: article.id,
    title: article.title,
    headings: passage.headings.map(({ text }) => text),
    language: article.language,
    url: helpUrl(hit, language),
    file: passage.place.file,
    line: passage.place.line,
    probability,
  }
  return new Document({
    id: `${article.id}:${passage.place.offset}`,
    pageContent: passage.text.trim(),
    metadata,
  })
}
