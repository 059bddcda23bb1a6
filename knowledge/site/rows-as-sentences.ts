import type { Table, TableRow } from 'mdast'
import { visit } from 'unist-util-visit'
import { parseMarkdown } from '../article/markdown.js'
import { wordsOf } from './tables-as-lists.js'

/** Every table has a bar or a colon in the line below its head; most answers have none to read. */
const MAY_HOLD_TABLE = /[|]|:-|-:/

/** A table of more rows says it better as a table. */
const MOST_ROWS = 2

/**
 * Writes the one or two rows that were quoted of a table as a person would say them: "**Shoes** –
 * Warranty: 90 days". All its words and numbers are those of the table; larger tables stay.
 */
export function rowsAsSentences(markdown: string): string {
  if (!MAY_HOLD_TABLE.test(markdown)) return markdown
  let result = ''
  let end = 0
  visit(parseMarkdown(markdown), 'table', (table) => {
    const [start, stop] = [table.position?.start.offset, table.position?.end.offset]
    const rows = table.children.length - 1
    if (rows < 1 || rows > MOST_ROWS || start === undefined || stop === undefined) return
    result += markdown.slice(end, start) + sentencesOf(markdown, table)
    end = stop
  })
  return result + markdown.slice(end)
}

function sentencesOf(markdown: string, { children: [head, ...rows] }: Table): string {
  const names = head ? wordsOf(markdown, head) : []
  const lines = rows.map((row) => sentenceOf(markdown, row, names))
  return lines.length === 1 ? (lines[0] ?? '') : lines.map((line) => `- ${line}`).join('\n')
}

const HAN = /\p{Script=Han}/u

/** Says nothing without the name of its column. */
const BARE_NUMBER = /^[\d\s.,–-]+$/u

function sentenceOf(markdown: string, row: TableRow, names: readonly string[]): string {
  const [first = '', ...cells] = wordsOf(markdown, row)
  const isChinese = HAN.test([...names, first, ...cells].join(''))
  const [dash, colon, stop] = isChinese ? ['——', '：', '；'] : [' – ', ': ', '; ']
  const subject = BARE_NUMBER.test(first) && names[0] ? `${names[0]} ${first}` : first
  const said = cells.flatMap((cell, i) => {
    const name = names[i + 1] ?? ''
    if (cell === '') return []
    return [name === '' ? cell : `${name}${colon}${cell}`]
  })
  if (subject === '') return said.join(stop)
  return said.length === 0 ? subject : `**${subject}**${dash}${said.join(stop)}`
}
