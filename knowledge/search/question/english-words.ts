import { readFileSync } from 'node:fs'
import wordListPath from 'word-list'
import { lazy } from '../../../platform/lazy.js'

/** 274,136 words in the order of their letters, one a line; less memory than a set of them. */
const words = lazy(() => readFileSync(wordListPath))

const NEW_LINE = 0x0a

/**
 * Whether there is such a word in English, in any of its forms. A few rare ones are missing, and so
 * are swear words.
 *
 * @param word In small letters.
 */
export function isEnglishWord(word: string): boolean {
  const list = words()
  let from = 0
  let to = list.length
  while (from < to) {
    const middle = (from + to) >> 1
    const start = list.lastIndexOf(NEW_LINE, middle - 1) + 1
    const next = list.indexOf(NEW_LINE, middle)
    const end = next < 0 ? list.length : next
    const there = list.toString('latin1', middle === 0 ? 0 : start, end)
    if (there === word) return true
    if (there < word) from = end + 1
    else to = start
  }
  return false
}
