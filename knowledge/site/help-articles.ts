import type { Language } from '../../platform/language.js'
import { type Article, type Day, mayAnswer } from '../article/article.js'
import { toLanguageScript } from '../search/words/to-traditional.js'

/**
 * What a customer may read, each in one version: their own language where there is one.
 *
 * Simplified articles are shown to readers of traditional Chinese by conversion. When nothing is
 * written in the language at all, everything is shown as it is.
 */
export function helpArticles(
  articles: readonly Article[],
  language: Language,
  today: Day,
): readonly Article[] {
  const readable = articles.filter((article) => mayAnswer(article, today, 'customer'))
  const own = readable.filter((article) => article.language === language)
  if (language !== 'zh-Hant') return own.length > 0 ? own : readable
  const simplified = readable.filter(
    (article) =>
      article.language === 'zh-Hans' && !own.some((other) => isTranslation(article, other)),
  )
  const chinese = [...own, ...simplified]
  return chinese.length > 0 ? chinese : readable
}

/** Other versions of an article that a customer may read. */
export function translationsOf(
  article: Article,
  articles: readonly Article[],
  today: Day,
): readonly Article[] {
  return articles.filter(
    (other) => mayAnswer(other, today, 'customer') && isTranslation(article, other),
  )
}

/** Whether two articles say the same in two languages. */
function isTranslation(one: Article, other: Article): boolean {
  if (one.id === other.id) return false
  const origin = one.translates ?? one.id
  return origin === (other.translates ?? other.id)
}

/** The language in which a reader of `language` sees the article. */
export function shownLanguage(article: Article, language: Language): Language {
  return article.language === 'zh-Hans' && language === 'zh-Hant' ? 'zh-Hant' : article.language
}

export function shownTitle(article: Article, language: Language): string {
  return toLanguageScript(article.title, shownLanguage(article, language))
}

/** The address of an article for a reader of `language`. */
export function articleHref(article: Article, language: Language): string {
  return `/help/${encodeURIComponent(article.id)}?lang=${shownLanguage(article, language)}`
}
