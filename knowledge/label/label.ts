import type { Language } from '../../platform/language.js'

/** What a customer asked, and which articles answer it. */
export interface Label {
  readonly text: string
  readonly language: Language
  /** Any of them answers; empty when none does. */
  readonly gold: readonly string[]
  /**
   * `which` where the question is known only because an article was found for it, so that it says
   * which article answers, but not how often one does. Without it, both.
   */
  readonly teaches?: 'which'
}
