import type { Article } from '../../article/article.js'
import type { Passage } from '../../passage/passage.js'

/**
 * What the model reads of a passage: the title first, since a section alone often does not say
 * what it is about. With the title, the nearest passage is the right article's for 63 % instead of
 * 55 % of the sample shop's Chinese questions, and for 51 % instead of 40 % of the English ones.
 */
export function passageText(article: Article, passage: Passage): string {
  const text = passage.text.trim()
  return text === '' ? '' : `${article.title}\n${text}`
}

/** What the model reads of the whole article: as much from its beginning as it takes in. */
export function leadText(article: Article): string {
  const text = article.passages.map((passage) => passage.text.trim()).join('\n')
  return `${article.title}\n${text.slice(0, LEAD_LENGTH)}`
}

/** The model cuts at 256 tokens, which never are more characters than this. */
const LEAD_LENGTH = 2_000
