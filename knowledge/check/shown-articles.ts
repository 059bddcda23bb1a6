import type { Article, Day } from '../article/article.js'

/** How often customers were shown each article, as far as it is known. */
export interface ShownArticles {
  /** The first day that is counted. */
  readonly since: Day
  /** By id; an article that is not named was not shown. */
  readonly shown: ReadonlyMap<string, number>
}

/** Before so many days have been counted, an article may only have had no chance yet. */
const FEWEST_DAYS = 60

/** So often must articles have been shown, on average, before "never" says something. */
const SHOWN_EACH = 10

/** Customers' articles that nobody was shown since counting began. */
export function findUnread(
  articles: readonly Article[],
  { since, shown }: ShownArticles,
  today: Day,
): readonly Article[] {
  const days = (Date.parse(today) - Date.parse(since)) / 86_400_000
  const total = [...shown.values()].reduce((sum, count) => sum + count, 0)
  if (days < FEWEST_DAYS || total < SHOWN_EACH * articles.length) return []
  return articles.filter(
    ({ id, audience, state, validFrom }) =>
      audience === 'customer' &&
      state === 'published' &&
      (validFrom === null || validFrom <= since) &&
      (shown.get(id) ?? 0) === 0,
  )
}
