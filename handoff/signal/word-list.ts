import { foldText, NUMBER_MASK } from '../../knowledge/index.js'

/**
 * What a word does: `fires` the signal by itself wherever it stands, `fires alone` only when the
 * message is made of such words alone, `vetoes` the words that lie inside it, or adds a weight.
 */
export type WordEffect = 'fires' | 'fires alone' | 'vetoes' | number

export interface SignalWord {
  readonly word: string
  readonly effect: WordEffect
}

/** What the words of a signal say about one line. */
export interface WordReading {
  /** The word that must not be missed, as its editor wrote it; `null` when there is none. */
  readonly fired: string | null
  /** Whether a veto stands in the line. */
  readonly vetoed: boolean
  /** Sum of the weights found, 0 to 1. */
  readonly weight: number
  /** The heaviest word that was found. */
  readonly heaviest: string | null
}

/** A line as words are looked for in it, prepared once for all lists. */
export interface FoldedLine {
  readonly text: string
  /** Its letters and digits only. */
  readonly bare: string
}

export interface WordList {
  /** @param line Not folded, or folded by `foldLine`. */
  read(line: string | FoldedLine): WordReading
}

export function foldLine(line: string): FoldedLine {
  const text = foldText(line)
  return { text, bare: bare(text) }
}

/**
 * Prepares exact words for reading. Letters are compared after folding, so script, width and case
 * do not matter; a Latin word is found as a whole word only.
 */
export function createWordList(words: readonly SignalWord[]): WordList {
  const folded = words
    .map(({ word, effect }) => ({ word, effect, folded: foldText(word) }))
    .filter((entry) => entry.folded !== '')
  const having = (wanted: WordEffect) =>
    new Map(folded.filter(({ effect }) => effect === wanted).map((entry) => [entry.folded, entry]))
  const vetoes = having('vetoes')
  const firing = having('fires')
  const alone = folded.filter(({ effect }) => effect === 'fires alone')
  const aloneByBeginning = byBeginning(alone)
  const bareAlone = alone.map((entry) => ({ ...entry, folded: bare(entry.folded) }))

  const weighted = weightedWords(folded)
  const find = wordFinder([...vetoes.keys(), ...firing.keys(), ...weighted.keys()])

  return {
    read(line) {
      const { text, bare: whole } = typeof line === 'string' ? foldLine(line) : line
      const whollyAlone =
        bareAlone.find(({ folded: word }) => isRepetition(whole, word)) ??
        firstOfWhole(text, aloneByBeginning)
      const spans = find(text)
      if (spans.size === 0) {
        return { fired: whollyAlone?.word ?? null, vetoed: false, weight: 0, heaviest: null }
      }
      const covered = [...spans].flatMap(([word, places]) => (vetoes.has(word) ? places : []))
      const isFree = (span: Span) => !covered.some(([from, to]) => from <= span[0] && span[1] <= to)
      const found = new Set(
        [...spans].flatMap(([word, places]) => (places.some(isFree) ? [word] : [])),
      )
      const fired = whollyAlone ?? firstIn(firing, found)
      const weights = [...weighted.values()].filter((entry) => found.has(entry.folded))
      const heaviest = weights.toSorted((a, b) => b.effect - a.effect)[0]
      return {
        fired: fired?.word ?? null,
        vetoed: covered.length > 0,
        weight: Math.min(
          1,
          weights.reduce((sum, { effect }) => sum + effect, 0),
        ),
        heaviest: heaviest?.word ?? null,
      }
    },
  }
}

interface FoldedWord extends SignalWord {
  readonly folded: string
}

/** Words with a weight; one that is listed for both languages counts once. */
function weightedWords(
  words: readonly FoldedWord[],
): ReadonlyMap<string, FoldedWord & { readonly effect: number }> {
  const byForm = new Map<string, FoldedWord & { readonly effect: number }>()
  for (const { effect, ...word } of words) {
    if (typeof effect === 'number') byForm.set(word.folded, { ...word, effect })
  }
  return byForm
}

