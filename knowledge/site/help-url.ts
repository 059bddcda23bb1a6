import type { Language } from '../../platform/language.js'
import type { Article } from '../article/article.js'
import { anchorOf, type Passage } from '../passage/passage.js'

/**
 * Path of the passage on our help pages, in the customer's language: a simplified article is shown
 * in traditional script to those who read it; other languages have articles of their own.
 */
export function helpUrl(
  { article, passage }: { readonly article: Article; readonly passage: Passage },
  language: Language,
): string {
  const shown =
    article.language === 'zh-Hans' && language === 'zh-Hant' ? 'zh-Hant' : article.language
  const anchor = anchorOf(passage)
  return `/help/${encodeURIComponent(article.id)}?lang=${shown}${anchor === null ? '' : `#${encodeURIComponent(anchor)}`}`
}
