import { join, resolve } from 'node:path'
import { Fault } from '../platform/fault.js'
import { DATASETS } from './evaluate.js'
import { findSuites, suiteNames } from './find-suites.js'

/**
 * Checks datasets against the suites that read them: all of our own, or the files named. A file of
 * somebody else's is well formed when any suite can read it.
 *
 * @throws {Fault} `bad-input` with every problem of every file.
 */
export async function checkDatasets(
  files: readonly string[],
  print: (text: string) => void,
): Promise<void> {
  const suites = await findSuites(suiteNames())
  const problems: string[] = []
  const own = suites.flatMap(({ datasets }) => datasets.map((name) => join(DATASETS, name)))
  for (const file of files.length > 0 ? files.map((name) => resolve(name)) : new Set(own)) {
    const known = suites.filter(({ datasets }) =>
      datasets.some((name) => join(DATASETS, name) === file),
    )
    const readers: string[] = []
    const refusals: string[] = []
    for (const suite of known.length > 0 ? known : suites) {
      try {
        await suite.prepare([file])
        readers.push(suite.name)
      } catch (cause) {
        if (!(cause instanceof Fault)) throw cause
        refusals.push(`As a dataset of ${suite.name}: ${cause.message}`)
      }
    }
    const isGood = known.length > 0 ? refusals.length === 0 : readers.length > 0
    if (isGood) print(`${file}: ${readers.join(', ')}`)
    else problems.push(...refusals)
  }
  if (problems.length > 0) throw new Fault('bad-input', problems.join('\n'))
}
