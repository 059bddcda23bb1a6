import { type Budgets, budgetOf } from '../search/confidence/budgets.js'
import { errorBound } from '../search/confidence/error-bound.js'
import { GENERAL_CONFIDENCE } from '../search/confidence/general-confidence.js'
import type { Judged } from '../search/confidence/judge-lessons.js'
import { type Lessons, outcomeOf } from '../search/confidence/learn-confidence.js'
import { storedLessons } from '../search/confidence/lesson.js'
import {
  claimedThreshold,
  learnThresholds,
  shownThreshold,
} from '../search/confidence/thresholds.js'
import type { Corpus } from '../search/corpus/corpus.js'
import {
  judgeBoth,
  type Measurement,
  measureJudged,
  type ReliabilityGroup,
  reliabilityOf,
} from './measure-search.js'

/** What one error budget costs. */
export interface BudgetCost {
  readonly name: string
  /** The share of wrong answers that is allowed. */
  readonly share: number
  /** From which probability on is answered. */
  readonly threshold: number
  /** Whether labelled questions show that it keeps the budget; else only the probability says so. */
  readonly shown: boolean
  /** Labelled questions on its subjects, and how many of them would be answered. */
  readonly questions: number
  readonly answered: number
  readonly wrong: number
  /** Upper bound on the share that is wrong among all subjects' answers from this threshold on. */
  readonly bound: number
}

export interface Calibration {
  readonly measurement: Measurement
  readonly labelled: number
  readonly reliability: readonly ReliabilityGroup[]
  readonly budgets: readonly BudgetCost[]
  readonly askBack: number
}

/**
 * Judges every labelled question by a model that learned from no question of its article, and tells
 * how true the probability is and what each budget costs in answers not given.
 */
export async function calibrate(
  corpus: Corpus,
  { labelled, mayAnswer, tokens }: Lessons,
  budgets: Budgets,
  vectors: boolean,
  signal: AbortSignal,
): Promise<Calibration> {
  const lessons = [...labelled, ...(await storedLessons(corpus, mayAnswer, tokens, signal))]
  const judged = await judgeBoth(corpus, lessons, vectors, GENERAL_CONFIDENCE, signal)
  const outcomes = judged.map(outcomeOf)
  const { answer, askBack } = learnThresholds(outcomes, budgets)
  return {
    measurement: measureJudged(judged),
    labelled: labelled.filter((lesson) => lesson.labelled).length,
    reliability: reliabilityOf(outcomes),
    askBack,
    budgets: budgets.list.map((budget) => {
      const threshold = answer[budget.name] ?? claimedThreshold(budget)
      const isAnswered = ({ ranked }: Judged) => (ranked[0]?.probability ?? 0) >= threshold
      const own = judged.filter(
        ({ ranked }) => budgetOf(budgets, ranked[0]?.category ?? null) === budget,
      )
      const isWrong = ({ ranked }: Judged) => !ranked[0]?.right
      const everywhere = judged.filter(isAnswered)
      return {
        name: budget.name,
        share: budget.share,
        threshold,
        shown: shownThreshold(outcomes, budget.share, budgets.sureness) !== undefined,
        questions: own.length,
        answered: own.filter(isAnswered).length,
        wrong: own.filter((each) => isAnswered(each) && isWrong(each)).length,
        bound: errorBound(everywhere.filter(isWrong).length, everywhere.length, budgets.sureness),
      }
    }),
  }
}

/** Two markdown tables. */
export function calibrationTable(calibration: Calibration): string {
  const { measurement, labelled, reliability, budgets, askBack } = calibration
  const { questions, auroc, calibrationError } = measurement
  const source = labelled > 0 ? 'labelled' : 'stored, each left out'
  return [
    `${questions} questions (${source}), each judged without all questions of its article.`,
    `Calibration error ${calibrationError.toFixed(3)}, AUROC ${auroc.toFixed(3)}.`,
    '',
    '| questions | claimed | right |',
    '| ---: | ---: | ---: |',
    ...reliability.map(
      ({ count, claimed, right }) => `| ${count} | ${percent(claimed)} | ${percent(right)} |`,
    ),
    '',
    '| budget | may be wrong | answers from | shown by labels | questions | answered | wrong | bound |',
    '| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: |',
    ...budgets.map(
      ({ name, share, threshold, shown, questions: own, answered, wrong, bound }) =>
        `| ${name} | ${percent(share)} | ${percent(threshold)} | ${shown ? 'yes' : 'no, more are needed'} | ${own} | ${answered} (${percent(answered / Math.max(1, own))}) | ${wrong} | ${percent(bound)} |`,
    ),
    '',
    `Asked back when the choices together reach ${percent(askBack)}.`,
    '',
  ].join('\n')
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
