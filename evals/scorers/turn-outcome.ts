/** What became of one question, from the customer's side. */
export const OUTCOMES = [
  'answered right',
  'answered wrong',
  'asked back, right choice',
  'asked back, no right choice',
  'handed over',
  'small talk',
  'declined',
] as const

export type Outcome = (typeof OUTCOMES)[number]

/** What should have happened: an answer, a question back, or no answer at all. */
export type Expected = 'answer' | 'ask-back' | 'no-answer'

export interface DecidedTurn {
  readonly decision:
    | 'greet'
    | 'answer'
    | 'ask-back'
    | 'hand-over'
    | 'acknowledge'
    | 'decline'
    | 'skill'
  /** The article answered from, or those that the choices lead to. */
  readonly articles: readonly string[]
}

/**
 * Names the outcome of a turn.
 *
 * A question back counts as right when one of the right articles is among the choices; where
 * asking back was called for, at least two of them must be, else it leaves out who meant the other.
 */
export function outcomeOf(
  { decision, articles }: DecidedTurn,
  gold: readonly string[],
  expected: Expected,
): Outcome {
  const right = articles.filter((id) => gold.includes(id)).length
  switch (decision) {
    case 'answer':
      return right > 0 ? 'answered right' : 'answered wrong'
    case 'ask-back':
      return right >= (expected === 'ask-back' ? 2 : 1)
        ? 'asked back, right choice'
        : 'asked back, no right choice'
    case 'hand-over':
      return 'handed over'
    case 'greet':
    case 'acknowledge':
    case 'skill':
      return 'small talk'
    case 'decline':
      return 'declined'
    default:
      return decision satisfies never
  }
}

/**
 * How well the outcome serves the customer, 0 to 1: it solves the matter, it costs them a step or a
 * wait, or it misleads them. An order for the list of the worst, not a figure.
 */
export function serviceOf(outcome: Outcome, expected: Expected): number {
  return SERVICE[expected][outcome]
}

const SERVICE: Readonly<Record<Expected, Readonly<Record<Outcome, number>>>> = {
  answer: {
    'answered right': 1,
    'answered wrong': 0,
    'asked back, right choice': 0.75,
    'asked back, no right choice': 0.25,
    'handed over': 0.5,
    'small talk': 0.25,
    declined: 0.25,
  },
  'ask-back': {
    'answered right': 0.5,
    'answered wrong': 0,
    'asked back, right choice': 1,
    'asked back, no right choice': 0.5,
    'handed over': 0.5,
    'small talk': 0.25,
    declined: 0.25,
  },
  'no-answer': {
    'answered right': 0,
    'answered wrong': 0,
    'asked back, right choice': 0.5,
    'asked back, no right choice': 0.5,
    'handed over': 1,
    'small talk': 1,
    declined: 0.5,
  },
}
