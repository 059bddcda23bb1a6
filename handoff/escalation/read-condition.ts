import { isLanguage, LANGUAGES } from '../../platform/language.js'
import { SERVICES } from '../case/case.js'
import { HOLDS } from '../signal/signal.js'
import { CURRENCIES } from './read-money.js'
import type { Condition } from './rule.js'

const DECISIONS = ['answer', 'ask-back', 'hand-over', 'failed'] as const
const KINDS = [
  'signal',
  'failures',
  'repeats',
  'decision',
  'service',
  'money',
  'departments',
  'value',
  'emergency',
  'language',
  'any',
  'all',
]

const EMERGENCY = /^[a-z][a-z0-9-]*$/

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
    case 'service': {
      const service = SERVICES.find((name) => name === given)
      if (service) return { service }
      return wrong(`${shown} is no kind of service. Use one of ${SERVICES.join(', ')}`, kind)
    }
    case 'money':
      return readLimits(given, wrong)
    case 'departments':
      if (given === 2 || given === 3) return { departments: given }
      return wrong(`${shown} is no number of departments. Write 2 or 3`, kind)
    case 'value':
      if (given === 'valued') return { value: given }
      return wrong(`${shown} sets no customer apart. Write valued`, kind)
    case 'emergency':
      if (typeof given === 'string' && EMERGENCY.test(given)) return { emergency: given }
      return wrong(`${shown} is no emergency. Write its id, such as system-failure, or any`, kind)
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

function readLimits(
  given: unknown,
  wrong: (message: string, ...more: readonly PropertyKey[]) => undefined,
): Condition | undefined {
  const limits = isRecord(given) ? Object.entries(given) : []
  if (limits.length === 0) {
    const message = `${JSON.stringify(given)} is no limit. Write it with its currency, such as { CNY: 1000 }`
    return wrong(message, 'money')
  }
  for (const [currency, limit] of limits) {
    if (!CURRENCIES.some((known) => known === currency)) {
      const message = `${currency} is no currency that is read. Use one of ${CURRENCIES.join(', ')}`
      return wrong(message, 'money', currency)
    }
    if (typeof limit !== 'number' || !(limit > 0)) {
      return wrong(`${JSON.stringify(limit)} is no amount above 0`, 'money', currency)
    }
  }
  return { money: Object.fromEntries(limits) }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
