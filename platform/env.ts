import { Fault } from './fault.js'

/** The environment of the process, or what a test puts in its place. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Reads text; empty counts as not given. */
export function textFrom(env: Environment, name: string, fallback: string): string {
  return env[name]?.trim() || fallback
}

/**
 * Reads a whole number.
 *
 * @throws {Fault} `misconfigured` when it is not one, or lies outside `range`.
 */
export function wholeNumberFrom(
  env: Environment,
  name: string,
  fallback: number,
  range: { readonly min: number; readonly max: number },
): number {
  const text = env[name]?.trim()
  if (!text) return fallback
  const value = Number(text)
  if (Number.isInteger(value) && value >= range.min && value <= range.max) return value
  throw new Fault(
    'misconfigured',
    `${name} is ${JSON.stringify(text)}. Set a whole number from ${range.min} to ${range.max}, or leave it out for ${fallback}.`,
  )
}

/**
 * Reads one of a closed list of words.
 *
 * @throws {Fault} `misconfigured` when it is none of them.
 */
export function choiceFrom<Choice extends string>(
  env: Environment,
  name: string,
  choices: readonly Choice[],
  fallback: Choice,
): Choice {
  const text = env[name]?.trim()
  if (!text) return fallback
  const choice = choices.find((candidate) => candidate === text)
  if (choice !== undefined) return choice
  throw new Fault(
    'misconfigured',
    `${name} is ${JSON.stringify(text)}. Set one of ${choices.join(', ')}, or leave it out for ${fallback}.`,
  )
}
