import characters from 'opencc-js/dict/STCharacters'
import phrases from 'opencc-js/dict/STPhrases'
import regionalPhrases from 'opencc-js/dict/STPhrases_GeneratedFromRegionalPhrases'
import { lazy } from '../../../platform/lazy.js'
import { leanConverter } from '../words/lean-converter.js'

/** How many characters of a text are simplified: no fewer than `least`, no more than `most`. */
export interface CountBounds {
  readonly least: number
  readonly most: number
}

const toTraditional = lazy(() => leanConverter([[phrases, regionalPhrases, characters]]))
const kinds = lazy(readKinds)

/** Characters from which on a text is judged without the words in which a character stays. */
const LONG = 200

/**
 * Counts the simplified characters without converting the text, which takes a third of a
 * millisecond: most characters are written differently in every word, or in none.
 */
export function boundSimplified(chinese: string): CountBounds {
  const { always, sometimes } = kinds()
  let least = 0
  let unsure = 0
  for (const character of chinese) {
    const point = character.codePointAt(0) ?? 0
    if (always.has(point)) least++
    else if (sometimes.has(point)) unsure++
  }
  return { least, most: least + unsure }
}

/** Counts the characters that are written otherwise in traditional Chinese, word by word. */
export function countSimplified(chinese: string): number {
  if (chinese.length > LONG) return boundSimplified(chinese).least
  const traditional = [...toTraditional()(chinese)]
  return [...chinese].filter((character, i) => character !== traditional[i]).length
}

/** Characters that every word writes differently, and those that some words do: 后 stays in 皇后. */
function readKinds() {
  const alone = [...entryPairs(String(characters))].map(([simplified]) => simplified)
  const changing = new Set(alone)
  const staying = new Set<number>()
  for (const dictionary of [phrases, regionalPhrases]) {
    for (const [simplified, traditional] of entryPairs(String(dictionary))) {
      if (simplified === traditional) staying.add(simplified)
      else changing.add(simplified)
    }
  }
  const always = new Set(alone.filter((character) => !staying.has(character)))
  return { always, sometimes: changing }
}

/**
 * Each character of a dictionary's entries `from to|from to|…` with what it becomes, as code points.
 * Read place by place, since to cut 50,000 entries apart takes a tenth of a second.
 */
function* entryPairs(dictionary: string): Generator<readonly [from: number, to: number]> {
  for (let start = 0; start < dictionary.length; ) {
    const space = dictionary.indexOf(' ', start)
    let to = space + 1
    for (let from = start; from < space; ) {
      const pair = [dictionary.codePointAt(from) ?? 0, dictionary.codePointAt(to) ?? 0] as const
      yield pair
      from += unitsOf(pair[0])
      to += unitsOf(pair[1])
    }
    start = to + 1
  }
}

/** How many places of a string a code point takes. */
function unitsOf(point: number): 1 | 2 {
  return point > 0xffff ? 2 : 1
}
