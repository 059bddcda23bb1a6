import { FACT_NAMES, type FactName, SHARES, type Trigger } from './trigger.js'

/** Told of a mistake, and where it is below the trigger. */
type Report = (path: readonly PropertyKey[], message: string) => void

/**
 * Reads a trigger as editors write it: `{ waiting: 20 }`, joined by `any` and `all`.
 *
 * @returns `undefined` when it has a mistake; all of them were then reported.
 */
export function readTrigger(given: unknown, report: Report): Trigger | undefined {
  return read(given, [], report)
}

function read(given: unknown, path: readonly PropertyKey[], report: Report): Trigger | undefined {
  const entries = typeof given === 'object' && given !== null ? Object.entries(given) : []
  const [entry, second] = entries
  if (Array.isArray(given) || entry === undefined || second !== undefined) {
    report(
      path,
      `${JSON.stringify(given)} is no condition. Write one fact, such as { waiting: 20 }`,
    )
    return undefined
  }
  const [name, value]: [string, unknown] = entry
  const at = [...path, name]
  if (name === 'any' || name === 'all') return readParts(name, value, at, report)
  if (!isFactName(name)) {
    report(at, `is nothing that is measured. Use ${FACT_NAMES.join(', ')}, any or all`)
    return undefined
  }
  const isNumber = typeof value === 'number' && value > 0
  if (!isNumber || (SHARES.has(name) && value > 1)) {
    const wanted = SHARES.has(name) ? 'a share above 0 and up to 1' : 'a number above 0'
    report(at, `${JSON.stringify(value)} is no limit. Write ${wanted}`)
    return undefined
  }
  return { fact: name, atLeast: value }
}

function readParts(
  name: 'any' | 'all',
  value: unknown,
  path: readonly PropertyKey[],
  report: Report,
): Trigger | undefined {
  if (!Array.isArray(value) || value.length === 0) {
    report(path, 'is empty. List one condition or more below it')
    return undefined
  }
  const parts = value.map((part, index) => read(part, [...path, index], report))
  const known = parts.filter((part) => part !== undefined)
  if (known.length < parts.length) return undefined
  return name === 'any' ? { any: known } : { all: known }
}

function isFactName(name: string): name is FactName {
  return FACT_NAMES.some((each) => each === name)
}
