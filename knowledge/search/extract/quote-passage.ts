import type { List, Paragraph, RootContent, Table } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import type { Article } from '../../article/article.js'
import { parseMarkdown } from '../../article/markdown.js'
import { type Passage, type Place, passageMarkdown } from '../../passage/passage.js'
import { splitSentences } from '../../passage/sentences.js'

/** A list or table: its parts may be quoted alone, but it is never cut elsewhere. */
export interface Block {
  readonly kind: 'list' | 'steps' | 'table'
  /** As it stands in the file. */
  readonly text: string
  readonly place: Place
  /**
   * A table's header with the line of dashes; of a list that stands right below its heading, that
   * heading, without which its items may say the opposite; else empty.
   */
  readonly head: string
  /** The words of the header; of a list, those of the sentence or heading that leads it in. */
  readonly says: string
}

/** One thing that may be quoted. */
export interface Quotable {
  readonly kind: 'sentence' | 'item' | 'row' | 'code'
  /** As it stands in the file, without the mark of a list. */
  readonly text: string
  readonly place: Place
  /** Its words, without links that only lead elsewhere. */
  readonly says: string
  /** Whether it sends the reader elsewhere and answers nothing itself. */
  readonly refers: boolean
  readonly block: Block | null
}

/** What may be quoted of a passage, in its order. */
export function quotePassage(article: Article, passage: Passage): readonly Quotable[] {
  const markdown = passageMarkdown(article.source, passage)
  const found: Quotable[] = []
  const place = placesIn(passage, markdown)
  const add = (kind: Quotable['kind'], text: string, offset: number, block: Block | null = null) =>
    found.push({ kind, text, place: place(offset), ...wordsOf(text), block })

  const read = (node: RootContent) => {
    const offset = startOf(node)
    const text = textOf(node, markdown)
    switch (node.type) {
      case 'paragraph':
        for (const sentence of splitSentences(node as Paragraph, markdown)) {
          add('sentence', sentence.text, sentence.offset)
        }
        break
      case 'blockquote':
        for (const child of node.children) read(child)
        break
      case 'list': {
        const before = found.at(-1)
        const leadsIn = before && INTRODUCES.test(before.text) ? before.says : null
        const says = leadsIn ?? passage.headings.at(-1)?.text ?? ''
        const kind = node.ordered ? 'steps' : 'list'
        const head = kind === 'list' && found.length === 0 ? headOf(article, passage) : ''
        const block: Block = { kind, text, place: place(offset), head, says }
        for (const [start, item] of itemsOf(node, markdown)) add('item', item, start, block)
        break
      }
      case 'table': {
        const [first, row] = node.children
        const head = first ? markdown.slice(startOf(first), row ? startOf(row) : undefined) : ''
        const says = first ? cellsOf(first).join(' | ') : ''
        const block: Block = { kind: 'table', text, place: place(offset), head, says }
        for (const each of rowsOf(node)) {
          const cells = cellsOf(each).join(' | ')
          found.push({
            kind: 'row',
            text: textOf(each, markdown),
            place: place(startOf(each)),
            says: cells,
            refers: REFERENCE.test(textOf(each, markdown)),
            block,
          })
        }
        break
      }
      case 'code':
        add('code', text, offset)
        break
      default:
    }
  }
  for (const node of parseMarkdown(markdown).children) {
    if (node.type !== 'heading' && plainText(node).trim() !== '') read(node)
  }
  return found
}

/** "Never do this" says more of a list than its items. */
function headOf(article: Article, { headings }: Passage): string {
  const heading = headings.at(-1)?.text ?? ''
  return heading === '' || heading === article.title ? '' : `**${heading}**\n\n`
}

/** What the model reads of a sentence: a row after the table's header. */
export function sentenceText({ says, block }: Quotable): string {
  return block && block.says !== '' ? `${block.says}\n${says}` : says
}

/** A sentence that ends so introduces what follows. */
export const INTRODUCES = /[：:]\**$/u

/** "For that, see …" answers nothing, though it has all the words. */
const REFERENCE =
  /(?:见|看|详见|参见|参考|请看|按|see(?: also)?|read|in)\s*(?:[:：]\s*)?[「“"]?\[/iu
/** "Something is missing: [What if …](…)" says no more, where the link leads to another article. */
const ONLY_LEADS_ON = /[:：]\**\s*\[[^\]]*\]\([^)\s]*\.md(?:#[^)]*)?\)[.。]?\s*$/u
/** Not within the words of a link or its address. */
const CLAUSE = /(?<=[，；。！？：,;.:!?])(?![^[]*\]\(|[^()]*\))/u
const LINK = /\[([^\]]*)\]\([^)]*\)/gu
const ASKS =
  /怎么|怎样|如何|多久|哪些|什么|多少|谁|能不能|退不退|吗|^(?:for|how|when|who|what|which)\b/iu

/** Of a sentence that sends elsewhere, the part that says something itself. */
const LEAST_SAID = 0.45

function wordsOf(text: string): { readonly says: string; readonly refers: boolean } {
  const all = text.replaceAll(LINK, '$1')
  if (ONLY_LEADS_ON.test(text)) return { says: all, refers: true }
  if (!REFERENCE.test(text)) return { says: all, refers: false }
  const own = text
    .split(CLAUSE)
    .filter((clause) => !REFERENCE.test(clause))
    .join('')
    .replaceAll(LINK, '$1')
  const saysLittle = own.length < LEAST_SAID * all.length || ASKS.test(own)
  return saysLittle ? { says: all, refers: true } : { says: own, refers: false }
}

function itemsOf(list: List, markdown: string): readonly (readonly [number, string])[] {
  return list.children.flatMap((item) => {
    const start = item.children[0]?.position?.start.offset
    const end = item.position?.end.offset
    return start === undefined ? [] : [[start, markdown.slice(start, end)] as const]
  })
}

/** A table of one line has nothing but its header to say. */
function rowsOf(table: Table): Table['children'] {
  return table.children.length > 1 ? table.children.slice(1) : table.children
}

function cellsOf(row: Table['children'][number]): readonly string[] {
  return row.children.map((cell) => plainText(cell))
}

function textOf(node: RootContent, markdown: string): string {
  return markdown.slice(startOf(node), node.position?.end.offset)
}

function startOf(node: RootContent): number {
  return node.position?.start.offset ?? 0
}

/** A repeated table header stands in the file elsewhere; the part below it is what is cited. */
function placesIn(passage: Passage, markdown: string): (offset: number) => Place {
  let line = passage.place.line
  let seen = passage.lead.length
  // Asked in order, so that a long list is not counted from its beginning for each item.
  return (offset) => {
    for (; seen < offset; seen++) if (markdown[seen] === '\n') line++
    const within = Math.max(0, offset - passage.lead.length)
    return { file: passage.place.file, line, offset: passage.place.offset + within }
  }
}
