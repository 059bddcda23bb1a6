import { dirname, join } from 'node:path/posix'
import { exactKey } from '../search/words/fold-text.js'
import { type Article, type Day, isExpired } from './article.js'
import type { Problem } from './problem.js'

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
  const tell = (level: Problem['level'], article: Article, field: string, message: string) =>
    problems.push({ level, file: article.file, line: lineOf(article.source, field), message })

  for (const article of articles) {
    const first = byId.get(article.id)
    if (first === undefined) byId.set(article.id, article)
    else {
      const message = `The id ${article.id} is also that of ${first.file}. Give this article another id.`
      tell('error', article, 'id:', message)
    }
  }
  for (const article of articles) {
    for (const field of ['translates', 'supersedes'] as const) {
      const target = article[field]
      if (target !== null && !byId.has(target)) {
        const message = `${field} names ${target}, which no article has as its id. Write an id that exists, or leave the field out.`
        tell('error', article, `${field}:`, message)
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
  const warn = (field: string, message: string) =>
    problems.push({
      level: 'warning',
      file: article.file,
      line: lineOf(article.source, field),
      message,
    })
  const count = article.questions.length
  if (count < FEWEST_QUESTIONS) {
    warn(
      'questions:',
      `It has ${count} questions. Add ${FEWEST_QUESTIONS - count} or more ways in which customers ask this.`,
    )
  }
  if (isExpired(article, today)) {
    const over = article.validUntil !== null && article.validUntil < today
    const field = over ? 'validUntil' : 'reviewBy'
    warn(
      `${field}:`,
      `It does not answer, since ${field} is ${article[field]}. Review it and set a later day, or set state to archived.`,
    )
  }
  return problems
}

function brokenLinks(article: Article, files: ReadonlySet<string>): readonly Problem[] {
  return article.links.flatMap(({ url, line }) => {
    const target = relativeTarget(article.file, url)
    if (target === null || files.has(target)) return []
    return {
      // Other tools' folders link to pages that only those tools make.
      level: article.plain ? 'warning' : 'error',
      file: article.file,
      line,
      message: `The link ${url} leads to ${target}, which does not exist. Write the path from this file to the other.`,
    }
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
      const where = first === article ? 'above' : `in ${first.file}`
      problems.push({
        level: first === article ? 'warning' : 'error',
        file: article.file,
        line: lineOf(article.source, question),
        message: `The question ${JSON.stringify(question)} stands ${where} already. Keep it where it is answered.`,
      })
    }
  }
  return problems
}

function lineOf(source: string, text: string): number {
  const at = source.indexOf(text)
  return at === -1 ? 1 : source.slice(0, at).split('\n').length
}
