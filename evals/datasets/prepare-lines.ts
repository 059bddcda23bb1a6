import type { z } from 'zod'
import type { OnProgress, Prepared, SuiteResult } from '../suite.js'
import { type Dataset, readDatasets } from './read-dataset.js'

/**
 * Prepares a suite whose files all hold lines of one kind.
 *
 * @throws {Fault} `bad-input` with every problem of every file.
 */
export async function prepareLines<Line extends { readonly id: string }, Deps>(
  files: readonly string[],
  schema: z.ZodType<Line>,
  run: (
    datasets: readonly Dataset<Line>[],
    deps: Deps,
    onProgress: OnProgress,
    signal: AbortSignal,
  ) => Promise<SuiteResult>,
): Promise<Prepared<Deps>> {
  const datasets = await readDatasets(files, schema)
  return { datasets, run: (...asked) => run(datasets, ...asked) }
}
