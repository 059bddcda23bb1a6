import type { Grouped } from './adjusted-rand.js'

/** How well one thing lies with its own, each from 0 to 1. */
export interface Company {
  /** The share of its group, itself included, that is of its kind. */
  readonly precision: number
  /** The share of its kind, itself included, that is in its group. */
  readonly recall: number
}

/** Of each thing, in their order. */
export function companyOf(things: readonly Grouped[]): readonly Company[] {
  return things.map((thing) => {
    const found = things.filter((other) => other.found === thing.found)
    const gold = things.filter((other) => other.gold === thing.gold).length
    const both = found.filter((other) => other.gold === thing.gold).length
    return { precision: both / found.length, recall: both / gold }
  })
}

/**
 * The harmonic mean of both, on average over things, so that a large group weighs no more than its
 * members. A thing alone is with its own as far as it goes: by chance it is far from 0.
 *
 * It takes what was found among all things, since a resample has smaller groups, which are purer.
 *
 * @returns `null` of nothing.
 *
 * Source: Bagga and Baldwin, "Entity-based cross-document coreferencing using the vector space
 * model", 1998.
 */
export function bCubed(company: readonly Company[]): number | null {
  if (company.length === 0) return null
  const precision = company.reduce((sum, each) => sum + each.precision, 0) / company.length
  const recall = company.reduce((sum, each) => sum + each.recall, 0) / company.length
  return (2 * precision * recall) / (precision + recall)
}
