import { DAY, type Instant } from '../../platform/clock.js'
import type { CustomerValue } from '../case/case.js'

/** What the shop's signed identity says of a customer's dealings; each part may be missing. */
export interface ShopFacts {
  /** The shop's own judgement, which goes before the thresholds. */
  readonly value?: CustomerValue
  /** Paid within the last 12 months, in the shop's currency. */
  readonly spentInYear?: number
  readonly ordersInYear?: number
  readonly firstOrderAt?: Instant
  readonly lastOrderAt?: Instant
  /** The shop's own name of the level, such as `gold`. */
  readonly level?: string
}

/** From `content/handbook/customer-value.md`. */
export interface ValueRule {
  readonly contribution: { readonly spentInYear: number }
  readonly loyalty: {
    readonly ordersInYear: number
    readonly yearsWithUs: number
    /** Levels that are enough by themselves. */
    readonly levels: readonly string[]
  }
  readonly potential: { readonly newWithinDays: number; readonly spentInYear: number }
  readonly lifecycle: { readonly quietAfterDays: number }
}

export const STAGES = ['unknown', 'new', 'active', 'quiet'] as const
export type Stage = (typeof STAGES)[number]

/** What the rule says, each aspect of H6.3 apart. */
export interface Assessment {
  readonly value: CustomerValue
  /** Where in its course the relation is; who is quiet is not valued, whatever was before. */
  readonly lifecycle: Stage
  /** Whether the aspect speaks for value; `null` where nothing is known. */
  readonly contribution: boolean | null
  readonly loyalty: boolean | null
  readonly potential: boolean | null
}

/** The mean length of a year of the calendar. */
const YEAR = 365.2425 * DAY

/**
 * Judges a customer by the shop's facts and the record.
 *
 * Pure: what the shop itself says holds. Else one of contribution, loyalty and potential is enough,
 * unless the customer has gone quiet.
 *
 * @param lastVisitAt When the customer last wrote to us; `null` for never.
 */
export function assessValue(
  facts: ShopFacts | null,
  lastVisitAt: Instant | null,
  rule: ValueRule,
  now: Instant,
): Assessment {
  const lifecycle = stageOf(facts, lastVisitAt, rule, now)
  const contribution = atLeast(facts?.spentInYear, rule.contribution.spentInYear)
  const loyalty = isLoyal(facts, rule, now)
  const potential =
    lifecycle === 'unknown'
      ? null
      : lifecycle === 'new'
        ? atLeast(facts?.spentInYear, rule.potential.spentInYear)
        : false
  const speaksFor = [contribution, loyalty, potential].includes(true)
  const ruled = speaksFor && lifecycle !== 'quiet' ? 'valued' : 'ordinary'
  const value = facts?.value ?? ruled
  return { value, lifecycle, contribution, loyalty, potential }
}

function stageOf(
  facts: ShopFacts | null,
  lastVisitAt: Instant | null,
  { potential, lifecycle }: ValueRule,
  now: Instant,
): Stage {
  const { firstOrderAt, lastOrderAt } = facts ?? {}
  if (firstOrderAt === undefined && lastOrderAt === undefined) return 'unknown'
  const seenAt = Math.max(lastOrderAt ?? firstOrderAt ?? 0, lastVisitAt ?? 0)
  if (now - seenAt > lifecycle.quietAfterDays * DAY) return 'quiet'
  const isNew = firstOrderAt !== undefined && now - firstOrderAt <= potential.newWithinDays * DAY
  return isNew ? 'new' : 'active'
}

function isLoyal(facts: ShopFacts | null, { loyalty }: ValueRule, now: Instant): boolean | null {
  if (facts?.level !== undefined && loyalty.levels.includes(facts.level)) return true
  const often = atLeast(facts?.ordersInYear, loyalty.ordersInYear)
  const since = facts?.firstOrderAt
  const long = since === undefined ? null : now - since >= loyalty.yearsWithUs * YEAR
  if (often === null || long === null) return facts?.level === undefined ? null : false
  return often && long
}

function atLeast(known: number | undefined, least: number): boolean | null {
  return known === undefined ? null : known >= least
}
