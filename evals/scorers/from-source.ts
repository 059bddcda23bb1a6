import { comparable } from './comparable.js'

/** Numbers and ranges such as `3–7`, `1,000` or `9:00–22:00`, with the unit behind them. */
const AMOUNT =
  /\d+(?:[.,:]\d+)*(?:\s*[‐-―~-]\s*\d+(?:[.,:]\d+)*)*\s*(?:\p{Script=Han}{1,2}|\p{Script=Latin}+|[%°])?/gu

/**
 * Numbers, dates and amounts of a text that its source does not have, each with its unit: "3 天" is
 * wrong where the source says "3 小时".
 */
export function wrongAmounts(text: string, source: string): readonly string[] {
  const known = new Set(amountsIn(source).map(comparable))
  return amountsIn(text).filter((amount) => !known.has(comparable(amount)))
}

/** Lines stay apart, so that the unit of a number never comes from the next row. */
function amountsIn(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .split('\n')
    .flatMap((line) => line.match(AMOUNT) ?? [])
    .map((amount) => amount.trim())
}

const SENTENCE_END = /(?<=[。！？!?])|(?<=\.)\s+/u

/**
 * Sentences, items and rows of a text that do not stand in its source as they are. A row may also
 * be said as a sentence, but only whole: each of its cells in its order, behind the name of its own
 * column, and nothing between them but marks.
 */
export function unsourced(text: string, source: string): readonly string[] {
  const known = comparable(source)
  const rows = new Set(
    tablesIn(source).flatMap(([head = [], ...body]) => body.flatMap((row) => waysToSay(row, head))),
  )
  return text
    .split('\n')
    .filter((line) => !rows.has(comparable(line)))
    .flatMap((line) => line.split(SENTENCE_END))
    .map((sentence) => sentence.trim())
    .filter((sentence) => !known.includes(comparable(sentence)))
}

type Row = readonly string[]

const BETWEEN_CELLS = ' | '

/** Lines of cells that follow each other and have as many; the first one names the columns. */
function tablesIn(source: string): readonly (readonly Row[])[] {
  const tables: Row[][] = []
  let open: Row[] | undefined
  for (const line of source.split('\n')) {
    const cells = line.split(BETWEEN_CELLS).map((cell) => cell.trim())
    const isRow = cells.length > 1
    if (isRow && open?.[0]?.length === cells.length) {
      open.push(cells)
      continue
    }
    open = isRow ? [cells] : undefined
    if (open) tables.push(open)
  }
  return tables
}

/** With the marks of both languages, as `comparable` leaves them; a bare number may have its column's name before it. */
function waysToSay([first = '', ...cells]: Row, [name = '', ...names]: Row): readonly string[] {
  const said = cells.flatMap((cell, i) => (cell === '' ? [] : [`${names[i]}: ${cell}`])).join('; ')
  const subjects = [first, `${name} ${first}`]
  return subjects.flatMap((subject) =>
    ['——', '–'].map((dash) => comparable(`${subject}${dash}${said}`)),
  )
}
