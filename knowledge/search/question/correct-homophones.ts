import { cutWords } from '../words/tokenize.js'
import { syllablesOf } from './pinyin.js'
import type { Reading } from './read-pinyin.js'
import { isEverydayCharacter, pairsOf, type Sounds } from './sounds.js'

/** A word that was probably meant, in place of one that sounds the same. */
export interface Correction extends Reading {
  /** Whether what was written is no word at all, so that nothing else can be meant. */
  readonly sure: boolean
}

const HAN_RUN = /\p{Script=Han}+/gu

/** Longer words are names and phrases. */
const LONGEST_WORD = 4

/** In what share of the articles a word must be to be meant by what is no word. */
const FEWEST_ARTICLES = 0.03

/** The same by what is a word, if none of theirs, or has a character that stands alone: 到. */
const FEWEST_FOR_WORD = 0.04

/**
 * How much commoner a word must be than what sounds like it, where articles have that too: editors
 * write slips among the ways in which people ask.
 */
const SLIP_RARITY = { word: 15, noWord: 3 }

/**
 * Finds slips of an input method: words that no article has, or hardly one, and that sound like
 * one which the articles have. 退火 is 退货 in a shop, and 快第 is no word at all.
 *
 * @param folded The folded question.
 */
export function correctHomophones(folded: string, sounds: () => Sounds): readonly Correction[] {
  const found: Correction[] = []
  for (const [run] of folded.matchAll(HAN_RUN)) {
    const words = cutWords(run)
    for (let i = 0; i < words.length; i++) {
      const [first = '', second = ''] = words.slice(i, i + 2)
      const isPair = first.length === 1 && second.length === 1
      const said = isPair ? first + second : first
      if (said.length < 2 || said.length > LONGEST_WORD) continue
      if ([...said].every(isEverydayCharacter)) continue
      const isOther = !isPair || [...said].some(isEverydayCharacter)
      const meant = soundAlike(said, sounds(), isOther ? FEWEST_FOR_WORD : FEWEST_ARTICLES)
      const rarity = isPair ? SLIP_RARITY.noWord : SLIP_RARITY.word
      if (meant === null || countOf(said, sounds()) * rarity > meant.count) continue
      found.push({ said, meant: meant.text, sure: !isOther })
      if (isPair) i++
    }
  }
  return found
}

/** In how many articles the rarest pair of a word is. */
function countOf(word: string, sounds: Sounds): number {
  return Math.min(...pairsOf(word).map((pair) => sounds.pairCount(pair)))
}

/**
 * The word of the articles that sounds the same, shares a character, and that most of them have.
 *
 * @param least The share of the articles that must have it.
 */
function soundAlike(said: string, sounds: Sounds, least: number): Way | null {
  let ways: readonly Way[] = [{ text: '', count: Number.POSITIVE_INFINITY }]
  for (const syllable of syllablesOf(said)) {
    ways = ways.flatMap(({ text, count }) =>
      sounds.charactersOf(syllable).flatMap(({ character }): Way[] => {
        const last = text.slice(-1)
        const pairs = last === '' ? count : Math.min(count, sounds.pairCount(last + character))
        return pairs >= least * sounds.articles ? [{ text: text + character, count: pairs }] : []
      }),
    )
  }
  const best = [...ways]
    .sort((a, b) => b.count - a.count)
    .find(({ text }) => shareCharacter(text, said) && cutWords(text).length === 1)
  return best === undefined || best.text === said ? null : best
}

/** A slip mostly keeps one character of a word right. */
function shareCharacter(a: string, b: string): boolean {
  return [...a].some((character, i) => b[i] === character)
}

interface Way {
  readonly text: string
  /** In how many articles its rarest pair is. */
  readonly count: number
}
