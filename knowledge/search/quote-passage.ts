import type { List, Paragraph, RootContent, Table } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import type { Article } from '../article/article.js'
import { parseMarkdown } from '../article/markdown.js'
import { type Passage, type Place, passageMarkdown } from '../passage/passage.js'
import { splitSentences } from '../passage/sentences.js'
import { type AnswerKind, holdsAnswer } from './answer-kind.js'
import { foldText } from './fold-text.js'
import { tokenize } from './tokenize.js'
import type { WeightedTerm } from './word-index.js'

/** One thing that may be quoted: a sentence, or what must stay whole. */
export interface Quotable {
  readonly kind: 'sentence' | 'list' | 'steps' | 'table' | 'code'
  /** As it stands in the file. */
  readonly text: string
  readonly place: Place
  /** How well it answers, about 0 to 2. */
  readonly score: number
  /** Whether it holds the kind of thing that is asked for. */
  readonly holds: boolean
}

/** What is asked for, as far as a sentence can have it. */
export interface Wanted {
  readonly kind: AnswerKind
  readonly terms: readonly WeightedTerm[]
}

/** What holds the kind of thing that is asked for counts as much as half of the question's words. */
const KIND_BONUS = 0.5

/** Sections begin with what matters. */
const FIRST_BONUS = 0.25

/** Articles answer their title in their first sentence, and explain afterwards. */
const OPENING_BONUS = 0.5

/** Somebody who asks how to do it wants the steps. */
const STEPS_BONUS = 0.6

/** "For that, see …" answers nothing, though it has all the words. */
const REFERENCE_SHARE = 0.3
const REFERENCE = /(?:见|看|详见|参见|参考|请看|see(?: also)?|read)\s*(?:[:：]\s*)?[「“"]?\[/iu

/** What may be quoted of a passage, in its order. */
export function quotePassage(
  article: Article,
  passage: Passage,
  wanted: Wanted,
): readonly Quotable[] {
  const markdown = passageMarkdown(article.source, passage)
  const isOpening = passage === article.passages[0]
  const found: Quotable[] = []
  const add = (kind: Quotable['kind'], text: string, offset: number, parts: readonly string[]) => {
    const fits = Math.max(...parts.map((part) => fitOf(part, wanted)))
    const first = found.length > 0 ? 0 : isOpening ? OPENING_BONUS : FIRST_BONUS
    const steps = kind === 'steps' && wanted.kind === 'steps' ? STEPS_BONUS : 0
    const place = placeOf(passage, markdown, offset)
    const holds = parts.some((part) => holdsAnswer(wanted.kind, foldText(part)))
    found.push({ kind, text, place, score: fits + first + steps, holds })
  }
  const read = (node: RootContent) => {
    const offset = node.position?.start.offset ?? 0
    const text = markdown.slice(offset, node.position?.end.offset ?? offset)
    switch (node.type) {
      case 'paragraph':
        for (const sentence of splitSentences(node as Paragraph, markdown)) {
          add('sentence', sentence.text, sentence.offset, [sentence.text])
        }
        break
      case 'blockquote':
        for (const child of node.children) read(child)
        break
      case 'list':
        add(node.ordered ? 'steps' : 'list', text, offset, itemsOf(node, markdown))
        break
      case 'table':
        add('table', text, offset, rowsOf(node))
        break
      case 'code':
        add('code', text, offset, [text])
        break
      default:
    }
  }
  for (const node of parseMarkdown(markdown).children) {
    if (node.type !== 'heading' && plainText(node).trim() !== '') read(node)
  }
  return found
}

function fitOf(text: string, { kind, terms }: Wanted): number {
  const folded = foldText(text)
  const own = new Set(tokenize(folded))
  const total = terms.reduce((sum, { idf }) => sum + idf, 0) || 1
  const covered = terms.reduce((sum, { term, idf }) => sum + (own.has(term) ? idf : 0), 0)
  const fit = covered / total + (holdsAnswer(kind, folded) ? KIND_BONUS : 0)
  return REFERENCE.test(text) ? REFERENCE_SHARE * fit : fit
}

/** A list is as good as its best item. */
function itemsOf(list: List, markdown: string): readonly string[] {
  return list.children.map((item) =>
    markdown.slice(item.position?.start.offset ?? 0, item.position?.end.offset ?? 0),
  )
}

/** A table is as good as its best row, read with its header. */
function rowsOf(table: Table): readonly string[] {
  const [header, ...rows] = table.children.map((row) =>
    row.children.map((cell) => plainText(cell)).join(' | '),
  )
  return rows.length === 0 ? [header ?? ''] : rows.map((row) => `${header}\n${row}`)
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
