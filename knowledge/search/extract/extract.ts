import { measureText } from '../../passage/measure-text.js'
import type { Asked } from './answer-kind.js'
import {
  type ExtractedSentence,
  fitsOf,
  type Piece,
  quotedOf,
  sentences,
  toMarkdown,
} from './extract-pieces.js'
import type { Fit } from './fit-sentences.js'
import { AS_TELLING, fromElsewhere, restOf } from './other-sections.js'
import { type Block, INTRODUCES } from './quote-passage.js'

/** The article's own words in answer to a question. */
export interface Extract {
  /** In the order in which they are said. Each stands in the file at its place. */
  readonly sentences: readonly ExtractedSentence[]
  /** The same as one text; a row has the table's header above it. Relative links lead on from the article's file. */
  readonly markdown: string
}

/** A chat bubble holds three sentences; the rest is one click away. */
const MOST_SENTENCES = 3

/** Another sentence of the same section joins when it is this near to the best, and as telling. */
const ALSO_GOOD = 0.35

/** Rows and items this near to the best answer as well; of more than two, the whole says it better. */
const AS_GOOD = 0.15
const MOST_PARTS = 2

/** How far behind the steps or the list may be that are asked for. */
const BLOCK_BEHIND = 1.5

/** How much of the shorter of two sentences both must say, to be of two cases of one thing. */
const PARALLEL = 0.6

/** From here on, a question is the title in other words; and how far behind the opening may be. */
const LIKE_TITLE = 0.25
const MOST_BEHIND = 1.2

/** An opening up to here, as `measureText` counts, is said whole. */
const SHORT = 100

/** What leads a table or list in must itself say something of what is asked. */
const LEADS_IN = 0.2

/** A sentence that begins so limits or completes the one before it. */
const CONDITION =
  /^(?:\*\*)?(?:但|不过|如果|若|如|其中|除外|除此|另外|例外|超过|逾期|否则|只有|仅|此外|没有|however|but|if|unless|except|otherwise|only|after that|in that case|without)/iu
const EXCEPTION = /例外|除外|以外|不适用|不支持|except|unless|does not (?:apply|cover)|not given/iu

/** So does one that speaks of a case of its own: what is not paid yet, who wants something else. */
const CASE =
  /^[^，。]{2,24}的，|^(?:订单)?(?:还没|已经?|没有|想要?|需要|只)[^，。]{0,14}，|^(?:as long as|while|when) /iu

/** A sentence that begins so cannot be understood alone. */
const DEPENDENT = /^(?:这|那|此|该|它|其|it |this |that |these |those |they )/iu

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
  const said = once([...openingFor(best, fits, asked), ...pieces], fits)
  const block = askedBlock(best, fits, said, asked)
  const more = once([...said, ...block, ...restOf([...said, ...block], fits)], fits)
  const isEnough = more.length >= MOST_SENTENCES
  const all = isEnough ? more : withOther(more, fromElsewhere(best, fits, more), best, fits, asked)
  return { sentences: all.flatMap(quotedOf), markdown: toMarkdown(all) }
}

/** Without what was said before: the opening, say, may also be what leads a list in. */
function once(pieces: readonly Piece[], fits: readonly Fit[]): readonly Piece[] {
  const said = new Set<Fit>()
  return pieces.filter((piece) => {
    const own = fitsOf(piece, fits)
    const isNew = own.some((fit) => !said.has(fit))
    for (const fit of own) said.add(fit)
    return isNew
  })
}

/**
 * Who asks nearly the title is told what answers it, before what was found below. So is who tells
 * what happened and asks nothing, and who asks for a yes or no, where only the opening says it.
 */
