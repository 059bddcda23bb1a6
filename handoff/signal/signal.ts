/** The signals that the program asks for by name; each must have a file. An editor may add more. */
export const KNOWN_SIGNALS = [
  'wants-a-person',
  'anger',
  'complaint',
  'not-helped',
  'greeting',
  'thanks',
  'closing',
  'off-topic',
] as const

/** Name of a file in `content/handbook/signals`, without its ending. */
export type SignalName = string

/** The sections of a signal's file: Chinese in either script, and English. */
export const SIGNAL_LANGUAGES = ['zh', 'en'] as const
export type SignalLanguage = (typeof SIGNAL_LANGUAGES)[number]

/** Something that a customer feels or wants, read from what they wrote. */
export interface Signal {
  readonly name: SignalName
  /**
   * From 0.5, where the false-alarm budget of the file allows to believe it, to 1. Words that
   * must never be missed give 1.
   */
  readonly strength: number
  /** The word that was found, or the example that is nearest in meaning. */
  readonly cause: string
  /** The section of the file that was read. */
  readonly language: SignalLanguage
}

/** From this strength on a signal holds; weaker ones are not told. */
export const HOLDS = 0.5
