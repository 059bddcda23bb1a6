import type { Paragraph, RootContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import type { Article } from '../article/article.js'
import { parseMarkdown } from '../article/markdown.js'
import { type Passage, type Place, passageMarkdown } from '../passage/passage.js'
import { splitSentences } from '../passage/sentences.js'
import { type AnswerKind, answerKindOf, holdsAnswer } from './answer-kind.js'
import { foldText } from './fold-text.js'
import { tokenize } from './tokenize.js'
import type { WeightedTerm } from './word-index.js'

/** A sentence, or a list, table or code block that must stay whole, as the article has it. */
export interface ExtractedSentence {
  readonly text: string
  readonly place: Place
}

/** The article's own words in answer to a question. */
export interface Extract {
  /** Best first, then what belongs to it. Each stands in the file at its place. */
  readonly sentences: readonly ExtractedSentence[]
  /** The same, ready to be sent. */
  readonly markdown: string
}

/** One thing that may be quoted, in the order of the passage. */
interface Quotable {
  readonly kind: 'sentence' | 'list' | 'table' | 'code'
  readonly text: string
  /** Within the passage's markdown. */
  readonly offset: number
  /** Which paragraph, list or table of the passage it is in. */
  readonly block: number
  readonly score: number
}

/** A chat bubble holds three sentences; the rest is one click away. */
const MOST_SENTENCES = 3

/** What holds the kind of thing that is asked for counts as much as half of the question's words. */
const KIND_BONUS = 0.5

/** Articles answer first and explain afterwards. */
const FIRST_BONUS = 0.25

/** Another sentence joins when it is this near to the best. */
const ALSO_GOOD = 0.75

/** A sentence that begins so limits or completes the one before it. */
const CONDITION =
  /^(?:\*\*)?(?:但|不过|如果|若|如|其中|除外|另外|例外|超过|逾期|否则|只有|仅|此外|however|but|if|unless|except|otherwise|only|after that|in that case)/iu

/** A sentence that begins so cannot be understood alone. */
const DEPENDENT = /^(?:这|那|此|该|它|其|这样|这种|it |this |that |these |those |they )/iu

/**
 * Chooses the sentences of a passage that answer a question: the best first, conditions and
 * exceptions with it, lists and tables whole.
 *
 * @param terms Of the question, with what they tell.
 */
export function extractAnswer(
  article: Article,
  passage: Passage,
  folded: string,
  terms: readonly WeightedTerm[],
): Extract {
  const markdown = passageMarkdown(article.source, passage)
  const kind = answerKindOf(folded)
  const quotables = quotablesIn(markdown, kind, terms)
  const chosen = choose(quotables, kind)
  return {
    sentences: chosen.map(({ text, offset }) => ({
      text,
      place: placeOf(passage, markdown, offset),
    })),
    markdown: toMarkdown(chosen),
  }
}

/** How well the best of a passage's sentences answers, about 0 to 2: for choosing the passage. */
export function answerScore(
  article: Article,
  passage: Passage,
  folded: string,
  terms: readonly WeightedTerm[],
): number {
  const quotables = quotablesIn(
    passageMarkdown(article.source, passage),
    answerKindOf(folded),
    terms,
  )
  return Math.max(0, ...quotables.map(({ score }) => score))
}

function quotablesIn(
  markdown: string,
  kind: AnswerKind,
  terms: readonly WeightedTerm[],
): readonly Quotable[] {
  const total = terms.reduce((sum, { idf }) => sum + idf, 0) || 1
  const found: Quotable[] = []
  const add = (quotable: Omit<Quotable, 'score'>, bonus: number) => {
    const words = foldText(quotable.text)
    const own = new Set(tokenize(words))
    const covered = terms.reduce((sum, { term, idf }) => sum + (own.has(term) ? idf : 0), 0)
    const first = found.length === 0 ? FIRST_BONUS : 0
    const held = holdsAnswer(kind, words) ? KIND_BONUS : 0
    found.push({ ...quotable, score: covered / total + held + first + bonus })
  }
  let block = 0
  const visit = (node: RootContent) => {
    block++
    const offset = node.position?.start.offset ?? 0
    const text = markdown.slice(offset, node.position?.end.offset ?? offset)
    switch (node.type) {
      case 'paragraph':
        for (const sentence of splitSentences(node as Paragraph, markdown)) {
          add({ kind: 'sentence', ...sentence, block }, 0)
        }
        break
      case 'blockquote':
        for (const child of node.children) visit(child)
        break
      case 'list':
        add({ kind: 'list', text, offset, block }, kind === 'steps' && node.ordered ? 1 : 0)
        break
      case 'table':
      case 'code':
        add({ kind: node.type, text, offset, block }, 0)
        break
      default:
    }
  }
  for (const node of parseMarkdown(markdown).children) {
    if (node.type !== 'heading' && plainText(node).trim() !== '') visit(node)
  }
  return found
}

function choose(quotables: readonly Quotable[], kind: AnswerKind): readonly Quotable[] {
  const best = quotables.reduce<Quotable | undefined>(
    (top, each) => (top === undefined || each.score > top.score ? each : top),
    undefined,
  )
  if (!best) return []
  const at = quotables.indexOf(best)
  const before = quotables[at - 1]
  if (best.kind !== 'sentence') {
    // What leads a list or table in says what it is of.
    return before?.kind === 'sentence' ? [before, best] : [best]
  }
  const chosen = new Set([best])
  const after = quotables[at + 1]
  if (DEPENDENT.test(best.text) && before?.kind === 'sentence') chosen.add(before)
  if (after && /[：:]$/.test(best.text) && after.kind !== 'sentence') chosen.add(after)
  else if (after && (CONDITION.test(after.text) || (kind === 'steps' && after.kind === 'list'))) {
    chosen.add(after)
  }
  for (const each of quotables) {
    if (chosen.size >= MOST_SENTENCES) break
    if (each.kind === 'sentence' && each.score >= best.score * ALSO_GOOD) chosen.add(each)
  }
  const rest = quotables.filter((each) => each !== best && chosen.has(each))
  // A sentence that cannot stand alone follows the one it points at.
  return DEPENDENT.test(best.text) && before && chosen.has(before)
    ? [before, best, ...rest.filter((each) => each !== before)]
    : [best, ...rest]
}

/** Sentences of one paragraph run on; what is whole gets a paragraph of its own. */
function toMarkdown(chosen: readonly Quotable[]): string {
  let markdown = ''
  let last: Quotable | undefined
  for (const each of chosen) {
    const runsOn = last?.kind === 'sentence' && each.kind === 'sentence'
    const space = /[\p{Script=Han}。！？；，]$/u.test(last?.text ?? '') ? '' : ' '
    markdown += last === undefined ? each.text : `${runsOn ? space : '\n\n'}${each.text}`
    last = each
  }
  return markdown
}

/** A repeated table header stands in the file elsewhere; the part below it is what is cited. */
function placeOf(passage: Passage, markdown: string, offset: number): Place {
  const within = Math.max(0, offset - passage.lead.length)
  const before = markdown.slice(passage.lead.length, passage.lead.length + within)
  return {
    file: passage.place.file,
    line: passage.place.line + (before.match(/\n/g)?.length ?? 0),
    offset: passage.place.offset + within,
  }
}
