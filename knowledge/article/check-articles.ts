import { dirname, join } from 'node:path/posix'
import { exactKey } from '../search/words/fold-text.js'
import { type Article, type Day, isExpired } from './article.js'
import { messageOf, type Problem, type ProblemReason } from './problem.js'

/** Fewer ways of asking find too little: 5 to 20 raised right first answers from 63 to 76 %. */
const FEWEST_QUESTIONS = 5

/**
 * What is wrong between articles, and what each alone would not show.
 *
 * @param articles All that could be read, two of one id included.
 * @param files All files of the folder, so that a link to a picture is no broken one.
 */
export function checkArticles(
  articles: readonly Article[],
  files: ReadonlySet<string>,
  today: Day,
): readonly Problem[] {
  const byId = new Map<string, Article>()
  const problems: Problem[] = []
  const tell = (article: Article, field: string, reason: ProblemReason) =>
    problems.push(problemIn(article, 'error', lineOf(article.source, field), reason))

  for (const article of articles) {
    const first = byId.get(article.id)
    if (first === undefined) byId.set(article.id, article)
    else tell(article, 'id:', { kind: 'same-id', id: article.id, file: first.file })
  }
  for (const article of articles) {
    for (const field of ['translates', 'supersedes'] as const) {
      const target = article[field]
      if (target !== null && !byId.has(target)) {
        tell(article, `${field}:`, { kind: 'names-none', field, target })
      }
    }
    problems.push(...brokenLinks(article, files))
    if (!article.plain) problems.push(...checkUpkeep(article, today))
  }
  problems.push(...repeatedQuestions(articles))
  return problems
}

function checkUpkeep(article: Article, today: Day): readonly Problem[] {
  const problems: Problem[] = []
  const warn = (field: string, reason: ProblemReason) =>
    problems.push(problemIn(article, 'warning', lineOf(article.source, field), reason))
  const count = article.questions.length
  if (count < FEWEST_QUESTIONS) {
    warn('questions:', { kind: 'few-questions', count, more: FEWEST_QUESTIONS - count })
  }
  if (isExpired(article, today)) {
    const over = article.validUntil !== null && article.validUntil < today
    const field = over ? 'validUntil' : 'reviewBy'
    warn(`${field}:`, { kind: 'expired', field, day: String(article[field]) })
  }
  return problems
}

function brokenLinks(article: Article, files: ReadonlySet<string>): readonly Problem[] {
  return article.links.flatMap(({ url, line }) => {
    const target = relativeTarget(article.file, url)
    if (target === null || files.has(target)) return []
    // Other tools' folders link to pages that only those tools make.
    const level = article.plain ? 'warning' : 'error'
    return problemIn(article, level, line, { kind: 'broken-link', url, target })
  })
}

/** The file below the articles' folder that a relative link means; `null` for any other link. */
export function relativeTarget(file: string, url: string): string | null {
  if (/^[a-z][a-z0-9+.-]*:|^[/#?]/i.test(url) || url === '') return null
  const path = url.replace(/[?#].*$/, '')
  try {
    return join(dirname(file), decodeURIComponent(path))
  } catch {
    return join(dirname(file), path)
  }
}

function repeatedQuestions(articles: readonly Article[]): readonly Problem[] {
  const seen = new Map<string, Article>()
  const problems: Problem[] = []
  for (const article of articles) {
    for (const question of article.questions) {
      const key = exactKey(question)
      const first = seen.get(key)
      if (first === undefined) {
        seen.set(key, article)
        continue
      }
      const line = lineOf(article.source, question)
      problems.push(
        first === article
          ? problemIn(article, 'warning', line, { kind: 'asked-twice', question })
          : problemIn(article, 'error', line, {
              kind: 'asked-elsewhere',
              question,
              file: first.file,
            }),
      )
    }
  }
  return problems
}

function problemIn(
  { file }: Article,
  level: Problem['level'],
  line: number,
  reason: ProblemReason,
): Problem {
  return { level, file, line, message: messageOf(reason), reason }
}

function lineOf(source: string, text: string): number {
  const at = source.indexOf(text)
  return at === -1 ? 1 : source.slice(0, at).split('\n').length
}
