import type { Amount } from './read-money.js'
import {
  ANY_EMERGENCY,
  type Condition,
  type EscalationRule,
  type Facts,
  type FiredRule,
  type Limits,
} from './rule.js'

/** Finds the rules that hold, the one that decides first. */
export function evaluateRules(
  rules: readonly EscalationRule[],
  facts: Facts,
): readonly FiredRule[] {
  return rules
    .filter((rule) => holds(rule.when, facts))
    .map((rule) => ({ ...rule, causes: [...new Set(causesOf(rule.when, facts))] }))
    .sort((a, b) => a.order - b.order)
}

/** Facts of which the language may be unknown. */
export type PartlyKnown = Omit<Facts, 'language'> & { readonly language: Facts['language'] | null }

/**
 * Whether a condition is true of these facts. More signals, failures, repeats, money, departments
 * or emergencies never undo it, so nothing that a customer adds stops a handoff.
 */
export function holds(condition: Condition, facts: PartlyKnown): boolean {
  if ('signal' in condition) return strengthOf(condition.signal, facts) >= condition.atLeast
  if ('failures' in condition) return facts.failures >= condition.failures
  if ('repeats' in condition) return facts.repeats >= condition.repeats
  if ('decision' in condition) return facts.decision === condition.decision
  if ('service' in condition) return facts.service === condition.service
  if ('money' in condition) return facts.money.some((amount) => reaches(amount, condition.money))
  if ('departments' in condition) return facts.departments.length >= condition.departments
  if ('value' in condition) return facts.value === condition.value
  if ('emergency' in condition) return isInForce(condition.emergency, facts.emergencies)
  if ('language' in condition) return facts.language === condition.language
  if ('any' in condition) return condition.any.some((part) => holds(part, facts))
  return condition.all.every((part) => holds(part, facts))
}

function reaches({ value, currency }: Amount, limits: Limits): boolean {
  return value >= (limits[currency] ?? Number.POSITIVE_INFINITY)
}

function isInForce(emergency: string, emergencies: readonly string[]): boolean {
  return emergency === ANY_EMERGENCY ? emergencies.length > 0 : emergencies.includes(emergency)
}

function strengthOf(name: string, { signals }: PartlyKnown): number {
  return Math.max(0, ...signals.filter((signal) => signal.name === name).map((s) => s.strength))
}

function causesOf(condition: Condition, facts: Facts): readonly string[] {
  if (!holds(condition, facts)) return []
  if ('any' in condition) return condition.any.flatMap((part) => causesOf(part, facts))
  if ('all' in condition) return condition.all.flatMap((part) => causesOf(part, facts))
  if ('money' in condition) {
    return facts.money.filter((amount) => reaches(amount, condition.money)).map(({ said }) => said)
  }
  if (!('signal' in condition)) return []
  return facts.signals.filter(({ name }) => name === condition.signal).map(({ cause }) => cause)
}
