import { HOLDS } from '../signal/signal.js'
import { holds, type PartlyKnown } from './evaluate-rules.js'
import type { Condition, EscalationRule, Facts } from './rule.js'

/** What a conjunction of conditions asks for at least; `undefined` parts are not asked for. */
interface Demand {
  readonly signals: ReadonlyMap<string, number>
  readonly failures: number
  readonly repeats: number
  readonly decision?: Facts['decision']
  readonly language?: Facts['language']
}

export interface Unreachable {
  readonly rule: EscalationRule
  /** The rules of lower order, one of which holds whenever it does; empty: it can never hold. */
  readonly shadowedBy: readonly EscalationRule[]
}

/**
 * Finds rules that can never decide: contradictory ones, and those before which another rule
 * always comes.
 *
 * Conditions know no "not", so a rule that holds for the least facts of a demand holds for all
 * facts that meet it, and trying the least facts of each way to fulfil a rule is a proof.
 */
export function findUnreachable(rules: readonly EscalationRule[]): readonly Unreachable[] {
  return rules.flatMap((rule) => {
    const earlier = rules.filter(({ order }) => order < rule.order)
    const ways = waysToFulfil(rule.when).map((demand) =>
      earlier.find(({ when }) => holds(when, leastFacts(demand))),
    )
    if (ways.includes(undefined)) return []
    return [{ rule, shadowedBy: [...new Set(ways)].filter((first) => first !== undefined) }]
  })
}

const NOTHING: Demand = { signals: new Map(), failures: 0, repeats: 0 }

/** The condition as alternatives, each of which is a plain list of demands. */
function waysToFulfil(condition: Condition): readonly Demand[] {
  if ('any' in condition) return condition.any.flatMap(waysToFulfil)
  if ('all' in condition) {
    return condition.all.reduce<readonly Demand[]>(
      (ways, part) =>
        ways.flatMap((way) => waysToFulfil(part).flatMap((other) => merge(way, other))),
      [NOTHING],
    )
  }
  if ('signal' in condition) {
    return [{ ...NOTHING, signals: new Map([[condition.signal, condition.atLeast]]) }]
  }
  return [{ ...NOTHING, ...condition }]
}

/** Both demands at once: a list of one, or of none where they contradict each other. */
function merge(a: Demand, b: Demand): readonly Demand[] {
  const differ = <Value>(one: Value | undefined, other: Value | undefined) =>
    one !== undefined && other !== undefined && one !== other
  if (differ(a.decision, b.decision) || differ(a.language, b.language)) return []
  const signals = new Map(a.signals)
  for (const [name, strength] of b.signals) {
    signals.set(name, Math.max(strength, signals.get(name) ?? HOLDS))
  }
  return [
    {
      ...a,
      ...b,
      signals,
      failures: Math.max(a.failures, b.failures),
      repeats: Math.max(a.repeats, b.repeats),
    },
  ]
}

/** What is not asked for is `null`, and so meets no condition on it. */
function leastFacts(demand: Demand): PartlyKnown {
  const { failures, repeats, decision = null, language = null } = demand
  const signals = [...demand.signals].map(([name, strength]) => ({ name, strength, cause: '' }))
  return { signals, failures, repeats, decision, language }
}
