import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Day } from '../article/article.js'
import type { Problem } from '../article/problem.js'
import { byImportance, type Finding } from './finding.js'

/**
 * Below the content folder, so that a reason is reviewed and kept with the words that it is about,
 * and a check of a pull request, which has no data folder, knows it too.
 */
export const SEEN_FILE = join('handbook', 'seen-advice.jsonl')

const seenSchema = z.object({
  finding: z.string().min(1),
  by: z.string().min(1),
  on: z.iso.date(),
  reason: z.string().trim().min(1),
})
type SeenLine = z.infer<typeof seenSchema>

/** What editors let stand, by the finding's key; and the lines that cannot be read. */
export interface SeenAdvice {
  readonly seen: ReadonlyMap<string, SeenLine>
  readonly problems: readonly Problem[]
}

/** No file is no advice seen. */
export async function readSeenAdvice(contentFolder: string): Promise<SeenAdvice> {
  const seen = new Map<string, SeenLine>()
  const problems: Problem[] = []
  let text: string
  try {
    text = await readFile(join(contentFolder, SEEN_FILE), 'utf8')
  } catch {
    return { seen, problems }
  }
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const read = seenSchema.safeParse(parseJson(line))
    if (read.success) seen.set(read.data.finding, read.data)
    else {
      const message =
        'The line cannot be read. Write {"finding": "…", "by": "…", "on": "2026-11-23", "reason": "…"}, or delete it.'
      problems.push({ level: 'error', file: SEEN_FILE, line: i + 1, message })
    }
  }
  return { seen, problems }
}

/** Says why an advice stands. An error cannot be let stand. */
export async function markSeen(
  contentFolder: string,
  finding: Finding,
  by: string,
  reason: string,
  on: Day,
): Promise<void> {
  const file = join(contentFolder, SEEN_FILE)
  const line: SeenLine = { finding: finding.key, by, on, reason }
  await mkdir(dirname(file), { recursive: true })
  await appendFile(file, `${JSON.stringify(line)}\n`)
}

/** The findings with what editors said of them; those that somebody let stand come last. */
export function withSeen(
  findings: readonly Finding[],
  { seen }: Pick<SeenAdvice, 'seen'>,
): readonly Finding[] {
  // Most folders have none, and thousands of findings are in order already.
  if (seen.size === 0) return findings
  return findings
    .map((finding) => {
      const known = finding.level === 'advice' ? seen.get(finding.key) : undefined
      if (!known) return finding
      const { by, on, reason } = known
      return { ...finding, seen: { by, on, reason } }
    })
    .sort(byImportance)
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
