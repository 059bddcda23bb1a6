import { isLanguage, LANGUAGES } from '../../platform/language.js'
import { HOLDS } from '../signal/signal.js'
import type { Condition } from './rule.js'

const DECISIONS = ['answer', 'ask-back', 'hand-over', 'failed'] as const
const KINDS = ['signal', 'failures', 'repeats', 'decision', 'language', 'any', 'all']

/** Tells what is wrong at a place inside the condition. */
export type ReportAt = (path: readonly PropertyKey[], message: string) => void

/**
 * Reads the `when` of a rule.
 *
 * @returns `undefined` when something was reported.
 */
export function readCondition(
  value: unknown,
  signals: readonly string[],
  report: ReportAt,
  path: readonly PropertyKey[] = [],
): Condition | undefined {
  const wrong = (message: string, ...more: readonly PropertyKey[]): undefined => {
    report([...path, ...more], message)
  }
  const parts = isRecord(value) ? value : {}
  const kinds = KINDS.filter((kind) => kind in parts)
  const [kind] = kinds
  const allowed = kind === 'signal' ? ['signal', 'atLeast'] : [kind]
  const extra = Object.keys(parts).find((key) => !allowed.includes(key) && !KINDS.includes(key))
  if (kind === undefined || kinds.length > 1) {
    return wrong(`has to name exactly one of ${KINDS.join(', ')}; use "all" to join several`)
  }
  if (extra !== undefined) return wrong(`${extra} does not belong beside ${kind}. Remove it`, extra)
  const given = parts[kind]
  const shown = JSON.stringify(given)
  switch (kind) {
    case 'signal': {
      const known = signals.find((name) => name === given)
      if (known === undefined) {
        return wrong(`${shown} is no signal. Use one of ${signals.join(', ')}`, kind)
      }
      const atLeast = parts['atLeast'] ?? HOLDS
      if (typeof atLeast === 'number' && atLeast >= HOLDS && atLeast <= 1) {
        return { signal: known, atLeast }
      }
      return wrong(`${JSON.stringify(atLeast)} is no strength from ${HOLDS} to 1`, 'atLeast')
    }
    case 'failures':
    case 'repeats': {
      if (typeof given !== 'number' || !Number.isInteger(given) || given < 1) {
        return wrong(`${shown} is no whole number from 1 on`, kind)
      }
      return kind === 'failures' ? { failures: given } : { repeats: given }
    }
    case 'decision': {
      const decision = DECISIONS.find((name) => name === given)
      if (decision) return { decision }
      return wrong(`${shown} is no decision. Use one of ${DECISIONS.join(', ')}`, kind)
    }
    case 'language':
      if (isLanguage(given)) return { language: given }
      return wrong(`${shown} is no language. Use one of ${LANGUAGES.join(', ')}`, kind)
    default: {
      if (!Array.isArray(given) || given.length === 0) {
        return wrong(`${shown} is no list of conditions`, kind)
      }
      const read = given.map((part: unknown, index) =>
        readCondition(part, signals, report, [...path, kind, index]),
      )
      const conditions = read.filter((condition) => condition !== undefined)
      if (conditions.length < read.length) return undefined
      return kind === 'any' ? { any: conditions } : { all: conditions }
    }
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
