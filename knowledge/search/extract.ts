import { measureText } from '../passage/measure-text.js'
import type { Place } from '../passage/passage.js'
import type { Asked } from './answer-kind.js'
import type { Fit } from './fit-sentences.js'
import { type Block, INTRODUCES, type Quotable } from './quote-passage.js'

/** A sentence, item, row, or a list, table or code block that stays whole, as the article has it. */
export interface ExtractedSentence {
  readonly text: string
  readonly place: Place
}

/** The article's own words in answer to a question. */
export interface Extract {
  /** In the order in which they are said. Each stands in the file at its place. */
  readonly sentences: readonly ExtractedSentence[]
  /** The same as one text; a row has the table's header above it. Relative links lead on from the article's file. */
  readonly markdown: string
}

/** A chat bubble holds three sentences; the rest is one click away. */
const MOST_SENTENCES = 3

/**
 * Another sentence joins when it is this near to the best: of the same section, where it must say
 * as much of the question by half, or of another.
 */
const ALSO_GOOD = 0.35
const AS_TELLING = 0.25
const ALSO_ELSEWHERE = 0.2

/** Rows and items this near to the best answer as well; of more than two, the whole says it better. */
const AS_GOOD = 0.15
const MOST_PARTS = 2

/** From here on, a question is the title in other words; and how far behind the opening may be. */
const LIKE_TITLE = 0.25
const MOST_BEHIND = 0.8

/** An opening up to here, as `measureText` counts, is said whole. */
const SHORT = 100

/** What leads a table or list in must itself say something of what is asked. */
const LEADS_IN = 0.2

/** A sentence that begins so limits or completes the one before it. */
const CONDITION =
  /^(?:\*\*)?(?:但|不过|如果|若|如|其中|除外|除此|另外|例外|超过|逾期|否则|只有|仅|此外|没有|however|but|if|unless|except|otherwise|only|after that|in that case|without)/iu
const EXCEPTION = /例外|除外|以外|不适用|不支持|except|unless|does not (?:apply|cover)|not given/iu

/** A sentence that begins so cannot be understood alone. */
const DEPENDENT = /^(?:这|那|此|该|它|其|it |this |that |these |those |they )/iu

/** Parts of one block, or a sentence: what is said in one piece. */
type Piece =
  | { readonly kind: 'sentence'; readonly fit: Fit }
  | { readonly kind: 'parts'; readonly block: Block; readonly fits: readonly Fit[] }
  | { readonly kind: 'whole'; readonly block: Block }

/**
 * Chooses the sentences that answer: the best first, conditions and exceptions with it; of a list
 * or table the parts that fit, or all of it.
 *
 * @param fits Of the article.
 * @param best The one that answers best; the rest comes from its passage.
 */
export function extractAnswer(fits: readonly Fit[], best: Fit | undefined, asked: Asked): Extract {
  if (!best) return { sentences: [], markdown: '' }
  const section = fits.filter(({ passage }) => passage === best.passage)
  const pieces = best.quotable.block
    ? fromBlock(best.quotable.block, best, section, fits, asked)
    : fromSentences(best, section, asked)
  const opening = openingFor(best, fits)
  const said = [...opening, ...pieces]
  const all = said.length < MOST_SENTENCES ? [...said, ...fromElsewhere(best, fits, said)] : said
  return { sentences: all.flatMap(quotedOf), markdown: toMarkdown(all) }
}

/** Who asks nearly the title is told what answers it, before what was found below. */
function openingFor(best: Fit, fits: readonly Fit[]): readonly Piece[] {
  const [first] = fits
  if (!first || first.passage === best.passage || first.quotable.kind !== 'sentence') return []
  const isAsked = first.titled >= LIKE_TITLE && first.score >= best.score - MOST_BEHIND
  return isAsked && first.own >= AS_TELLING * best.own ? sentences([first]) : []
}

/** Another section's sentence that answers about as well, where it says more. */
function fromElsewhere(
  best: Fit,
  fits: readonly Fit[],
  pieces: readonly Piece[],
): readonly Piece[] {
  const said = toMarkdown(pieces)
  const [other] = fits
    .filter((fit) => fit.passage !== best.passage && fit.score >= best.score - ALSO_ELSEWHERE)
    .toSorted((a, b) => b.score - a.score)
  if (!other || other.quotable.refers || !answersToo(other, best)) return []
  if (!saysMore(other, best, said)) return []
  const { block } = other.quotable
  // A single step, out of its order, explains nothing.
  if (block?.kind === 'steps') return []
  return [block ? { kind: 'parts', block, fits: [other] } : { kind: 'sentence', fit: other }]
}

/** Whether it has a number, or something of the question, that was not said yet. */
function saysMore({ quotable, terms }: Fit, best: Fit, said: string): boolean {
  const known = new Set(said.match(NUMBERS))
  const numbers = quotable.text.match(NUMBERS) ?? []
  return (
    numbers.some((each) => !known.has(each)) || [...terms].some((term) => !best.terms.has(term))
  )
}

const NUMBERS = /\d[\d.,:–-]*/gu

