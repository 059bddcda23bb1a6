import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { LANGUAGES, type Language } from '../../platform/language.js'
import type { Problem } from '../article/problem.js'
import { exactKey } from '../search/words/fold-text.js'

/** What one question must be answered with, whatever else changes. */
export interface AnswerTest {
  readonly question: string
  readonly language: Language
  /** Ids of the articles of which any may answer; empty where none may. */
  readonly articles: readonly string[]
  /** What the answer must say: of each, any one of the ways to say it. */
  readonly facts: readonly (readonly string[])[]
  /** What it must never say. */
  readonly forbidden: readonly string[]
  readonly file: string
  /** From 1. */
  readonly line: number
}

/** Below the content folder. */
export const TESTS_FOLDER = 'answer-tests'

const words = z.string().trim().min(1)

const testSchema = z.strictObject({
  question: words,
  lang: z.enum(LANGUAGES),
  articles: z.array(words),
  facts: z.array(z.array(words).min(1)).default([]),
  forbidden: z.array(words).default([]),
})

const aboutSchema = z.object({ _about: z.string() })

const SHAPE =
  '{"question": "…", "lang": "zh-Hans", "articles": ["article-id"], "facts": [["…"]], "forbidden": ["…"]}'

/**
 * Reads `answer-tests/*.jsonl`: one test a line, a first line with `_about` saying what they are.
 *
 * @param originalOf The article's id, or that of what it translates; `undefined` for an id of none.
 * @returns All good lines, and all problems at once. No folder is no test.
 */
export async function readAnswerTests(
  contentFolder: string,
  originalOf: (id: string) => string | undefined,
): Promise<{ readonly tests: readonly AnswerTest[]; readonly problems: readonly Problem[] }> {
  const tests: AnswerTest[] = []
  const problems: Problem[] = []
  const asked = new Map<string, string>()
  for (const name of await testFiles(contentFolder)) {
    const file = join(TESTS_FOLDER, name)
    const text = await readFile(join(contentFolder, file), 'utf8')
    for (const [i, source] of text.split('\n').entries()) {
      const line = i + 1
      const tell = (message: string) => problems.push({ level: 'error', file, line, message })
      if (source.trim() === '') continue
      const json = parseJson(source)
      if (i === 0 && aboutSchema.safeParse(json).success) continue
      const { data, error } = testSchema.safeParse(json)
      if (error) {
        const [issue] = error.issues
        const path = issue?.path.join('.') ?? ''
        tell(
          `${path === '' ? 'The line' : `“${path}”`} cannot be read: ${issue?.message}. Write ${SHAPE}.`,
        )
        continue
      }
      const { question, lang: language, articles, facts, forbidden } = data
      const missing = articles.filter((id) => originalOf(id) === undefined)
      const key = `${language} ${exactKey(question)}`
      const before = asked.get(key)
      if (missing.length > 0) {
        tell(`There is no article ${missing.join(', ')}. Name one that exists, or leave it out.`)
      } else if (articles.length === 0 && facts.length > 0) {
        tell(
          'No article may answer, so there are no facts to say. Name the article, or leave facts out.',
        )
      } else if (before !== undefined) {
        tell(`The question is asked in ${before} already. Keep one of the two.`)
      } else {
        asked.set(key, `${file}:${line}`)
        tests.push({ question, language, articles, facts, forbidden, file, line })
      }
    }
  }
  return { tests, problems }
}

async function testFiles(contentFolder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(join(contentFolder, TESTS_FOLDER))
    return names.filter((name) => name.endsWith('.jsonl')).sort()
  } catch {
    return []
  }
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch {
    return undefined
  }
}
