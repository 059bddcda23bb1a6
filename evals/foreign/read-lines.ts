import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { Fault, reasonOf } from '../../platform/fault.js'

/** What could be read of somebody else's file. */
export interface ForeignLines<Line> {
  readonly lines: readonly Line[]
  /** One sentence for each line that could not be used, with its number. */
  readonly problems: readonly string[]
}

/** Enough to see what kind of mistake it is. */
const SHOWN_PROBLEMS = 20

/**
 * Reads one JSON object a line from a file that others wrote: a line that cannot be used is told
 * of, and the rest goes on. Empty lines are skipped.
 *
 * @throws {Fault} `bad-input` when the file cannot be read, is empty, or has no line of use.
 */
export async function readLines<Line>(
  file: string,
  schema: z.ZodType<Line>,
): Promise<ForeignLines<Line>> {
  const lines: Line[] = []
  const problems: string[] = []
  for (const [index, text] of (await readText(file)).split(/\r?\n/).entries()) {
    if (text.trim() === '') continue
    const read = readLine(text, schema)
    if ('line' in read) lines.push(read.line)
    else problems.push(`${file}:${index + 1} ${read.problem}`)
  }
  if (lines.length > 0) return { lines, problems }
  if (problems.length === 0) {
    throw new Fault('bad-input', `${file} is empty. Write one JSON object a line.`)
  }
  throw new Fault(
    'bad-input',
    [`No line of ${file} can be used.`, ...shownProblems(problems)].join('\n'),
  )
}

/** The first problems, and how many more there are. */
export function shownProblems(problems: readonly string[]): readonly string[] {
  const rest = problems.length - SHOWN_PROBLEMS
  return [
    ...problems.slice(0, SHOWN_PROBLEMS),
    ...(rest > 0 ? [`… and ${rest} more lines like these.`] : []),
  ]
}

async function readText(file: string): Promise<string> {
  try {
    const bytes = await readFile(file)
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new Fault('bad-input', `${file} cannot be read: ${reasonOf(cause)}.`, { cause })
  }
}

function readLine<Line>(
  text: string,
  schema: z.ZodType<Line>,
): { readonly line: Line } | { readonly problem: string } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { problem: 'is not JSON; write one whole object on a line.' }
  }
  const result = schema.safeParse(value)
  if (result.success) return { line: result.data }
  const told = result.error.issues.map(({ path, message }) =>
    path.length === 0 ? `is wrong: ${message}` : `"${path.join('.')}" ${message}`,
  )
  return { problem: `${told.join('; ')}.` }
}
