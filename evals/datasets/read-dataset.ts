import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import { Fault, reasonOf } from '../../platform/fault.js'

/** What the first line may say of the file. Any other key may stand beside these. */
const headerSchema = z.object({
  _about: z.string(),
  /** Day on which the questions were written, such as `2026-11-23`. */
  written: z.iso.date().optional(),
  /** Said once for all lines: each has several meanings, and asking back is the right act. */
  expects: z.literal('ask-back').optional(),
  /** Number of questions, by which a file that was cut short is known. */
  count: z.int().optional(),
})

export type DatasetHeader = z.infer<typeof headerSchema>

export interface Dataset<Line> {
  /** The file's name, without its folder. */
  readonly name: string
  readonly header: DatasetHeader | null
  readonly lines: readonly Line[]
  /** Of the file's bytes: tells apart two versions of it. */
  readonly digest: string
}

/** Enough to see what kind of mistake it is. */
const SHOWN_PROBLEMS = 20

/**
 * Reads a dataset: one JSON object a line, the first of which may be a header with `_about`.
 * Empty lines are skipped, and keys that the schema does not name are left out.
 *
 * @throws {Fault} `bad-input` with the file and line of every problem, for all lines at once; also
 *   when the file cannot be read, or holds no question.
 */
export async function readDataset<Line extends { readonly id: string }>(
  file: string,
  schema: z.ZodType<Line>,
): Promise<Dataset<Line>> {
  const { dataset, problems } = await examine(file, schema)
  if (problems.length > 0) throw new Fault('bad-input', describe([{ file, problems }]))
  return dataset
}

interface Examined<Line> {
  readonly dataset: Dataset<Line>
  readonly problems: readonly string[]
}

async function examine<Line extends { readonly id: string }>(
  file: string,
  schema: z.ZodType<Line>,
): Promise<Examined<Line>> {
  const text = await readText(file)
  const problems: string[] = []
  const lines: Line[] = []
  const lineOf = new Map<string, number>()
  let header: DatasetHeader | null = null

  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const number = index + 1
    const report = (problem: string) => problems.push(`${file}:${number} ${problem}`)
    const value = parseJson(line, report)
    if (value === undefined) continue

    if (isHeader(value)) {
      if (header !== null || lines.length > 0) report('is a second header; keep one, on line 1.')
      else header = check(value, headerSchema, report) ?? null
      continue
    }
    const checked = check(value, schema, report)
    if (checked === undefined) continue
    const { id } = checked
    const earlier = lineOf.get(id)
    if (earlier === undefined) lineOf.set(id, number)
    else report(`has the id ${JSON.stringify(id)} of line ${earlier}; give it one of its own.`)
    lines.push(checked)
  }

  if (header?.count !== undefined && header.count !== lines.length && problems.length === 0) {
    problems.push(`${file} says "count": ${header.count}, and ${lines.length} questions follow.`)
  }
  if (lines.length === 0 && problems.length === 0) {
    throw new Fault('bad-input', `${file} holds no question. Write one JSON object a line.`)
  }
  const digest = createHash('sha256').update(text).digest('hex').slice(0, DIGEST_LENGTH)
  return { dataset: { name: basename(file), header, lines, digest }, problems }
}

/** Enough that two versions of a file never share it. */
const DIGEST_LENGTH = 12

/**
 * Reads several, in their order.
 *
 * @throws {Fault} `bad-input` with every problem of every file.
 */
export async function readDatasets<Line extends { readonly id: string }>(
  files: readonly string[],
  schema: z.ZodType<Line>,
): Promise<readonly Dataset<Line>[]> {
  const examined = await Promise.all(files.map((file) => examine(file, schema)))
  const wrong = examined.flatMap(({ problems }, i) =>
    problems.length > 0 ? [{ file: files[i] ?? '', problems }] : [],
  )
  if (wrong.length > 0) throw new Fault('bad-input', describe(wrong))
  return examined.map(({ dataset }) => dataset)
}

async function readText(file: string): Promise<string> {
  try {
    const bytes = await readFile(file)
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new Fault('bad-input', `The dataset ${file} cannot be read: ${reasonOf(cause)}.`, {
      cause,
    })
  }
}

function parseJson(text: string, report: (problem: string) => void): unknown {
  try {
    return JSON.parse(text)
  } catch {
    report('is not JSON; write one whole object on a line.')
    return undefined
  }
}

function isHeader(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '_about' in value
}

function check<Value>(
  value: unknown,
  schema: z.ZodType<Value>,
  report: (problem: string) => void,
): Value | undefined {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  for (const { path, message } of result.error.issues) {
    report(path.length === 0 ? `is wrong: ${message}.` : `"${path.join('.')}" ${message}.`)
  }
  return undefined
}

function describe(
  wrong: readonly { readonly file: string; readonly problems: readonly string[] }[],
): string {
  return wrong
    .flatMap(({ file, problems }) => {
      const shown = problems.slice(0, SHOWN_PROBLEMS)
      const rest = problems.length - shown.length
      return [
        `The dataset ${file} has ${problems.length} problem${problems.length === 1 ? '' : 's'}.`,
        ...shown,
        ...(rest > 0 ? [`… and ${rest} more.`] : []),
      ]
    })
    .join('\n')
}
