import {
  type AnswerParts,
  type AnswerWeights,
  type LogisticModel,
  logOdds,
  productsOf,
} from './confidence.js'
import {
  type Feature,
  type Features,
  KNOWN_FEATURES,
  type KnownFeature,
  OWN_FEATURES,
  type OwnFeature,
  SPREADS,
} from './features.js'
import { type Example, fitLogistic } from './fit-logistic.js'
import type { FoldedTrial } from './fold-trials.js'
import type { Trial } from './lesson.js'

/** Fewer questions say less than the model that learning starts from. */
const FEWEST_LESSONS = 30

/**
 * What a question counts that does not say how often an article answers, beside one that does.
 * Editors write theirs to differ from each other, so each is farther from the rest than customers'
 * are; those from use are known because an article was found.
 */
const UNLABELLED_WEIGHT = 0.2

/** How many examples the model that learning starts from is worth. */
const BELIEF = 20

/** How much the logarithm of the odds differs at least, from question to question. */
const JOINT_SPREAD = 1

/**
 * Whether stored questions also teach which article answers, beside enough labelled ones. Measured on
 * the sample shop, other articles' questions held out: in the folder that they stand in, they make the
 * probability less true. The general model is truer on plain folders with them.
 */
export type StoredTeach = 'always' | 'until-enough-labelled'

/** A feature of one of the two parts, or the model that puts them together. */
export type ModelPart =
  | { readonly model: 'known'; readonly feature: KnownFeature }
  | { readonly model: 'own'; readonly feature: OwnFeature }
  | { readonly model: 'joint' }

export interface FitRules {
  /** Until enough are labelled, when not given. */
  readonly storedTeach?: StoredTeach
  /** Is not learned, and stays as in the model that learning starts from. */
  readonly leftOut?: ModelPart | undefined
}

/**
 * Fits the models of one language. `joint` is learned from what `known` and `own` say of labelled
 * questions on whose articles they learned nothing: of those that they know, they are too sure.
 * Each fit takes some 10 ms, and others may run between two.
 */
export async function fitTrials(
  folded: readonly FoldedTrial[],
  prior: AnswerWeights,
  rules: FitRules = {},
): Promise<AnswerWeights> {
  const parts = fitParts(
    folded.map(({ trial }) => trial),
    prior,
    rules,
  )
  const labelled = folded.filter(({ trial }) => trial.lesson.labelled && trial.features.length > 0)
  const isJoint = rules.leftOut?.model !== 'joint'
  if (labelled.length < FEWEST_LESSONS || !isJoint) return { ...parts, joint: prior.joint }
  const examples: Example[] = []
  for (const out of new Set(labelled.map(({ fold }) => fold))) {
    await new Promise((resolve) => setImmediate(resolve))
    const others = folded.filter(({ fold }) => fold !== out).map(({ trial }) => trial)
    const unseen = fitParts(others, prior, rules)
    for (const { trial, fold } of labelled) {
      if (fold !== out) continue
      const [product = 0] = productsOf(unseen, trial.features)
      examples.push({ values: [logOdds(product)], right: trial.right[0] ?? false, weight: 1 })
    }
  }
  return { ...parts, joint: fitLogistic(examples, prior.joint, BELIEF, [JOINT_SPREAD]) }
}

/** Whether any article answers is learned from labelled questions alone. */
function fitParts(
  trials: readonly Trial[],
  prior: AnswerParts,
  { storedTeach, leftOut }: FitRules,
): AnswerParts {
  const learned = (model: 'known' | 'own', feature: Feature, { [feature]: value }: Features) =>
    leftOut?.model === model && leftOut.feature === feature ? 0 : value
  const labelled = trials.filter(({ lesson }) => lesson.labelled)
  const known = labelled.flatMap(({ lesson, features }): Example[] => {
    const [first] = features
    const right = lesson.gold.length > 0
    return first
      ? [{ values: KNOWN_FEATURES.map((name) => learned('known', name, first)), right, weight: 1 }]
      : []
  })
  const answerable = trials.filter(({ lesson }) => lesson.gold.length > 0)
  const asked = answerable.filter(({ lesson }) => !lesson.stored)
  const isEnough = asked.filter(({ lesson }) => lesson.labelled).length >= FEWEST_LESSONS
  const taken = isEnough && storedTeach !== 'always' ? asked : answerable
  const own = taken.flatMap(({ lesson, features, right }) =>
    features.map(
      (each, i): Example => ({
        values: OWN_FEATURES.map((name) => learned('own', name, each)),
        right: right[i] ?? false,
        weight: lesson.labelled ? 1 : UNLABELLED_WEIGHT,
      }),
    ),
  )
  const fit = (
    count: number,
    examples: readonly Example[],
    start: LogisticModel,
    names: readonly Feature[],
  ) => (count < FEWEST_LESSONS ? start : fitLogistic(examples, start, BELIEF, spreadsOf(names)))
  return {
    known: fit(labelled.length, known, prior.known, KNOWN_FEATURES),
    own: fit(taken.length, own, prior.own, OWN_FEATURES),
  }
}

function spreadsOf(names: readonly Feature[]): readonly number[] {
  return names.map((name) => SPREADS[name])
}
