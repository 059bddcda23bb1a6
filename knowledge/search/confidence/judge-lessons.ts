import { type AnswerWeights, probabilitiesOf } from './confidence.js'
import { type FitRules, fitTrials } from './fit-trials.js'
import type { FoldedTrial } from './fold-trials.js'
import type { Trial } from './lesson.js'

/** A candidate as it would be shown, and whether it is right. */
export interface JudgedCandidate {
  /** 0 to 1. */
  readonly probability: number
  readonly article: string
  readonly category: string | null
  readonly right: boolean
}

/** A labelled question with what a model says that learned nothing of its article. */
export interface Judged {
  readonly trial: Trial
  /** Best first. */
  readonly ranked: readonly JudgedCandidate[]
}

/**
 * Judges labelled questions by cross-validation over articles: each by a model that saw no question
 * of its article, neither a labelled nor a stored one. Where nothing is labelled, the stored
 * questions are judged instead, each left out.
 *
 * @param folded Of one language, with or without vectors.
 */
export async function judgeLessons(
  folded: readonly FoldedTrial[],
  prior: AnswerWeights,
  rules: FitRules = {},
): Promise<readonly Judged[]> {
  const models = new Map<number, AnswerWeights>()
  for (const out of new Set(folded.map(({ fold }) => fold))) {
    const others = folded.filter(({ fold }) => fold !== out)
    models.set(out, await fitTrials(others, prior, rules))
  }
  const labelled = folded.filter(({ trial }) => trial.lesson.labelled)
  return (labelled.length > 0 ? labelled : folded).map(({ trial, fold }) => {
    const probabilities = probabilitiesOf(models.get(fold) ?? prior, trial.features)
    return {
      trial,
      ranked: probabilities.map((probability, i) => ({
        probability,
        article: trial.articles[i] ?? '',
        category: trial.categories[i] ?? null,
        right: trial.right[i] ?? false,
      })),
    }
  })
}
