import { Fault } from '../../platform/fault.js'
import { compareRuns } from './compare-runs.js'
import { type ReadRun, readRun } from './read-run.js'
import { tellComparison } from './tell-comparison.js'

/**
 * Compares two files, the earlier run first, and prints what is better and what is worse.
 *
 * @throws {Fault} `bad-input` unless both are runs with a suite in common.
 */
export async function compareFiles(
  files: readonly string[],
  print: (text: string) => void,
): Promise<void> {
  const [first, second] = files
  if (first === undefined || second === undefined || files.length > 2) {
    throw new Fault(
      'bad-input',
      `compare takes two runs, and ${files.length} are named: npm run evals -- compare BEFORE.json AFTER.json`,
    )
  }
  const [before, after] = [await readRun(first), await readRun(second)]
  const comparisons = compareRuns(before.suites, after.suites)
  if (comparisons.length === 0) {
    throw new Fault(
      'bad-input',
      `${first} has ${namesOf(before)}, and ${second} has ${namesOf(after)}: they have no suite in common.`,
    )
  }
  print(`From ${nameOf(before)} to ${nameOf(after)}\n\n${tellComparison(comparisons)}\n`)
}

function namesOf({ suites }: ReadRun): string {
  return suites.map(({ suite }) => suite).join(', ')
}

/** By its commit where it is known, else by its file. */
export function nameOf({ file, origin }: ReadRun): string {
  if (origin === null || origin.commit === null) return file
  const { commit, changed, at } = origin
  return `${commit.slice(0, 7)}${changed ? ' with changes' : ''} of ${at}`
}