function openingFor(best: Fit, fits: readonly Fit[], { kind }: Asked): readonly Piece[] {
  const [first] = fits
  if (!first || first.passage === best.passage || first.quotable.kind !== 'sentence') return []
  const isNear = first.score >= best.score - MOST_BEHIND
  if (kind === 'other') return isNear ? sentences([first]) : []
  // What is asked for comes first: the yes or no, the time, the amount.
  const decides = best.holds && !first.holds
  const isAsked = first.titled >= LIKE_TITLE && isNear && !decides
  const saysWhether = kind === 'yes-no' && first.holds && !best.holds
  return (isAsked || saysWhether) && first.own >= AS_TELLING * best.own ? sentences([first]) : []
}

/**
 * The article's opening, "Yes, …", is not said second, where it holds what is asked for; nor where
 * nothing is asked and it is hardly behind.
 */
function withOther(
  pieces: readonly Piece[],
  other: readonly Piece[],
  best: Fit,
  fits: readonly Fit[],
  { kind }: Asked,
): readonly Piece[] {
  const [piece] = other
  const opening = piece?.kind === 'sentence' && piece.fit === fits[0] ? piece.fit : undefined
  const isFirst = kind === 'other' ? isHardlyBehind(opening, best) : opening?.holds
  return isFirst ? [...other, ...pieces] : [...pieces, ...other]
}

function isHardlyBehind(opening: Fit | undefined, best: Fit): boolean {
  return opening !== undefined && opening.score >= best.score - ALSO_GOOD
}

/** Whole, below the short answer: the steps for somebody who asks how, the list for what is needed. */
function askedBlock(
  best: Fit,
  fits: readonly Fit[],
  said: readonly Piece[],
  { kind }: Asked,
): readonly Piece[] {
  if (kind !== 'steps' && kind !== 'needs') return []
  if (said.some((piece) => piece.kind !== 'sentence')) return []
  const [part] = fits
    .filter(
      ({ quotable: { block } }) =>
        block && block.kind !== 'table' && (kind === 'needs' || block.kind === 'steps'),
    )
    .toSorted((a, b) => b.score - a.score)
  const block = part?.quotable.block
  if (!block || part.score < best.score - BLOCK_BEHIND) return []
  return [{ kind: 'whole', block }]
}

function fromBlock(
  block: Block,
  best: Fit,
  section: readonly Fit[],
  fits: readonly Fit[],
  asked: Asked,
): readonly Piece[] {
  const parts = section.filter(({ quotable }) => quotable.block === block)
  const good = parts.filter(({ score }) => score >= best.score - AS_GOOD)
  const wantsAll =
    asked.kind === block.kind ||
    (asked.kind === 'needs' && block.kind !== 'table') ||
    (asked.kind === 'which' && block.kind !== 'steps')
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

/** Whether the best part says something of the question, or holds its number, as not all of its like do. */
function tellsApart(best: Fit, parts: readonly Fit[]): boolean {
  if (parts.some(({ counts }) => counts < best.counts)) return true
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
  for (const other of [before, after]) if (other && isParallel(other, best)) chosen.add(other)
  if (best.passage === 0 && isShort(section)) {
    for (const each of section) if (answersToo(each, best)) chosen.add(each)
  }
  for (const each of section) {
    if (chosen.size >= MOST_SENTENCES) break
    const { quotable, score } = each
    const isGood = score >= best.score - ALSO_GOOD && answersToo(each, best)
    const says = quotable.kind === 'sentence' && !quotable.refers && !INTRODUCES.test(quotable.text)
    if (says && isGood) chosen.add(each)
  }
  return inOrder(chosen, section)
}

/** Whether two sentences say nearly the same of two cases: "If all is refunded", "If a part is". */
function isParallel(other: Fit, best: Fit): boolean {
  const shared = [...best.words].filter((term) => other.words.has(term)).length
  return !other.quotable.refers && shared >= PARALLEL * Math.min(best.words.size, other.words.size)
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
  return !refers && (CONDITION.test(text) || EXCEPTION.test(text) || CASE.test(text))
}

function inOrder(chosen: ReadonlySet<Fit>, section: readonly Fit[]): readonly Piece[] {
  return sentences(section.filter((each) => chosen.has(each)))
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
