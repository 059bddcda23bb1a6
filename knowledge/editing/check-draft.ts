import type { Article, Day } from '../article/article.js'
import { checkArticles } from '../article/check-articles.js'
import { parseArticle } from '../article/parse-article.js'
import { byWeight, type Problem } from '../article/problem.js'
import { exactKey } from '../search/words/fold-text.js'

export interface DraftCheck {
  /** `null` when it cannot be read as one. */
  readonly article: Article | null
  /** Errors first; an error keeps it from being published. */
  readonly problems: readonly Problem[]
}

export interface CheckDeps {
  readonly articles: () => readonly Article[]
  /** All files below the articles' folder. */
  readonly files: () => ReadonlySet<string>
}

/** @param pictures Files that will be there once it is published. */
export type CheckDraft = (
  text: { readonly file: string; readonly source: string },
  pictures: readonly string[],
  today: Day,
) => DraftCheck

/**
 * What the check would say of a text if it stood in its file, beside all other articles.
 *
 * It is asked while somebody types, so other articles' questions are folded once for each article,
 * and only those take part that have something to do with the text.
 */
export function createCheckDraft(deps: CheckDeps): CheckDraft {
  const known = new WeakMap<Article, ReadonlySet<string>>()
  const keysOf = (article: Article) => {
    const keys = known.get(article) ?? new Set(article.questions.map(exactKey))
    known.set(article, keys)
    return keys
  }
  return ({ file, source }, pictures, today) => {
    const parsed = parseArticle(file, new TextEncoder().encode(source), 'refuse')
    if (!parsed.ok) return { article: null, problems: parsed.problems }
    const { article } = parsed
    const own = [...keysOf(article)]
    const named = new Set([article.id, article.translates, article.supersedes])
    const related = deps.articles().filter((other) => {
      if (other.file === file) return false
      const keys = keysOf(other)
      return named.has(other.id) || own.some((key) => keys.has(key))
    })
    const files = new Set([...deps.files(), file, ...pictures])
    const problems = checkArticles([...related, article], files, today)
    return { article, problems: problems.filter((each) => each.file === file).sort(byWeight) }
  }
}
