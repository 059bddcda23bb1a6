import { Converter as toSimplifiedConverter } from 'opencc-js/t2cn'
import type { Language } from '../../../platform/language.js'
import { lazy } from '../../../platform/lazy.js'
import { foldText } from '../words/fold-text.js'
import { pinyinWordsIn } from './pinyin-words.js'
import { boundSimplified, countSimplified } from './simplified-characters.js'

const HAN = /\p{Script=Han}/gu
const LATIN_WORD = /\p{Script=Latin}[\p{Script=Latin}\p{N}'’-]*/gu

/** Words that only an English sentence has: with names and models alone, Chinese stays Chinese. */
const ENGLISH = new Set(
  `a an the i you we they it my your our is are am was were be do does did can could will would
   should have has how what when where which who why not no yes to of for from in on at with and
   or if this that there please help need want hello hi thanks thank`.split(/\s+/),
)

/** Written so in Taiwan and Hong Kong as well, though dictionaries know another form. */
const OF_BOTH = /了解|明了/gu

const fromTraditional = lazy(() => toSimplifiedConverter({ from: 't', to: 'cn' }))

/**
 * Tells the language of a customer's words. Simplified and traditional are told apart by the
 * characters that differ between them.
 *
 * @param fallback The language so far: kept for numbers, names, emoji, and for Chinese whose
 *   characters are the same in both scripts, or that is written in pinyin.
 */
export function detectLanguage(text: string, fallback: Language): Language {
  const flat = text.normalize('NFKC')
  const han = flat.match(HAN)?.length ?? 0
  const words = (flat.match(LATIN_WORD) ?? []).filter((word) => !isName(word))
  if (han === 0) {
    if (isPinyin(flat)) return fallback === 'en' ? 'zh-Hans' : fallback
    return words.some((word) => word.length > 2 || isEnglish(word)) ? 'en' : fallback
  }
  if (words.length > han && words.some(isEnglish)) return 'en'

  const chinese = (flat.match(HAN)?.join('') ?? '').replaceAll(OF_BOTH, '')
  const more = scriptOf(chinese)
  if (more !== null) return more
  return fallback === 'en' ? 'zh-Hans' : fallback
}

/** The script that more characters are of; `null` where they are as many. */
function scriptOf(chinese: string): 'zh-Hans' | 'zh-Hant' | null {
  const traditional = differing(chinese, fromTraditional()(chinese))
  const { least, most } = boundSimplified(chinese)
  if (least > traditional) return 'zh-Hans'
  if (traditional > most) return 'zh-Hant'
  const simplified = least === most ? least : countSimplified(chinese)
  if (simplified === traditional) return null
  return simplified > traditional ? 'zh-Hans' : 'zh-Hant'
}

/** Pinyin is Chinese. Names are written with capitals: Zhang Wei asks nothing. */
function isPinyin(text: string): boolean {
  const [, ...others] = text.match(LATIN_WORD) ?? []
  const isNames = others.length > 0 && others.every((word) => /^\p{Lu}/u.test(word))
  return !isNames && pinyinWordsIn(foldText(text)).length > 0
}

/** Brands, models and numbers are written alike in every language: `iPhone15`, `QW2026`, `SF`. */
function isName(word: string): boolean {
  return /\d/.test(word) || /.\p{Lu}/u.test(word)
}

function isEnglish(word: string): boolean {
  return ENGLISH.has(word.toLowerCase())
}

function differing(before: string, after: string): number {
  const other = [...after]
  return [...before].filter((character, i) => character !== other[i]).length
}
