import { DAY } from '../../platform/clock.js'
import type { Article, Day } from '../article/article.js'
import type { DueReview } from './mine-page.js'

/** Owners are reminded so many days before an article stops answering. */
export const REMIND_BEFORE = 30

/**
 * Published articles that stop answering soon, or have, the most urgent first.
 *
 * @param owner `null` for everyone's.
 */
export function dueReviews(
  articles: readonly Article[],
  owner: string | null,
  today: Day,
): readonly DueReview[] {
  return articles
    .filter(
      (article) => article.state === 'published' && (owner === null || article.owner === owner),
    )
    .flatMap((article) => {
      const days = [article.reviewBy, article.validUntil].filter((day) => day !== null)
      const day = days.toSorted()[0]
      if (day === undefined) return []
      const left = Math.round((Date.parse(day) - Date.parse(today)) / DAY)
      return left <= REMIND_BEFORE ? [{ article, day, left }] : []
    })
    .sort((one, other) => one.left - other.left)
}
