/** One question that went badly, with what happened in words. */
export interface WorstCase {
  readonly id: string
  readonly text: string
  readonly happened: string
}

const SHOWN = 10

/** A question as a suite ranks it. */
export interface Ranked extends WorstCase {
  /** 0 to 1; only what scores below 1 can be among the worst. */
  readonly score: number
  /** Among equal scores, the more certain the bot was, the worse: 0 to 1. */
  readonly certainty: number
}

/** The ten worst, worst first. Equal ones keep their order in the dataset. */
export function worstTen(questions: readonly Ranked[]): readonly WorstCase[] {
  return questions
    .filter(({ score }) => score < 1)
    .toSorted((a, b) => a.score - b.score || b.certainty - a.certainty)
    .slice(0, SHOWN)
    .map(({ id, text, happened }) => ({ id, text, happened }))
}
