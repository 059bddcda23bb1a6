import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { LANGUAGES } from '../../platform/language.js'
import type { Problem } from '../article/problem.js'
import type { Label } from './label.js'

/** Below the content folder. */
export const LABELS_FILE = join('handbook', 'labelled-questions.jsonl')

const labelSchema = z.object({
  text: z.string().trim().min(1),
  lang: z.enum(LANGUAGES),
  gold: z.array(z.string()),
})

const aboutSchema = z.object({ _about: z.string() })

/**
 * Reads what a service team labelled: one JSON object a line, `{"text", "lang", "gold": [id, …]}`,
 * an empty `gold` where no article answers. A first line with `_about` says where they come from.
 *
 * @param known Ids of the articles, for the check of `gold`.
 * @returns All good lines, and all problems at once. No file is no label.
 */
export async function readLabels(
  contentFolder: string,
  known: ReadonlySet<string>,
): Promise<{ readonly labels: readonly Label[]; readonly problems: readonly Problem[] }> {
  let text: string
  try {
    text = await readFile(join(contentFolder, LABELS_FILE), 'utf8')
  } catch {
    return { labels: [], problems: [] }
  }
  const labels: Label[] = []
  const problems: Problem[] = []
  const tell = (line: number, message: string) =>
    problems.push({ level: 'error', file: LABELS_FILE, line, message })
  for (const [i, source] of text.split('\n').entries()) {
    if (source.trim() === '') continue
    const json = parseJson(source)
    if (i === 0 && aboutSchema.safeParse(json).success) continue
    const { data, error } = labelSchema.safeParse(json)
    if (error) {
      const path = error.issues[0]?.path.join('.') ?? ''
      tell(
        i + 1,
        `${path === '' ? 'The line' : `“${path}”`} cannot be read: ${error.issues[0]?.message}. Write {"text": "…", "lang": "zh-Hans", "gold": ["article-id"]}.`,
      )
      continue
    }
    const missing = data.gold.filter((id) => !known.has(id))
    if (missing.length > 0) {
      tell(
        i + 1,
        `There is no article ${missing.join(', ')}. Name one that exists, or leave it out.`,
      )
      continue
    }
    labels.push({ text: data.text, language: data.lang, gold: data.gold })
  }
  return { labels, problems }
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch {
    return undefined
  }
}
