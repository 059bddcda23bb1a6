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

/** From which probability on what happens; learned from labelled questions (`thresholds.ts`). */
export interface Limits<Choice> {
  /** This one answers alone from here on; stricter where an error costs more. */
  readonly answer: (choice: Choice) => number
  /** Below `answer`, the customer is asked when one of the choices is right this probably. */
  readonly askBack: number
  /**
   * From how probable a rival on the first does not answer alone, however sure it is; it does beside
   * any, when not given.
   */
  readonly rival?: number | undefined
  /** Whether a choice may stand beside the first; any may, when not given. */
  readonly isOffered?: (choice: Choice) => boolean
}

/** A choice less likely than this only confuses. */
export const CHOICE = 0.05

export const MOST_CHOICES = 3

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
  limits: Limits<Choice>,
): Outcome<Choice> {
  const [first] = ranked
  if (!first) return { kind: 'hand-over' }
  if (exact) return { kind: 'answer', hit: first }
  const { isOffered = () => true, rival = Number.POSITIVE_INFINITY } = limits
  const choices = ranked
    .filter((choice) => choice === first || isOffered(choice))
    .slice(0, MOST_CHOICES)
    .filter(({ probability }) => probability >= CHOICE)
  if (first.probability >= limits.answer(first)) {
    const hasRival = choices.some((each) => each !== first && each.probability >= rival)
    return hasRival ? { kind: 'ask-back', choices } : { kind: 'answer', hit: first }
  }
  const oneOfThem = choices.reduce((sum, { probability }) => sum + probability, 0)
  return oneOfThem < limits.askBack ? { kind: 'hand-over' } : { kind: 'ask-back', choices }
}
