import { stemmer } from 'stemmer'
import { isEmptyWord } from '../words/tokenize.js'
import type { WordIndex } from '../words/word-index.js'
import type { Correction } from './correct-homophones.js'
import { isEnglishWord } from './english-words.js'

/** Shorter words are near to too many others. */
const SHORTEST = 4

/** What is no English word of this length, and one letter from a word of the articles, is that word. */
const SURE_LENGTH = 5

/**
 * How much commoner a word must be than its misspelling, where articles have that too: editors write
 * mistakes among the ways in which people ask.
 */
const SLIP_RARITY = 3

const LATIN_WORD = /(?<![\p{L}\p{N}])[a-z]+(?![\p{L}\p{N}])/gu
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']

/** How much likelier one mistake is than another, beside how common the word is. */
const LIKELIHOOD = { swapped: 8, doubled: 6, missing: 3, extra: 2, other: 1 } as const

type Mistake = keyof typeof LIKELIHOOD

/**
 * Finds typing mistakes in Latin words: what is no word of English and in no article, one mistake
 * away from an English word that they have. Two letters swapped are one mistake. The first letter is taken to be right.
 *
 * @param folded The folded question.
 */
export function correctTypos(
  folded: string,
  words: Pick<WordIndex, 'countOf'>,
): readonly Correction[] {
  const found: Correction[] = []
  for (const [said] of folded.matchAll(LATIN_WORD)) {
    if (said.length < SHORTEST || isEmptyWord(said) || isEnglishWord(said)) continue
    const own = words.countOf(stemmer(said))
    let best: { meant: string; weight: number; mistake: Mistake } | null = null
    for (const { text: meant, mistake } of oneMistakeAway(said)) {
      if (meant.length < SHORTEST - 1 || isEmptyWord(meant)) continue
      const weight = words.countOf(stemmer(meant)) * LIKELIHOOD[mistake]
      if (weight > (best?.weight ?? 0) && isEnglishWord(meant)) best = { meant, weight, mistake }
    }
    if (best === null || own * SLIP_RARITY > words.countOf(stemmer(best.meant))) continue
    found.push({ said, meant: best.meant, sure: isSure(said, best.mistake) })
  }
  return found
}

function isSure(said: string, mistake: Mistake): boolean {
  return mistake === 'swapped' || said.length >= SURE_LENGTH
}

interface Neighbour {
  readonly text: string
  /** What would have gone wrong for the word to become what was typed. */
  readonly mistake: Mistake
}

/** Every text that is one mistake from the word, some twice. */
function* oneMistakeAway(word: string): Generator<Neighbour> {
  for (let i = 1; i <= word.length; i++) {
    const [before, rest] = [word.slice(0, i), word.slice(i)]
    const [first = '', second = ''] = rest
    if (second !== '' && first !== second) {
      yield { text: before + second + first + rest.slice(2), mistake: 'swapped' }
    }
    if (first !== '') {
      const mistake = before.endsWith(first) ? 'doubled' : 'extra'
      yield { text: before + rest.slice(1), mistake }
    }
    for (const letter of LETTERS) {
      const doubles = before.endsWith(letter) || first === letter
      yield { text: before + letter + rest, mistake: doubles ? 'doubled' : 'missing' }
      if (first !== '') yield { text: before + letter + rest.slice(1), mistake: 'other' }
    }
  }
}
