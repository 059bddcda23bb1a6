import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { Fault, reasonOf } from '../../platform/fault.js'
import { MARK_KINDS } from '../report/mark.js'
import { UNITS } from '../suite.js'
import type { ComparableSuite } from './compare-runs.js'

const mark = z.union([z.number(), z.tuple([z.number(), z.number()])])

const suiteSchema = z.object({
  suite: z.string(),
  datasets: z.array(z.object({ name: z.string(), digest: z.string().optional() })),
  measures: z.record(
    z.string(),
    z.object({
      unit: z.enum(UNITS),
      good: z.enum(['high', 'low']).optional(),
      mark: z.enum(MARK_KINDS).optional(),
    }),
  ),
  questions: z.array(
    z.object({
      id: z.string(),
      groups: z.array(z.string()),
      marks: z.record(z.string(), mark.nullable()),
    }),
  ),
})

/** A run that was kept: its suites, with what they were made from. */
const keptSchema = z.object({
  commit: z.string().nullable(),
  changed: z.boolean(),
  at: z.string(),
  content: z.object({ name: z.string(), digest: z.string() }),
  suites: z.record(z.string(), suiteSchema),
})

export type RunOrigin = Omit<z.infer<typeof keptSchema>, 'suites'>

/** A run as it is compared. */
export interface ReadRun {
  readonly file: string
  /** `null` for a file of `--json`, which does not say. */
  readonly origin: RunOrigin | null
  readonly suites: readonly ComparableSuite[]
}

/**
 * Reads a run: one that was kept, or a file of `--json` with one suite or several.
 *
 * @throws {Fault} `bad-input` when it is none of them.
 */
export async function readRun(file: string): Promise<ReadRun> {
  const value = await readJson(file)
  const kept = keptSchema.safeParse(value)
  if (kept.success) {
    const { suites, ...origin } = kept.data
    return { file, origin, suites: Object.values(suites).map(asComparable) }
  }
  const one = suiteSchema.safeParse(value)
  if (one.success) return { file, origin: null, suites: [asComparable(one.data)] }
  const several = z.record(z.string(), suiteSchema).safeParse(value)
  if (several.success && Object.keys(several.data).length > 0) {
    return { file, origin: null, suites: Object.values(several.data).map(asComparable) }
  }
  throw new Fault(
    'bad-input',
    `${file} is no run that can be compared: it has no suites with the marks of their questions. Name a file of .kefu/evals, or one written by --json.`,
  )
}

function asComparable({ datasets, measures, ...suite }: z.infer<typeof suiteSchema>) {
  return {
    ...suite,
    datasets,
    measures: Object.fromEntries(
      Object.entries(measures).map(([name, { unit, good, mark }]) => [
        name,
        { unit, ...(good && { good }), ...(mark && { mark }) },
      ]),
    ),
  } satisfies ComparableSuite
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (cause) {
    throw new Fault('bad-input', `The run ${file} cannot be read: ${reasonOf(cause)}.`, { cause })
  }
}
