import type { Child, FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import { type Column, DataTable } from '../../platform/ui/table.js'
import type { Article } from '../article/article.js'
import { percent } from './why-found.js'

/** The title, which opens the article, and the id by which rules and labels name it. */
export const ArticleName: FC<{ article: Article; language: Language }> = ({ article }) => (
  <span class='hit-article'>
    <a
      href={`/help/${encodeURIComponent(article.id)}?lang=${article.language}`}
      lang={article.language}
    >
      {article.title}
    </a>{' '}
    <code class='soft small'>{article.id}</code>
  </span>
)

/** A probability to read, with the whole number for whoever reads the page by program. */
export const Probability: FC<{ value: number; language: Language }> = ({ value, language }) => (
  <data value={String(value)}>{percent(value, language)}</data>
)

/** With so many digits that two neighbours differ; a dash for what is not known. */
export function figure(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined) return '–'
  const text = value.toFixed(digits)
  return Number(text) === 0 ? text.replace('-', '') : text
}

interface FixedTableProps<Row> {
  readonly language: Language
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly stacks?: boolean
}

/** A table whose order is its meaning. */
export function FixedTable<Row>(props: FixedTableProps<Row>): Child {
  return <DataTable {...props} sorting={{ key: '', direction: 'up' }} sortedBy={() => ''} />
}
