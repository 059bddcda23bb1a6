import { createRequire } from 'node:module'
import { lazy } from '../../../platform/lazy.js'

/** The longest syllable: `zhuang`, `chuang`, `shuang`. */
const LONGEST = 6

/** GB 2312 keeps its 3,755 most common characters in these rows. */
const COMMON_ROWS = { first: 0xb0, last: 0xd7 }

/** 谁 in everyday speech; no character is said so in the first place. */
const SPOKEN = ['shei']

/** Its dictionary takes long to read, and a start does not need it. */
const library = lazy(
  () => createRequire(import.meta.url)('pinyin-pro') as typeof import('pinyin-pro'),
)

/** Every syllable of Mandarin, without tones; `v` stands for ü. */
const syllables = lazy((): ReadonlySet<string> => {
  const decoder = new TextDecoder('gb18030')
  const found = new Set<string>(SPOKEN)
  for (let row = COMMON_ROWS.first; row <= COMMON_ROWS.last; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const character = decoder.decode(Uint8Array.of(row, cell))
      if (isHan(character)) found.add(library().pinyin(character, { toneType: 'none', v: true }))
    }
  }
  return found
})

/** A syllable that may stand at a place of a word. */
export interface Syllable {
  readonly text: string
  /** Where the next one begins. */
  readonly end: number
}

/** The syllables that may begin at `start`, the shortest first. */
export function syllablesAt(letters: string, start: number): readonly Syllable[] {
  const found: Syllable[] = []
  for (let end = start + 1; end <= Math.min(start + LONGEST, letters.length); end++) {
    const text = letters.slice(start, end)
    if (syllables().has(text)) found.push({ text, end })
  }
  return found
}

/** Whether small Latin letters can be cut into syllables without rest: `tuihuo`, and also `time`. */
export function isSyllables(letters: string): boolean {
  return letters !== '' && fewestSyllables(letters) !== null
}

/** @returns `null` when the letters cannot be cut into syllables. */
export function fewestSyllables(letters: string): number | null {
  const fewest: (number | undefined)[] = [0]
  for (let start = 0; start < letters.length; start++) {
    const before = fewest[start]
    if (before === undefined) continue
    for (const { end } of syllablesAt(letters, start)) {
      fewest[end] = Math.min(fewest[end] ?? Number.POSITIVE_INFINITY, before + 1)
    }
  }
  return fewest[letters.length] ?? null
}

/** All toneless ways to say one Han character: 重 is `zhong` and `chong`. */
export function readingsOf(character: string): readonly string[] {
  const options = { toneType: 'none', type: 'array', multiple: true, v: true } as const
  return [...new Set(library().pinyin(character, options))].filter((reading) =>
    syllables().has(reading),
  )
}

/** How a Han word is said, a syllable for each character; the word decides between two readings. */
export function syllablesOf(word: string): readonly string[] {
  return library().pinyin(word, { toneType: 'none', type: 'array', v: true })
}

/** Pinyin with tone marks in plain letters: `tuìhuò` is `tuihuo`, `lǜ` is `lv`. */
export function withoutTones(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/u\u0308/g, 'v')
    .replaceAll(/(?<=[a-z])[\u0300\u0301\u0304\u030c]/g, '')
    .normalize('NFC')
}

function isHan(character: string): boolean {
  return /^\p{Script=Han}$/u.test(character)
}
