import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Jieba } from '@node-rs/jieba'
import { stemmer } from 'stemmer'
import { lazy } from '../../../platform/lazy.js'

const RUN = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu
const HAN = /\p{Script=Han}/u
const LATIN = /^[a-z]/

/**
 * The dictionary takes a fifth of a second to read. The package's own way to have it would keep
 * its 5 MB in memory for good, with 6 of another one.
 */
const jieba = lazy(() => {
  const { resolve } = createRequire(import.meta.url)
  return Jieba.withDict(readFileSync(resolve('@node-rs/jieba/dict.txt')))
})

/** Words that carry grammar and no matter. In a small folder their rarity would mislead. */
const EMPTY_WORDS = new Set(
  `a an the i me my you your we us our they them it its is are am was were be been do does did
   can could will would shall should may might have has had to of for from in on at by with as
   and or but if then so this that these those there here please
   s t re ve ll d m don doesn didn isn aren wasn weren hasn haven won couldn wouldn shouldn`.split(
    /\s+/,
  ),
)

/**
 * Cuts folded text into search terms: every pair of neighbouring Han characters, the longer
 * Chinese words of a dictionary, and Latin words by their stems.
 *
 * Pairs find what the dictionary cuts differently in question and article; words weigh what
 * belongs together. A lone character is a term of its own.
 *
 * @returns In order, repeated where the text repeats.
 */
export function tokenize(folded: string): readonly string[] {
  const tokens: string[] = []
  for (const [run] of folded.matchAll(RUN)) {
    if (HAN.test(run)) hanTokens(run, tokens)
    else if (!EMPTY_WORDS.has(run)) tokens.push(LATIN.test(run) ? stemmer(run) : run)
  }
  return tokens
}

/** Whether a folded Latin word carries grammar and no matter, so that it is no term. */
export function isEmptyWord(word: string): boolean {
  return EMPTY_WORDS.has(word)
}

/** Chinese characters in the words of a dictionary; what it does not know, one by one. */
export function cutWords(run: string): readonly string[] {
  return jieba().cut(run, false)
}

function hanTokens(run: string, tokens: string[]): void {
  const characters = [...run]
  if (characters.length === 1) {
    tokens.push(run)
    return
  }
  for (let i = 0; i + 1 < characters.length; i++) {
    tokens.push(`${characters[i]}${characters[i + 1]}`)
  }
  for (const word of cutWords(run)) if (word.length > 2) tokens.push(word)
}
