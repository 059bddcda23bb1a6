import type { Article } from '../article/article.js'
import type { Passage } from '../passage/passage.js'

/** What the model reads of an article's title. */
export function titleText(article: Article): string {
  return article.title
}

/** What the model reads of a passage; the title has a vector of its own. */
export function passageText(passage: Passage): string {
  return passage.text.trim()
}
