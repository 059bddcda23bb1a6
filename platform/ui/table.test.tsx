import { describe, expect, test } from 'vitest'
import { type Column, DataTable, readSorting, sortRows } from './table.js'

interface Row {
  readonly name: string
  readonly count: number
}

const rows: readonly Row[] = [
  { name: '张', count: 9 },
  { name: '李', count: 10 },
  { name: '<b>', count: 9 },
]
const columns: readonly Column<Row>[] = [
  { key: 'name', label: 'Name', cell: (row) => row.name, order: (row) => row.name },
  { key: 'count', label: 'Count', cell: (row) => row.count, order: (row) => row.count },
]
const names = (sorted: readonly Row[]) => sorted.map(({ name }) => name)

describe('sorting a table', () => {
  test('by number is not by the look of the digits', () => {
    const sorted = sortRows(rows, columns, { key: 'count', direction: 'down' }, 'zh-Hans')

    expect(names(sorted)).toEqual(['李', '张', '<b>'])
  })

  test('by Chinese names follows their sound', () => {
    const sorted = sortRows(rows, columns, { key: 'name', direction: 'up' }, 'zh-Hans')

    expect(names(sorted)).toEqual(['<b>', '李', '张'])
  })

  test('by a column that is not there changes nothing', () => {
    const sorting = readSorting('-nothing', { key: 'name', direction: 'up' })

    expect(sortRows(rows, columns, sorting, 'en')).toBe(rows)
  })
})

test('a table that stacks says beside each value what it is, where the value does not', () => {
  const html = String(
    <DataTable
      language='en'
      caption='Rows'
      columns={[{ ...columns[0], stacked: 'line' } as Column<Row>, ...columns.slice(1)]}
      rows={rows.slice(0, 1)}
      sorting={{ key: 'name', direction: 'up' }}
      sortedBy={(sort) => `?sort=${sort}`}
      stacks
    />,
  )

  expect(html).toContain('<td class="line">张</td><td class="" data-label="Count">9</td>')
  expect(html).toContain('<tr data-label="Sort by">')
})

test('a heading leads to the other direction, and cells are not markup', () => {
  const html = String(
    <DataTable
      language='en'
      caption='Rows'
      columns={columns}
      rows={rows}
      sorting={{ key: 'name', direction: 'up' }}
      sortedBy={(sort) => `?sort=${sort}`}
    />,
  )

  expect(html).toContain('href="?sort=-name"')
  expect(html).toContain('aria-sort="ascending"')
  expect(html).toContain('&lt;b&gt;')
  expect(html).not.toContain('<b>')
})