function firstIn<Entry>(
  entries: ReadonlyMap<string, Entry>,
  words: ReadonlySet<string>,
): Entry | undefined {
  const first = [...words].find((word) => entries.has(word))
  return first === undefined ? undefined : entries.get(first)
}

/** Signs by which words are looked up; a list of thousands has a handful for each two. */
const BEGINNING = 2

type Span = readonly [from: number, to: number]

/**
 * Finds all words at once: at each place only those are compared that begin as it does, so that a
 * line costs what its length is, and not what the list's is.
 *
 * @returns For a text, each word that stands in it, with all its places in order.
 */
function wordFinder(words: readonly string[]): (text: string) => ReadonlyMap<string, Span[]> {
  const byBeginning = new Map<string, string[]>()
  for (const word of new Set(words)) {
    const beginning = word.slice(0, BEGINNING)
    const others = byBeginning.get(beginning)
    if (others) others.push(word)
    else byBeginning.set(beginning, [word])
  }
  const beginningWith = (beginning: string) => byBeginning.get(beginning) ?? []
  return (text) => {
    const spans = new Map<string, Span[]>()
    for (let from = 0; from < text.length; from++) {
      if (isLatinRun(text[from - 1], text[from])) continue
      const short = beginningWith(text.charAt(from))
      for (const word of short.concat(beginningWith(text.slice(from, from + BEGINNING)))) {
        const to = from + word.length
        if (!text.startsWith(word, from) || isLatinRun(word.at(-1), text[to])) continue
        const places = spans.get(word)
        if (places) places.push([from, to])
        else spans.set(word, [[from, to]])
      }
    }
    return spans
  }
}

const LATIN = /^[\p{Script=Latin}\p{Nd}]$/u

/** Whether two neighbours belong to one Latin word or number. */
function isLatinRun(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && right !== undefined && LATIN.test(left) && LATIN.test(right)
}

/** Letters and digits only, and the mask of a number: an order number is no mark between words. */
function bare(text: string): string {
  return text.replaceAll(MARKS, '')
}

const MARKS = new RegExp(`[^\\p{L}\\p{N}${NUMBER_MASK}]`, 'gu')

/** Whether a line is the word once or several times: 人工, or 人工人工人工. */
function isRepetition(line: string, word: string): boolean {
  return word !== '' && line.startsWith(word) && line.replaceAll(word, '') === ''
}

/**
 * The first word of a line that is made of such words and nothing else, but for marks: "ok thx bye".
 *
 * @returns `undefined` when there is more in it, or nothing.
 */
function firstOfWhole<Word extends FoldedWord>(
  line: string,
  words: ReadonlyMap<string, readonly Word[]>,
): Word | undefined {
  // Up to where it is made of them, with the first of them; `null` where there are only marks yet.
  const reached = new Map<number, Word | null>([[0, null]])
  const reach = (to: number, first: Word | null) => {
    if (!reached.has(to)) reached.set(to, first)
  }
  for (let from = 0; from < line.length; from++) {
    const first = reached.get(from)
    if (first === undefined) continue
    const sign = String.fromCodePoint(line.codePointAt(from) ?? 0)
    if (bare(sign) === '') reach(from + sign.length, first)
    if (isLatinRun(line[from - 1], line[from])) continue
    for (const entry of words.get(line.charAt(from)) ?? []) {
      const to = from + entry.folded.length
      if (!line.startsWith(entry.folded, from) || isLatinRun(entry.folded.at(-1), line[to]))
        continue
      reach(to, first ?? entry)
    }
  }
  return reached.get(line.length) ?? undefined
}

/** Words by their first sign, the longest first. */
function byBeginning<Word extends FoldedWord>(
  words: readonly Word[],
): ReadonlyMap<string, readonly Word[]> {
  const found = new Map<string, Word[]>()
  for (const entry of words.toSorted((a, b) => b.folded.length - a.folded.length)) {
    const beginning = entry.folded.charAt(0)
    found.set(beginning, [...(found.get(beginning) ?? []), entry])
  }
  return found
}
