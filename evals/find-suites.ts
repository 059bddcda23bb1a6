import { readdirSync } from 'node:fs'
import { Fault } from '../platform/fault.js'
import type { Suite } from './suite.js'

const FOLDER = new URL('./suites/', import.meta.url)

/** The names of all suites: each file of `suites/` is one. */
export function suiteNames(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .toSorted()
}

/**
 * Loads suites by name, in the order given.
 *
 * @throws {Fault} `bad-input` for a name that no file of `suites/` has.
 */
export async function findSuites(names: readonly string[]): Promise<readonly Suite[]> {
  const known = suiteNames()
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    throw new Fault(
      'bad-input',
      `There is no suite ${unknown.map((name) => JSON.stringify(name)).join(', ')}. The suites are ${known.join(', ')}.`,
    )
  }
  return Promise.all(
    names.map(async (name) => {
      const module: { suite: Suite } = await import(new URL(`${name}.ts`, FOLDER).href)
      return module.suite
    }),
  )
}
