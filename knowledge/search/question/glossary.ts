import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { isEmptyWord } from '../words/tokenize.js'

/** A question word for word in the other language: enough to search with, not to be read. */
export interface Gloss {
  /** The most usual word for each, in the question's order; empty when none is known. */
  readonly text: string
  /** All the words for them, each once. */
  readonly words: readonly string[]
}

/**
 * English and Chinese words for what customers ask about, so that a question finds articles of the
 * other language.
 *
 * Goal: the words of any shop, bank or help centre. Not a goal: a translation; word order,
 * grammar and what is in no list are left out.
 */
export interface Glossary {
  /** @param folded An English question, folded. */
  toChinese(folded: string): Gloss
  /**
   * The same text with what it does not know left in its place, so that no matter is lost; words
   * that carry grammar are left out.
   *
   * @param folded An English question, folded.
   */
  halfToChinese(folded: string): string
  /** @param folded A Chinese question, folded: simplified characters. */
  toEnglish(folded: string): Gloss
}

export const NO_GLOSSARY: Glossary = {
  toChinese: () => ({ text: '', words: [] }),
  halfToChinese: () => '',
  toEnglish: () => ({ text: '', words: [] }),
}

const FILE = fileURLToPath(new URL('glossary.tsv', import.meta.url))

/** Reads the list that comes with the program. */
export async function loadGlossary(): Promise<Glossary> {
  return readGlossary(await readFile(FILE, 'utf8'))
}

/**
 * @param table Lines of an English word or phrase, a tab, and its Chinese words parted by bars,
 *   the most usual first. Lines that begin with # are for people.
 */
export function readGlossary(table: string): Glossary {
  const chinese = new Map<string, readonly string[]>()
  for (const line of table.split('\n')) {
    const [english, words] = line.split('\t')
    if (line.startsWith('#') || !english || !words) continue
    chinese.set(english, words.split('|'))
  }
  const english = reverse(chinese)
  const longestPhrase = Math.max(0, ...[...chinese.keys()].map((key) => key.split(' ').length))
  const longestWord = Math.max(0, ...[...english.keys()].map((key) => key.length))

  /** Word for word, or phrase for phrase, in the question's order; no meanings where unknown. */
  function readEnglish(folded: string) {
    const words = folded.match(/[a-z0-9]+(?:['’-][a-z0-9]+)*/g) ?? []
    const read: { readonly word: string; readonly meanings: readonly string[] }[] = []
    let at = 0
    while (at < words.length) {
      const [count, meanings] = longestAt(words, at, longestPhrase, chinese)
      read.push({ word: words[at] ?? '', meanings })
      at += count
    }
    return read
  }

  return {
    toChinese(folded) {
      const said = readEnglish(folded).flatMap(({ meanings }) =>
        meanings.length > 0 ? [meanings] : [],
      )
      return { text: said.map(([first]) => first).join(''), words: unique(said.flat()) }
    },
    halfToChinese(folded) {
      const said = readEnglish(folded).map(({ word, meanings: [first] }) => {
        if (first !== undefined) return first
        return word.split(/['’-]/).every(isEmptyWord) ? '' : ` ${word} `
      })
      return said.join('').replaceAll(/ +/g, ' ').trim()
    },
    toEnglish(folded) {
      const said: (readonly string[])[] = []
      let at = 0
      while (at < folded.length) {
        let length = Math.min(longestWord, folded.length - at)
        while (length > 0 && !english.has(folded.slice(at, at + length))) length--
        said.push(english.get(folded.slice(at, at + length)) ?? [])
        at += Math.max(1, length)
      }
      const known = said.filter((meanings) => meanings.length > 0)
      return { text: known.map(([first]) => first).join(' '), words: unique(known.flat()) }
    },
  }
}

/** @returns How many words were read, at least 1, and what they mean; nothing when unknown. */
function longestAt(
  words: readonly string[],
  at: number,
  longest: number,
  chinese: ReadonlyMap<string, readonly string[]>,
): readonly [count: number, meanings: readonly string[]] {
  for (let count = Math.min(longest, words.length - at); count > 0; count--) {
    const first = words.slice(at, at + count - 1)
    const last = words[at + count - 1] ?? ''
    for (const form of baseForms(last)) {
      const meanings = chinese.get([...first, form].join(' '))
      if (meanings) return [count, meanings]
    }
  }
  const [word = ''] = words.slice(at)
  return [1, /^\d+$/.test(word) ? [word] : []]
}

/** A word as it stands, and what it may be a form of. */
function baseForms(word: string): readonly string[] {
  const stems = [
    word.replace(/['’]s$/, ''),
    word.replace(/ies$/, 'y'),
    word.replace(/s$/, ''),
    word.replace(/es$/, ''),
  ]
  for (const ending of ['ed', 'ing']) {
    if (!word.endsWith(ending)) continue
    const stem = word.slice(0, -ending.length)
    stems.push(stem, `${stem}e`, stem.replace(/(.)\1$/, '$1'))
  }
  return unique([word, ...stems])
}

/** For each Chinese word its English ones: those that it is the most usual word for first. */
function reverse(
  chinese: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, { readonly english: string; readonly place: number }[]>()
  for (const [english, words] of chinese) {
    for (const [place, word] of words.entries()) {
      found.set(word, [...(found.get(word) ?? []), { english, place }])
    }
  }
  return new Map(
    [...found].map(([word, all]) => [
      word,
      all
        .sort((a, b) => a.place - b.place || a.english.length - b.english.length)
        .slice(0, MOST_MEANINGS)
        .map(({ english }) => english),
    ]),
  )
}

const MOST_MEANINGS = 3

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)]
}
