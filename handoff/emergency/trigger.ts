/**
 * What is measured from the record. `null` where nothing can be said, such as a share of too few.
 * Shares are 0 to 1.
 */
export interface TriggerFacts {
  /** Cases in the queue. */
  readonly waiting: number
  /** How many more they are than half an hour ago. */
  readonly waitingGrowth: number
  /** Visits that began in the last quarter of an hour, a minute. */
  readonly incoming: number
  /** Times as many as in this hour of the weeks before; `null` without such weeks. */
  readonly incomingTimes: number | null
  /** Turns of the bot in the last half hour. */
  readonly turns: number
  /** Share of these that broke. */
  readonly failedShare: number | null
  /** Visits with a turn in the last half hour. */
  readonly chats: number
  /** Share of these about the article that is asked for most. */
  readonly sameArticleShare: number | null
  /** Share of these that the rule which fired most handed over. */
  readonly sameRuleShare: number | null
  /** Visits in the last hour in which personal data was leaked, asked for or feared for. */
  readonly personalData: number
}

export type FactName = keyof TriggerFacts

export const FACT_NAMES = [
  'waiting',
  'waitingGrowth',
  'incoming',
  'incomingTimes',
  'turns',
  'failedShare',
  'chats',
  'sameArticleShare',
  'sameRuleShare',
  'personalData',
] as const satisfies readonly FactName[]

export const SHARES: ReadonlySet<FactName> = new Set([
  'failedShare',
  'sameArticleShare',
  'sameRuleShare',
])

/** When a plan is proposed. */
export type Trigger =
  | { readonly fact: FactName; readonly atLeast: number }
  | { readonly any: readonly Trigger[] }
  | { readonly all: readonly Trigger[] }

/** Whether the trigger holds. What is not known reaches no limit. */
export function triggerHolds(trigger: Trigger, facts: TriggerFacts): boolean {
  if ('any' in trigger) return trigger.any.some((each) => triggerHolds(each, facts))
  if ('all' in trigger) return trigger.all.every((each) => triggerHolds(each, facts))
  const value = facts[trigger.fact]
  return value !== null && value >= trigger.atLeast
}

/** A limit of a trigger that was reached, and the value that reached it. */
export interface Figure {
  readonly fact: FactName
  readonly value: number
  readonly atLeast: number
}

/** The figures that make the trigger hold, each once, in the order in which it names them. */
export function figuresOf(trigger: Trigger, facts: TriggerFacts): readonly Figure[] {
  if (!triggerHolds(trigger, facts)) return []
  if ('fact' in trigger) {
    const value = facts[trigger.fact]
    return value === null ? [] : [{ ...trigger, value }]
  }
  const parts = 'any' in trigger ? trigger.any : trigger.all
  const figures = parts.flatMap((part) => figuresOf(part, facts))
  return figures.filter(
    ({ fact, atLeast }, index) =>
      index === figures.findIndex((other) => other.fact === fact && other.atLeast === atLeast),
  )
}
