import { type Budget, type Budgets, budgetOf } from './budgets.js'
import { errorBound } from './error-bound.js'

/** What a customer meets hangs on these; they are probabilities, never similarities. */
export interface Thresholds {
  /** By the name of the budget: from this probability on, the best one answers alone. */
  readonly answer: Readonly<Record<string, number>>
  /** Below that, the customer is asked when one of the choices is right this probably. */
  readonly askBack: number
}

/** One labelled question as it was judged without its article. */
export interface Outcome {
  /** Of the first candidate, and that one of the first three answers, 0 to 1. */
  readonly probability: number
  readonly anyOfThree: number
  /** Of the first candidate's article, by which its budget is chosen. */
  readonly category: string | null
  readonly right: boolean
  readonly rightOfThree: boolean
}

/** Of those who are asked back, the share for whom one choice must be right. */
const CHOICE_SHARE = 0.8

/** Fewer questions show nothing. */
const FEWEST = 30

/**
 * What stands where too little is labelled: the smallest probability from which on the mean of all
 * that would be answered claims no more errors than the share.
 */
export function claimedThreshold(
  { share }: Pick<Budget, 'share'>,
  outcomes: readonly Pick<Outcome, 'probability'>[] = [],
): number {
  const sorted = outcomes.map(({ probability }) => probability).sort((a, b) => b - a)
  let claimed = 0
  let best: number | undefined
  sorted.forEach((probability, i) => {
    claimed += 1 - probability
    if (sorted[i + 1] !== probability && claimed / (i + 1) <= share) best = probability
  })
  // Of probabilities spread evenly above it, the mean lies in the middle.
  return best ?? 1 - share * 2
}

const CLAIMED_ASK_BACK = 0.45

/**
 * Learns the thresholds: for each budget the smallest probability from which on the share of wrong
 * answers stays within it, by the upper Clopper–Pearson bound. Where too few are labelled to show
 * so small a share, the probability itself must claim it.
 *
 * @param outcomes Of all subjects: a probability means the same for all, and a stricter budget
 *   takes a greater one.
 */
export function learnThresholds(outcomes: readonly Outcome[], budgets: Budgets): Thresholds {
  const limits = budgets.list.map((budget) => {
    const shown = shownThreshold(outcomes, budget.share, budgets.sureness)
    return [budget.name, shown ?? claimedThreshold(budget, outcomes)] as const
  })
  const answer = Object.fromEntries(limits)
  const unsure = outcomes.filter(
    ({ probability, category }) => probability < (answer[budgetOf(budgets, category).name] ?? 1),
  )
  return { answer, askBack: askBackThreshold(unsure) }
}

/** A budget that nothing was learned for takes what a true probability would need. */
export function limitOf({ answer }: Thresholds, budget: Budget): number {
  return answer[budget.name] ?? claimedThreshold(budget)
}

/** @returns `undefined` when no threshold can be shown to stay within the share. */
export function shownThreshold(
  outcomes: readonly Pick<Outcome, 'probability' | 'right'>[],
  share: number,
  sureness: number,
): number | undefined {
  const sorted = outcomes.toSorted((a, b) => b.probability - a.probability)
  let errors = 0
  let best: number | undefined
  sorted.forEach(({ probability, right }, i) => {
    if (!right) errors++
    if (sorted[i + 1]?.probability === probability) return
    if (errorBound(errors, i + 1, sureness) <= share) best = probability
  })
  return best
}

/** The smallest sum of the choices' probabilities from which on one is right often enough. */
function askBackThreshold(outcomes: readonly Outcome[]): number {
  const sorted = outcomes.toSorted((a, b) => b.anyOfThree - a.anyOfThree)
  let right = 0
  let best: number | undefined
  sorted.forEach(({ anyOfThree, rightOfThree }, i) => {
    if (rightOfThree) right++
    if (sorted[i + 1]?.anyOfThree === anyOfThree) return
    if (i + 1 >= FEWEST && right / (i + 1) >= CHOICE_SHARE) best = anyOfThree
  })
  return best ?? CLAIMED_ASK_BACK
}
