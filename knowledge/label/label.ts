import type { Language } from '../../platform/language.js'

/** What a customer asked, and which articles answer it. */
export interface Label {
  readonly text: string
  readonly language: Language
  /** Any of them answers; empty when none does. */
  readonly gold: readonly string[]
}
