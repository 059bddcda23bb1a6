import { cutWords } from '../words/tokenize.js'
import { syllablesAt } from './pinyin.js'
import { type PinyinWord, pinyinWordsIn } from './pinyin-words.js'
import { isEverydayCharacter, pairsOf, type Sounds } from './sounds.js'

/** Something that was read otherwise than it was written. */
export interface Reading {
  readonly said: string
  readonly meant: string
}

export interface PinyinRead {
  /** The question in characters. */
  readonly text: string
  readonly readings: readonly Reading[]
}

/**
 * The share of its characters that must mean something for a text to be taken as read: less where
 * the whole question is pinyin, since it can be nothing else.
 */
const KNOWN_SHARE = { whole: 0.5, part: 0.75 }

const HAN = /\p{Script=Han}/u
const HAN_AT_END = /\p{Script=Han}(?=\s*$)/u
const HAN_AT_START = /(?<=^\s*)\p{Script=Han}/u

/**
 * Reads pinyin as an input method does, with the articles for its dictionary: of all characters
 * that sound so, those that most probably stand side by side.
 *
 * @param folded The folded question.
 * @returns `null` when it has no pinyin, or none that means something in this folder.
 */
export function readPinyin(folded: string, sounds: () => Sounds): PinyinRead | null {
  const words = pinyinWordsIn(folded)
  if (words.length === 0) return null
  const groups = groupsIn(folded, words).map((group) => decode(folded, group, sounds()))
  // Alone, the question is Chinese as a whole or not at all; beside characters, each for itself.
  const [parts, least] = HAN.test(folded)
    ? [groups, KNOWN_SHARE.part]
    : [[groups.flat()], KNOWN_SHARE.whole]
  const read = parts.filter((part) => meansSomething(part, least, sounds())).flat()
  return read.length === 0 ? null : replaceIn(folded, read)
}

/** Neighbouring words with nothing but spaces between them, which are read together. */
function groupsIn<Word extends PinyinWord>(folded: string, words: readonly Word[]): Word[][] {
  const groups: Word[][] = []
  for (const word of words) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (group && last && folded.slice(last.end, word.start).trim() === '') group.push(word)
    else groups.push([word])
  }
  return groups
}

interface ReadWord extends PinyinWord {
  readonly characters: string
  /** The characters right before and after it, where there are any. */
  readonly before: string
  readonly after: string
}

interface Step {
  readonly character: string | null
  /** Which word of the group it belongs to. */
  readonly word: number
  readonly score: number
  readonly before: Step | null
}

/** The most probable characters of a group, word by word; empty where it cannot be read. */
function decode(folded: string, group: readonly PinyinWord[], sounds: Sounds): ReadWord[] {
  const [first] = group
  const last = group.at(-1)
  if (!first || !last) return []
  const before = HAN_AT_END.exec(folded.slice(0, first.start))?.[0] ?? null
  const after = HAN_AT_START.exec(folded.slice(last.end))?.[0] ?? null
  let steps: readonly Step[] = [{ character: before, word: -1, score: 0, before: null }]
  for (const [i, { letters }] of group.entries()) steps = throughWord(letters, i, steps, sounds)
  const scoreOf = ({ character, score }: Step) =>
    score + (after === null ? 0 : sounds.logChance(character, after))
  if (steps.length === 0) return []
  const best = steps.reduce((a, b) => (scoreOf(b) > scoreOf(a) ? b : a))
  const characters = group.map(() => '')
  for (let at: Step | null = best; at && at.word >= 0; at = at.before) {
    characters[at.word] = `${at.character}${characters[at.word]}`
  }
  return group.map((word, i) => ({
    ...word,
    characters: characters[i] ?? '',
    before: (i === 0 ? before : characters[i - 1]) ?? '',
    after: (i === group.length - 1 ? after : characters[i + 1]) ?? '',
  }))
}

/** The best way to each last character of a word, over all ways to cut it into syllables. */
function throughWord(
  letters: string,
  word: number,
  from: readonly Step[],
  sounds: Sounds,
): readonly Step[] {
  const at = new Map<number, Map<string | null, Step>>()
  at.set(0, new Map(from.map((step) => [step.character, step])))
  for (let start = 0; start < letters.length; start++) {
    const before = [...(at.get(start)?.values() ?? [])]
    if (before.length === 0) continue
    for (const { text, end } of syllablesAt(letters, start)) {
      const steps = at.get(end) ?? new Map<string | null, Step>()
      at.set(end, steps)
      for (const { character, logShare } of sounds.charactersOf(text)) {
        for (const each of before) {
          const score = each.score + logShare + sounds.logChance(each.character, character)
          const known = steps.get(character)
          if (known && known.score >= score) continue
          steps.set(character, { character, word, score, before: each })
        }
      }
    }
  }
  return [...(at.get(letters.length)?.values() ?? [])]
}

/**
 * Whether characters make sense here: enough of them in words that the articles have, or words of
 * everyday, and at least one such word.
 */
function meansSomething(words: readonly ReadWord[], least: number, sounds: Sounds): boolean {
  const text = words.map(({ characters }) => characters).join('')
  const before = words[0]?.before ?? ''
  const cut = cutWords(`${before}${text}${words.at(-1)?.after ?? ''}`)
  let place = -before.length
  let known = 0
  let whole = 0
  for (const word of cut) {
    const inside = Math.min(place + word.length, text.length) - Math.max(place, 0)
    place += word.length
    if (inside <= 0) continue
    if (word.length > 1 && pairsOf(word).every((pair) => sounds.pairCount(pair) > 0)) {
      known += inside
      whole++
    } else if (isEverydayCharacter(word)) known += inside
  }
  return whole > 0 && known >= least * text.length
}

/** Puts characters for pinyin, and takes out the spaces that parted its words. */
function replaceIn(folded: string, words: readonly ReadWord[]): PinyinRead {
  let text = ''
  let at = 0
  for (const [i, { start, end, characters }] of words.entries()) {
    const between = folded.slice(at, start)
    text += i > 0 && between.trim() === '' ? characters : `${between}${characters}`
    at = end
  }
  const readings = groupsIn(folded, words).map((group) => ({
    said: folded.slice(group[0]?.start, group.at(-1)?.end),
    meant: group.map(({ characters }) => characters).join(''),
  }))
  return { text: text + folded.slice(at), readings }
}
