/** Something with the probability that it answers. */
export interface Likely {
  /** 0 to 1. */
  readonly probability: number
}

export type Outcome<Choice> =
  | { readonly kind: 'answer'; readonly hit: Choice }
  | { readonly kind: 'ask-back'; readonly choices: readonly Choice[] }
  | { readonly kind: 'hand-over' }

export type Decided = Outcome<Likely>['kind']

/**
 * What a customer meets hangs on these; they are probabilities, never similarities.
 *
 * Measured on the sample articles' own 1,288 questions, each left out and judged by a model that
 * saw none of its article's: an answer is right for 92 % of what is answered, one of the choices
 * for 80 % of what is asked back. Real questions are nearer to the stored ones than these are to
 * each other. `npm run knowledge -- measure` prints the shares.
 */
export const THRESHOLDS = {
  /** The best one answers alone from here on. */
  answer: 0.65,
  /** Below `answer`, the customer is asked when one of the choices is right this probably. */
  askBack: 0.35,
  /** A choice less likely than this only confuses. */
  choice: 0.05,
  /** Two this near each other are two meanings, unless the first is as good as certain. */
  near: 0.2,
  certain: 0.9,
} as const

const MOST_CHOICES = 3

/**
 * Answer, ask back or hand over. Pure: the chat, the hit test and the evals decide here. A single
 * choice asks whether that is meant.
 *
 * @param ranked Best first, each another article.
 * @param exact Whether the first one's title or stored question is the question itself.
 */
export function decide<Choice extends Likely>(
  ranked: readonly Choice[],
  exact: boolean,
): Outcome<Choice> {
  const [first, second] = ranked
  if (!first) return { kind: 'hand-over' }
  if (exact) return { kind: 'answer', hit: first }
  const rival = second?.probability ?? 0
  const twoMeanings =
    first.probability < THRESHOLDS.certain && first.probability - rival < THRESHOLDS.near
  if (first.probability >= THRESHOLDS.answer && !twoMeanings) return { kind: 'answer', hit: first }
  const choices = ranked
    .slice(0, MOST_CHOICES)
    .filter(({ probability }) => probability >= THRESHOLDS.choice)
  const oneOfThem = choices.reduce((sum, { probability }) => sum + probability, 0)
  return oneOfThem < THRESHOLDS.askBack ? { kind: 'hand-over' } : { kind: 'ask-back', choices }
}
