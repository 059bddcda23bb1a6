import { type Knowledge, toLanguageScript } from '../knowledge/index.js'
import type { Language } from '../platform/language.js'

/** The articles that may be named as right, with their titles; those in the reader's language first. */
export function articleTitles(
  knowledge: Pick<Knowledge, 'articles'>,
): (language: Language) => ReadonlyMap<string, string> {
  return (language) => {
    const isOwn = (other: Language) => (other === 'en') === (language === 'en')
    const articles = knowledge
      .articles()
      .filter(({ state }) => state !== 'archived')
      .map((article) => ({ ...article, title: toLanguageScript(article.title, language) }))
    const collator = new Intl.Collator(language)
    const sorted = articles.toSorted(
      (a, b) =>
        Number(isOwn(b.language)) - Number(isOwn(a.language)) || collator.compare(a.title, b.title),
    )
    return new Map(sorted.map(({ id, title }) => [id, title]))
  }
}
