import type { FeatureName, Features } from './features.js'
import {
  contributions,
  type SatisfactionClass,
  type SatisfactionModel,
} from './satisfaction-model.js'

interface ReasonRule {
  /** What speaks for being content, against it, or for neither. */
  readonly tone: 'good' | 'bad' | 'plain'
  /** What it is seen by, and what it weighs in the judgement. */
  readonly by: readonly FeatureName[]
  /** Whether it may be said at all: a weight alone is no reason. */
  holds(features: Features): boolean
}

/** A signal that holds. */
const HELD = 0.5
/** Likeness of two messages that ask the same. */
const ALIKE = 0.8
/** Nearer to this direction than to the mean of all, by so much; about one message of five. */
const NEAR = 0.06
/** Five customer messages, on the scale of `customer-turns`. */
const MANY_TURNS = Math.log1p(5) / Math.log1p(12)

const RULES = {
  'asked-again': {
    tone: 'bad',
    by: ['repeats-most', 'repeats-share', 'says-again'],
    holds: (f) => f['repeats-most'] >= ALIKE || f['says-again'] > 0,
  },
  'same-answer': {
    tone: 'bad',
    by: ['same-answer'],
    holds: (f) => f['same-answer'] >= 0.9,
  },
  'not-understood': {
    tone: 'bad',
    by: ['service-baffled', 'service-missing', 'last-not-helped', 'worst-not-helped'],
    holds: (f) => f['service-baffled'] > 0 || f['worst-not-helped'] >= HELD,
  },
  'no-result': {
    tone: 'bad',
    by: ['last-unsolved', 'service-putting-off', 'service-says-done', 'number-without-result'],
    holds: (f) =>
      f['service-says-done'] === 0 &&
      f['last-says-solved'] === 0 &&
      (f['last-unsolved'] >= NEAR ||
        f['service-putting-off'] >= NEAR ||
        f['last-says-resigned'] > 0),
  },
  'long-wait': {
    tone: 'bad',
    by: ['says-waited', 'service-says-wait'],
    holds: (f) => f['says-waited'] > 0,
  },
  'passed-around': {
    tone: 'bad',
    by: ['service-passes-on'],
    holds: (f) => f['service-passes-on'] > 0.5,
  },
  'broken-promise': {
    tone: 'bad',
    by: ['worst-broken-promise', 'service-says-promised'],
    holds: (f) => f['worst-broken-promise'] >= HELD,
  },
  'rude-service': {
    tone: 'bad',
    by: ['says-rude', 'service-curt'],
    holds: (f) => f['says-rude'] > 0 && f['service-curt'] > 0,
  },
  'rules-refuse': {
    tone: 'bad',
    by: ['service-says-refused', 'service-refusing'],
    holds: (f) => f['service-says-refused'] > 0 && f['service-refusing'] > 0,
  },
  effort: {
    tone: 'bad',
    by: ['service-asks-for', 'customer-turns'],
    holds: (f) => f['service-asks-for'] > 0.5 || f['customer-turns'] >= MANY_TURNS,
  },
  upset: {
    tone: 'bad',
    by: ['last-anger', 'worst-anger', 'last-complaint', 'worst-complaint', 'marks-run'],
    holds: (f) => f['worst-anger'] >= HELD || f['worst-complaint'] >= HELD,
  },
  'wanted-a-person': {
    tone: 'bad',
    by: ['worst-wants-a-person'],
    holds: (f) => f['worst-wants-a-person'] >= HELD,
  },
  'gave-up': {
    tone: 'bad',
    by: ['last-says-resigned', 'last-resigned', 'last-says-leaving', 'last-trails-off'],
    holds: (f) => f['last-says-resigned'] > 0 || f['last-says-leaving'] > 0,
  },
  'no-closing-word': {
    tone: 'bad',
    by: ['last-asks', 'last-says-negates', 'customer-last', 'last-says-accepts'],
    holds: (f) => f['last-asks'] > 0 || f['last-says-negates'] > 0,
  },
  solved: {
    tone: 'good',
    by: ['service-says-done', 'last-says-solved', 'last-settled', 'service-done'],
    holds: (f) =>
      f['last-says-solved'] > 0 || (f['service-says-done'] > 0 && f['last-not-helped'] < HELD),
  },
  quick: { tone: 'good', by: ['says-quick'], holds: (f) => f['says-quick'] > 0 },
  kind: {
    tone: 'good',
    by: ['last-thanks', 'last-pleased', 'last-says-pleased', 'all-pleased', 'service-caring'],
    holds: (f) => f['last-thanks'] >= HELD || f['last-says-pleased'] > 0,
  },
  compensated: {
    tone: 'good',
    by: ['service-compensates'],
    holds: (f) => f['service-compensates'] > 0,
  },
  informed: {
    tone: 'plain',
    by: ['service-informing', 'last-says-accepts', 'last-accepting'],
    holds: (f) => f['service-informing'] > 0,
  },
} satisfies Readonly<Record<string, ReasonRule>>

export type Reason = keyof typeof RULES | 'customer-silent' | 'nothing-stands-out'

const NAMES = Object.keys(RULES) as (keyof typeof RULES)[]

const MOST_REASONS = 3

/**
 * What speaks for the judgement: of what was seen in the dialogue, what moved it most its way.
 *
 * @returns The weightiest first, one to three.
 */
export function reasonsFor(
  features: Features,
  model: SatisfactionModel,
  judged: SatisfactionClass,
): readonly Reason[] {
  const moved = contributions(features, model)
  const weighed = NAMES.flatMap((name) => {
    const rule: ReasonRule = RULES[name]
    if (!rule.holds(features) || !suits(rule.tone, judged)) return []
    const weight = rule.by.reduce((sum, feature) => sum + moved[feature], 0)
    const counted = rule.tone === 'bad' ? -weight : rule.tone === 'good' ? weight : 0
    return [{ name, counted }]
  })
  const best = weighed.toSorted((a, b) => b.counted - a.counted).slice(0, MOST_REASONS)
  return best.length === 0 ? ['nothing-stands-out'] : best.map(({ name }) => name)
}

function suits(tone: ReasonRule['tone'], judged: SatisfactionClass): boolean {
  if (judged === 'dissatisfied') return tone === 'bad'
  return judged === 'satisfied' ? tone === 'good' : true
}
