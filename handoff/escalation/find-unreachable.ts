import { holds, type PartlyKnown } from './evaluate-rules.js'
import { CURRENCIES, type Currency } from './read-money.js'
import type { Condition, EscalationRule, Facts } from './rule.js'

/** What a conjunction of conditions asks for at least; `undefined` parts are not asked for. */
interface Demand {
  readonly signals: ReadonlyMap<string, number>
  readonly failures: number
  readonly repeats: number
  /** Amounts that have to be reached, by currency. */
  readonly money: ReadonlyMap<Currency, number>
  readonly departments: number
  /** Ids, of which `any` asks for no certain one. */
  readonly emergencies: readonly string[]
  readonly decision?: Facts['decision']
  readonly service?: Facts['service']
  readonly value?: Facts['value']
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

const NOTHING: Demand = {
  signals: new Map(),
  failures: 0,
  repeats: 0,
  money: new Map(),
  departments: 0,
  emergencies: [],
}

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
  if ('money' in condition) {
    return CURRENCIES.flatMap((currency) => {
      const limit = condition.money[currency]
      return limit === undefined ? [] : [{ ...NOTHING, money: new Map([[currency, limit]]) }]
    })
  }
  if ('emergency' in condition) return [{ ...NOTHING, emergencies: [condition.emergency] }]
  return [{ ...NOTHING, ...condition }]
}

/** Both demands at once: a list of one, or of none where they contradict each other. */
function merge(a: Demand, b: Demand): readonly Demand[] {
  const differ = <Value>(one: Value | undefined, other: Value | undefined) =>
    one !== undefined && other !== undefined && one !== other
  if (
    differ(a.decision, b.decision) ||
    differ(a.language, b.language) ||
    differ(a.service, b.service)
  ) {
    return []
  }
  return [
    {
      ...a,
      ...b,
      signals: greatest(a.signals, b.signals),
      failures: Math.max(a.failures, b.failures),
      repeats: Math.max(a.repeats, b.repeats),
      money: greatest(a.money, b.money),
      departments: Math.max(a.departments, b.departments),
      emergencies: [...a.emergencies, ...b.emergencies],
    },
  ]
}

function greatest<Key>(
  a: ReadonlyMap<Key, number>,
  b: ReadonlyMap<Key, number>,
): ReadonlyMap<Key, number> {
  const both = new Map(a)
  for (const [key, value] of b) both.set(key, Math.max(value, both.get(key) ?? value))
  return both
}

/** What is not asked for is `null` or ordinary, and so meets no condition on it. */
function leastFacts(demand: Demand): PartlyKnown {
  const { failures, repeats, decision = null, service = null, language = null } = demand
  const { value = 'ordinary', emergencies } = demand
  return {
    signals: [...demand.signals].map(([name, strength]) => ({ name, strength, cause: '' })),
    failures,
    repeats,
    decision,
    service,
    money: [...demand.money].map(([currency, value]) => ({ value, currency, said: '' })),
    departments: Array.from({ length: demand.departments }, (_, index) => String(index)),
    value,
    emergencies,
    language,
  }
}
