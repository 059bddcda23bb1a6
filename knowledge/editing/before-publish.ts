import type { Language } from '../../platform/language.js'
import type { Writer } from './draft.js'

/** What is about to be published. */
export interface Publication {
  readonly article: string
  /** Path below the articles' folder. */
  readonly file: string
  /** The file as it is; `null` for a new article. */
  readonly before: string | null
  /** The file as it will be. */
  readonly after: string
  readonly by: Writer
  /** In which that person reads. */
  readonly language: Language
}

/** What is known of an edit before it goes live. Sentences are for the person who publishes. */
export type Objections =
  | { readonly kind: 'passes'; readonly reasons: readonly string[] }
  | { readonly kind: 'blocks'; readonly reasons: readonly string[] }

/** Asked right before an edit goes live, such as the answer tests that touch its article. */
export type BeforePublish = (edit: Publication) => Promise<Objections>

export const NOTHING_AGAINST: Objections = { kind: 'passes', reasons: [] }
