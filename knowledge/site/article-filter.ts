import type { Context } from 'hono'
import type { ArticleRow } from './articles-page.js'

/** Which articles the editors' table shows, kept in the address. Empty text lets all pass. */
export interface ArticleFilter {
  /** In the title or the id. */
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

export function passes({ article, problems }: ArticleRow, filter: ArticleFilter): boolean {
  const words = filter.words.toLowerCase()
  const is = (wanted: string, value: string | null) => wanted === '' || wanted === value
  return (
    (article.title.toLowerCase().includes(words) || article.id.toLowerCase().includes(words)) &&
    is(filter.state, article.state) &&
    is(filter.language, article.language) &&
    is(filter.category, article.category) &&
    is(filter.owner, article.owner) &&
    (!filter.withProblems || problems.length > 0)
  )
}
