import { isEnglishWord } from './english-words.js'
import { fewestSyllables, isSyllables, withoutTones } from './pinyin.js'

/** Words without which few English sentences can do, none of which could be pinyin. */
const ENGLISH_ONLY = new Set(
  `i it its is was the this that these those to of for from in on at with and or but if by as so
   my our your we us they their his her how what when where which who why do does did don not no
   yes have has had could would will should may might help about get got been be there any need want cannot`.split(
    /\s+/,
  ),
)

/**
 * Short words of both languages: `can` is 残, and `women` 我们. The English dictionary has far more
 * syllables than people use, so these are listed by hand, with names that could be read as pinyin.
 */
const BOTH = new Set(
  `a an you he she me man men women can run ran long song sun gun fan ban pan pen pin ping ding bang
   gang hang hong kong yuan tan pie tie die lie sue hue ha la pa ai ben dan are
   america asia taiwan macao china canada cuba kenya milan miami
   nike bose temu muji midea huawei xiaomi haier mate taobao anna anne annie diana julia lisa maria
   hahaha haha hehe`.split(/\s+/),
)

/** From this length on, a word of the English dictionary is English. */
const SHORTEST_ENGLISH = 4

/** A run of Latin letters that may be pinyin, with its place in the text. */
export interface PinyinWord {
  /** Without tones and apostrophes. */
  readonly letters: string
  readonly start: number
  readonly end: number
}

/** Fewer letters than this are a name, a size or a noise. */
const FEWEST_LETTERS = 4

const LATIN_WORD =
  /(?<![\p{Script=Latin}\p{M}\d])(?:\p{Script=Latin}|\p{M})+(?:['’](?:\p{Script=Latin}|\p{M})+)*(?![\p{Script=Latin}\d])/gu

/**
 * The words of a question that are to be read as pinyin. The question as a whole decides, since
 * `can`, `women` and `size` are words of English and sounds of Chinese: one word that only English
 * has, or more other letters than pinyin, and none of it is.
 *
 * @param folded From `foldText`.
 * @returns In order; empty when the question is not in pinyin. Beside Chinese characters a word may
 *   still turn out to be a name.
 */
export function pinyinWordsIn(folded: string): readonly PinyinWord[] {
  const words = [...folded.matchAll(LATIN_WORD)].map((match): PinyinWord & { kind: Kind } => {
    const said = withoutTones(match[0])
    const letters = said.replaceAll(/['’]/g, '')
    return {
      letters,
      start: match.index,
      end: match.index + match[0].length,
      kind: kindOf(said, letters),
    }
  })
  const lettersOf = (...kinds: readonly Kind[]) =>
    words.reduce((sum, { letters, kind }) => sum + (kinds.includes(kind) ? letters.length : 0), 0)
  if (words.some(({ kind }) => kind === 'english')) return []
  const beside = /\p{Script=Han}/u.test(folded)
  const sure = lettersOf('pinyin')
  if (!beside && (sure < FEWEST_LETTERS || sure <= lettersOf('name', 'either'))) return []
  return words
    .filter(({ kind }) => kind === 'pinyin' || kind === 'short')
    .map(({ letters, start, end }) => ({ letters, start, end }))
}

/** `short` are words of one syllable in both languages: Chinese where their neighbours are. */
type Kind = 'pinyin' | 'english' | 'either' | 'short' | 'name'

function kindOf(said: string, letters: string): Kind {
  if (ENGLISH_ONLY.has(letters)) return 'english'
  if (!said.split(/['’]/).every(isSyllables)) return said === letters ? 'name' : 'english'
  const isOne = fewestSyllables(letters) === 1
  if (BOTH.has(letters)) return isOne || letters === 'women' ? 'short' : 'either'
  // Two and more syllables: `size`, `guarantee`. Of one, the dictionary has nearly all.
  return !isOne && letters.length >= SHORTEST_ENGLISH && isEnglishWord(letters)
    ? 'either'
    : 'pinyin'
}
