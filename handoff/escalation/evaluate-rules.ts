import type { Condition, EscalationRule, Facts, FiredRule } from './rule.js'

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

/** Whether a condition is true of these facts. More signals, failures or repeats never undo it. */
export function holds(condition: Condition, facts: PartlyKnown): boolean {
  if ('signal' in condition) return strengthOf(condition.signal, facts) >= condition.atLeast
  if ('failures' in condition) return facts.failures >= condition.failures
  if ('repeats' in condition) return facts.repeats >= condition.repeats
  if ('decision' in condition) return facts.decision === condition.decision
  if ('language' in condition) return facts.language === condition.language
  if ('any' in condition) return condition.any.some((part) => holds(part, facts))
  return condition.all.every((part) => holds(part, facts))
}

function strengthOf(name: string, { signals }: PartlyKnown): number {
  return Math.max(0, ...signals.filter((signal) => signal.name === name).map((s) => s.strength))
}

function causesOf(condition: Condition, facts: Facts): readonly string[] {
  if (!holds(condition, facts)) return []
  if ('any' in condition) return condition.any.flatMap((part) => causesOf(part, facts))
  if ('all' in condition) return condition.all.flatMap((part) => causesOf(part, facts))
  if (!('signal' in condition)) return []
  return facts.signals.filter(({ name }) => name === condition.signal).map(({ cause }) => cause)
}
