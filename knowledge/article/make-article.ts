import type { Article } from './article.js'
import { parseArticle } from './parse-article.js'

/** An article for tests, from the fields that matter and a body. */
export function makeArticle(
  fields: Partial<
    Pick<Article, 'id' | 'title' | 'language' | 'questions' | 'translates' | 'state'>
  >,
  body = '',
): Article {
  const { id = 'sample', title = 'Sample', language = 'en' } = fields
  const parsed = parseArticle(`${id}.md`, new TextEncoder().encode(body), 'allow')
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'))
  return { ...parsed.article, questions: [], plain: false, ...fields, id, title, language }
}
