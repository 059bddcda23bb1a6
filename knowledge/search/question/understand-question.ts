import type { Corpus } from '../corpus/corpus.js'
import { tokenize } from '../words/tokenize.js'
import { type Correction, correctHomophones } from './correct-homophones.js'
import { correctTypos } from './correct-typos.js'
import { fromCantonese } from './from-cantonese.js'
import { askPlainly } from './negative-question.js'
import { pinyinWordsIn } from './pinyin-words.js'
import { type Reading, readPinyin } from './read-pinyin.js'
import type { Sounds } from './sounds.js'
import { stripCourtesy } from './strip-courtesy.js'
import { stripDenied } from './strip-denied.js'
import { stripFeelings } from './strip-feelings.js'
import { stripNumbers } from './strip-numbers.js'
import type { Synonyms } from './synonyms.js'

/** A question as it is searched. */
export interface Understood {
  /**
   * Without courtesy, feelings, numbers of orders and what is denied, in characters where it was pinyin,
   * and without certain slips. Empty where all of it is denied.
   */
  readonly text: string
  /** The same with what may be a slip; the same text where nothing may. */
  readonly maybe: string
  /** What was read otherwise than it was written, in order of the steps; what is denied means nothing. */
  readonly readings: readonly Reading[]
}

/** A longer text has enough words to be found by, and reading it letter by letter takes long. */
const LONGEST_READ = 400

/**
 * Reads what was typed as it was meant, with the articles' own words for a dictionary.
 *
 * @param folded The folded question.
 * @param sounds How the articles' characters sound; asked for only where it is needed.
 */
export function understandQuestion(
  folded: string,
  corpus: Pick<Corpus, 'exact' | 'words'>,
  sounds: () => Sounds,
): Understood {
  const bare = bareQuestion(folded)
  if (bare.length > LONGEST_READ || corpus.exact(bare).size > 0) {
    return { text: bare, maybe: bare, readings: [] }
  }
  const asked = stripDenied(fromCantonese(folded))
  if (asked.denied.length > 0) {
    const denied = asked.denied.map((said) => ({ said, meant: '' }))
    if (asked.text === '') return { text: '', maybe: '', readings: denied }
    const rest = understandQuestion(asked.text, corpus, sounds)
    return { ...rest, readings: [...denied, ...rest.readings] }
  }
  const pinyin = readPinyin(bare, sounds)
  const said = pinyin ? bareQuestion(pinyin.text) : bare
  // Pinyin that means nothing here is no misspelled English.
  const typos = pinyinWordsIn(said).length > 0 ? [] : correctTypos(said, corpus.words)
  const corrections = [...typos, ...correctHomophones(said, sounds)]
  const text = apply(
    said,
    corrections.filter(({ sure }) => sure),
  )
  return {
    text,
    maybe: apply(text, corrections),
    readings: [
      ...(pinyin?.readings ?? []),
      ...corrections.map(({ said: from, meant }) => ({ said: from, meant })),
    ],
  }
}

/** In a longer text, courtesy weighs nothing, and its patterns are slow. */
const LONGEST_STRIPPED = 2_000

/** Courtesy may stand within the complaint, or around it. */
function bareQuestion(folded: string): string {
  if (folded.length > LONGEST_STRIPPED) return folded
  const polite = stripCourtesy(stripNumbers(fromCantonese(folded)))
  const calm = stripFeelings(polite)
  return askPlainly(calm === polite ? polite : stripCourtesy(calm))
}

/** Synonyms that also know what the question may have meant. */
export function withReadings(synonyms: Synonyms, { text, maybe }: Understood): Synonyms {
  if (maybe === text) return synonyms
  return {
    expand: (folded) => [...synonyms.expand(folded), ...tokenize(maybe)],
    rephrase: () => synonyms.rephrase(maybe),
  }
}

function apply(text: string, corrections: readonly Correction[]): string {
  return corrections.reduce((whole, { said, meant }) => {
    const place = /^[a-z]/.test(said) ? new RegExp(`(?<![a-z])${said}(?![a-z])`, 'g') : said
    return whole.replaceAll(place, meant)
  }, text)
}
