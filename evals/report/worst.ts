import type { Circumstances } from '../../handoff/index.js'
import type { Language } from '../../platform/language.js'
import type { TracedTurn } from '../suite.js'

/** One question that went badly, with what happened in words. */
export interface WorstCase {
  readonly id: string
  readonly text: string
  readonly happened: string
  /** What was asked and in which language, so that it can be traced; not given where nothing was. */
  readonly asked?: AskedTexts
}

/** With what went on inside, turn by turn; not given where nothing was asked. */
export interface TracedWorst extends WorstCase {
  readonly trace?: readonly TracedTurn[]
}

/** The customer's texts in order, and the circumstances in which they were said. */
export interface AskedTexts {
  readonly texts: readonly string[]
  readonly language: Language
  readonly circumstances?: Circumstances
}

/** As many as a reader looks at in one sitting. */
const SHOWN = 20

/** A question as a suite ranks it. */
export interface Ranked extends WorstCase {
  /** 0 to 1; only what scores below 1 can be among the worst. */
  readonly score: number
  /** Among equal scores, the more certain the bot was, the worse: 0 to 1. */
  readonly certainty: number
}

/** The twenty worst, worst first. Equal ones keep their order in the dataset. */
export function worstTwenty(questions: readonly Ranked[]): readonly WorstCase[] {
  return questions
    .filter(({ score }) => score < 1)
    .toSorted((a, b) => a.score - b.score || b.certainty - a.certainty)
    .slice(0, SHOWN)
    .map(({ score: _, certainty: __, ...worst }) => worst)
}
