import type { Child, FC } from 'hono/jsx'
import type { Language } from '../language.js'
import { Icon } from './icon.js'
import { uiWords } from './ui-words.js'

export interface Column<Row> {
  readonly key: string
  readonly label: string
  /** What the cell shows. */
  readonly cell: (row: Row) => Child
  /** What the column is sorted by; a column without it cannot be sorted. */
  readonly order?: (row: Row) => string | number
  readonly numeric?: boolean
  /**
   * How it stands in a row that is a block, where a value has its label beside it: without the
   * label, alone on a `line` or `among` the others.
   */
  readonly stacked?: 'line' | 'among'
}

/** How a table is sorted, kept in the address as `?sort=owner` or `?sort=-owner`. */
export interface Sorting {
  readonly key: string
  readonly direction: 'up' | 'down'
}

export function readSorting(text: string | undefined, fallback: Sorting): Sorting {
  if (!text) return fallback
  return text.startsWith('-')
    ? { key: text.slice(1), direction: 'down' }
    : { key: text, direction: 'up' }
}

/** Sorts by one column; equal rows keep their order. An unknown column changes nothing. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { key, direction }: Sorting,
  language: Language,
): readonly Row[] {
  const order = columns.find((column) => column.key === key)?.order
  if (!order) return rows
  const collator = new Intl.Collator(language, { numeric: true })
  const sign = direction === 'up' ? 1 : -1
  return rows.toSorted((a, b) => {
    const [one, other] = [order(a), order(b)]
    if (typeof one === 'number' && typeof other === 'number') return sign * (one - other)
    return sign * collator.compare(String(one), String(other))
  })
}

interface TableProps<Row> {
  readonly language: Language
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly sorting: Sorting
  /** The address of this page with another sorting. */
  readonly sortedBy: (sort: string) => string
  /** Whether its rows become blocks on a narrow page, instead of being scrolled sideways. */
  readonly stacks?: boolean
}

/** A table whose headings sort it, as links, so that a sorted table can be sent to a colleague. */
export function DataTable<Row>(props: TableProps<Row>) {
  const { language, caption, columns, rows, sorting, sortedBy, stacks = false } = props
  return (
    <section class='table-scroll' tabindex={0} aria-label={caption}>
      <table class={stacks ? 'data stacks' : 'data'}>
        <caption class='only-read-aloud'>{caption}</caption>
        <thead>
          <tr {...(stacks && { 'data-label': uiWords(language)('sort-by') })}>
            {columns.map((column) => (
              <Heading
                language={language}
                label={column.label}
                numeric={column.numeric ?? false}
                direction={column.key === sorting.key ? sorting.direction : null}
                {...(column.order && { href: sortedBy(nextSort(column.key, sorting)) })}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {columns.map((column) => (
                <Cell column={column} stacks={stacks}>
                  {column.cell(row)}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function nextSort(key: string, sorting: Sorting): string {
  return sorting.key === key && sorting.direction === 'up' ? `-${key}` : key
}

interface CellProps {
  readonly column: Pick<Column<never>, 'label' | 'numeric' | 'stacked'>
  readonly stacks: boolean
  readonly children?: Child
}

const Cell: FC<CellProps> = ({ column, stacks, children }) => {
  const { label, numeric, stacked } = column
  const names = [numeric && 'number', stacks && stacked === 'line' && 'line']
  return (
    <td
      class={names.filter(Boolean).join(' ')}
      {...(stacks && stacked === undefined && { 'data-label': label })}
    >
      {children}
    </td>
  )
}

interface HeadingProps {
  readonly language: Language
  readonly label: string
  readonly numeric: boolean
  readonly direction: 'up' | 'down' | null
  readonly href?: string
}

const Heading: FC<HeadingProps> = ({ language, label, numeric, direction, href }) => {
  const words = uiWords(language)
  const sorted = direction && { 'aria-sort': direction === 'up' ? 'ascending' : 'descending' }
  return (
    <th scope='col' class={numeric ? 'number' : ''} {...sorted}>
      {href === undefined ? (
        label
      ) : (
        <a class='sort' href={href}>
          {label}
          {direction && (
            <Icon
              name={direction === 'up' ? 'chevron-up' : 'chevron-down'}
              label={words(direction === 'up' ? 'sorted-up' : 'sorted-down')}
            />
          )}
        </a>
      )}
    </th>
  )
}
