import type { Context } from 'hono'
import type { ArticleRow } from './article-columns.js'

/** Which articles the editors' table shows, kept in the address. Empty text lets all pass. */
export interface ArticleFilter {
  /** In the title, the id, the questions or the text. */
  readonly words: string
  readonly state: string
  readonly language: string
  readonly category: string
  readonly owner: string
  readonly withProblems: boolean
}

export function readFilter(c: Context): ArticleFilter {
  const read = (name: string) => (c.req.query(name) ?? '').trim()
  return {
    words: read('words'),
    state: read('state'),
    language: read('in'),
    category: read('category'),
    owner: read('owner'),
    withProblems: read('problems') === '1',
  }
}

/** Texts are read from disk for it: after so long, customers get their turn. */
const SLICE_MS = 12

/** Those that pass, in order. */
export async function filterRows(
  rows: readonly ArticleRow[],
  filter: ArticleFilter,
): Promise<readonly ArticleRow[]> {
  const passing: ArticleRow[] = []
  const words = filter.words.toLowerCase()
  let sliceStart = performance.now()
  for (const row of rows) {
    if (passes(row, filter) && (words === '' || holds(row, words))) passing.push(row)
    if (performance.now() - sliceStart < SLICE_MS) continue
    await new Promise((resolve) => setImmediate(resolve))
    sliceStart = performance.now()
  }
  return passing
}

function passes({ article, problems }: ArticleRow, filter: ArticleFilter): boolean {
  const is = (wanted: string, value: string | null) => wanted === '' || wanted === value
  return (
    is(filter.state, article.state) &&
    is(filter.language, article.language) &&
    is(filter.category, article.category) &&
    is(filter.owner, article.owner) &&
    (!filter.withProblems || problems.length > 0)
  )
}

/** The source holds the front matter, and so the questions, as well. */
function holds({ article }: ArticleRow, words: string): boolean {
  return (
    article.title.toLowerCase().includes(words) ||
    article.id.toLowerCase().includes(words) ||
    article.source.toLowerCase().includes(words)
  )
}