function fromBlock(
  block: Block,
  best: Fit,
  section: readonly Fit[],
  fits: readonly Fit[],
  asked: Asked,
): readonly Piece[] {
  const parts = section.filter(({ quotable }) => quotable.block === block)
  const good = parts.filter(({ score }) => score >= best.score - AS_GOOD)
  const wantsAll = asked.kind === block.kind || (asked.kind === 'which' && block.kind !== 'steps')
  const isClear = good.length <= MOST_PARTS && tellsApart(best, parts)
  const before = sentenceAt(section, section.indexOf(parts[0] ?? best) - 1)
  if (wantsAll || !isClear) {
    const lead = before ?? leadOf(fits, best)
    return [...sentences(lead ? [lead] : []), { kind: 'whole', block }]
  }
  const lead = before && INTRODUCES.test(before.quotable.text) ? [before] : []
  const after = sentenceAt(section, section.indexOf(parts.at(-1) ?? best) + 1)
  const limits = after && limitsTo(after, best) ? [after] : []
  return [...sentences(lead), { kind: 'parts', block, fits: good }, ...sentences(limits)]
}

/** Whether the best part says something of the question that not all of its like say. */
function tellsApart(best: Fit, parts: readonly Fit[]): boolean {
  return [...best.terms].some((term) => parts.some(({ terms }) => !terms.has(term)))
}

/** A footnote of a list or table that is about the part that was chosen. */
function limitsTo(after: Fit, best: Fit): boolean {
  const words = [...best.terms].filter((term) => term.length > 1)
  return !after.quotable.refers && words.some((term) => after.terms.has(term))
}

function fromSentences(best: Fit, section: readonly Fit[], asked: Asked): readonly Piece[] {
  const at = section.indexOf(best)
  const chosen = new Set([best])
  const before = sentenceAt(section, at - 1)
  if (before && DEPENDENT.test(best.quotable.text)) chosen.add(before)
  const next = section[at + 1]
  const block = next?.quotable.block ?? null
  const leadsIn = INTRODUCES.test(best.quotable.text)
  if (block && (leadsIn || (asked.kind === 'steps' && block.kind === 'steps'))) {
    return [...inOrder(chosen, section), { kind: 'whole', block }]
  }
  const after = sentenceAt(section, at + 1)
  if (after && isCondition(after)) chosen.add(after)
  if (best.passage === 0 && isShort(section)) {
    for (const each of section) if (answersToo(each, best)) chosen.add(each)
  }
  for (const each of section) {
    if (chosen.size >= MOST_SENTENCES) break
    const { quotable, score } = each
    const isGood = score >= best.score - ALSO_GOOD && answersToo(each, best)
    if (quotable.kind === 'sentence' && isGood && !INTRODUCES.test(quotable.text)) chosen.add(each)
  }
  return inOrder(chosen, section)
}

/** Whether it is about the same, and holds what is asked for where the best does. */
function answersToo({ own, holds }: Fit, best: Fit): boolean {
  return own >= AS_TELLING * best.own && (holds || !best.holds)
}

/** An opening of a few sentences was written as one answer. */
function isShort(section: readonly Fit[]): boolean {
  const text = section.map(({ quotable }) => quotable.says).join(' ')
  return (
    section.length <= MOST_SENTENCES &&
    section.every(({ quotable }) => quotable.kind === 'sentence' && !quotable.refers) &&
    measureText(text) <= SHORT
  )
}

function isCondition({ quotable: { text, refers } }: Fit): boolean {
  return !refers && (CONDITION.test(text) || EXCEPTION.test(text))
}

function inOrder(chosen: ReadonlySet<Fit>, section: readonly Fit[]): readonly Piece[] {
  return sentences(section.filter((each) => chosen.has(each)))
}

function sentences(fits: readonly Fit[]): readonly Piece[] {
  return fits.map((fit) => ({ kind: 'sentence', fit }))
}

function sentenceAt(section: readonly Fit[], at: number): Fit | undefined {
  return section[at]?.quotable.kind === 'sentence' ? section[at] : undefined
}

/** The article's opening, where it says something of what is asked. */
function leadOf(fits: readonly Fit[], { passage }: Fit): Fit | undefined {
  const [first] = fits
  if (!first || first.passage === passage || first.quotable.kind !== 'sentence') return undefined
  return first.own >= LEADS_IN ? first : undefined
}

function quotedOf(piece: Piece): readonly ExtractedSentence[] {
  const quoted: readonly (Quotable | Block)[] =
    piece.kind === 'whole'
      ? [piece.block]
      : piece.kind === 'sentence'
        ? [piece.fit.quotable]
        : piece.fits.map(({ quotable }) => quotable)
  return quoted.map(({ text, place }) => ({ text, place }))
}

/** Sentences run on; what is of a block gets a paragraph of its own. */
function toMarkdown(pieces: readonly Piece[]): string {
  let markdown = ''
  let last: Piece | undefined
  for (const piece of pieces) {
    const text = textOf(piece)
    const runsOn = last?.kind === 'sentence' && piece.kind === 'sentence'
    const space = /[\p{Script=Han}。！？；，]$/u.test(markdown) ? '' : ' '
    markdown += last === undefined ? text : `${runsOn ? space : '\n\n'}${text}`
    last = piece
  }
  return markdown
}

function textOf(piece: Piece): string {
  if (piece.kind === 'whole') return piece.block.text
  if (piece.kind === 'sentence') return piece.fit.quotable.text
  const { block, fits } = piece
  const texts = fits.map(({ quotable }) => quotable.text)
  if (block.kind === 'table') return block.head + texts.join('\n')
  return texts.length === 1 ? (texts[0] ?? '') : texts.map((text) => `- ${text}`).join('\n')
}
