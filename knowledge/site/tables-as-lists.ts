import type { Table, TableCell, TableRow } from 'mdast'
import { visit } from 'unist-util-visit'
import { parseMarkdown } from '../article/markdown.js'

/**
 * Writes tables as lists, a row a line, for where people read and change the markdown itself.
 * What is no table stays as it is.
 */
export function tablesAsLists(markdown: string): string {
  let result = ''
  let end = 0
  visit(parseMarkdown(markdown), 'table', (table) => {
    const [start, stop] = [table.position?.start.offset, table.position?.end.offset]
    if (start === undefined || stop === undefined) return
    result += markdown.slice(end, start) + listOf(markdown, table)
    end = stop
  })
  return result + markdown.slice(end)
}

const HAN = /\p{Script=Han}/u

function listOf(markdown: string, { children: [head, ...rows] }: Table): string {
  const punctuation = HAN.test(markdown)
    ? { colon: '：', comma: '，', space: '' }
    : { colon: ': ', comma: ', ', space: ' ' }
  const names = head ? wordsOf(markdown, head) : []
  return rows.map((row) => `- ${lineOf(wordsOf(markdown, row), names, punctuation)}`).join('\n')
}

interface Punctuation {
  readonly colon: string
  readonly comma: string
  readonly space: string
}

/** Of two cells the first says what the second is; of more, each is named by its column. */
function lineOf(
  [first = '', ...rest]: readonly string[],
  names: readonly string[],
  { colon, comma, space }: Punctuation,
): string {
  const said = rest
    .map((cell, at) => (rest.length > 1 ? `${names[at + 1] ?? ''}${space}${cell}` : cell))
    .filter((_, at) => rest[at] !== '')
  return said.length === 0 ? first : first + colon + said.join(comma)
}

/** The cells of a row, as they stand in the markdown. */
export function wordsOf(markdown: string, row: TableRow): readonly string[] {
  return row.children.map((cell) => sourceOf(markdown, cell))
}

function sourceOf(markdown: string, { children }: TableCell): string {
  const start = children[0]?.position?.start.offset
  const end = children.at(-1)?.position?.end.offset
  return start === undefined || end === undefined ? '' : markdown.slice(start, end)
}
