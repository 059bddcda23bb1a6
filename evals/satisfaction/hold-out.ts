import {
  classOf,
  cosine,
  judge,
  learnSatisfaction,
  type Reason,
  reasonsFor,
  SATISFACTION_CLASSES,
  type SatisfactionClass,
} from '../../handoff/index.js'
import type { OnProgress } from '../suite.js'
import { dealFolds, groupAlike } from './folds.js'
import { learnNgrams } from './ngram-model.js'
import type { ReadDialogue } from './read-labelled.js'

/** What a model said of a dialogue that it had not seen. */
export interface Told {
  readonly class: SatisfactionClass
  readonly dissatisfied: number
}

export interface HeldOutDialogue {
  readonly read: ReadDialogue
  readonly gold: SatisfactionClass
  /** Once for each repeat, by another deal of the folds. */
  readonly repeats: readonly {
    readonly model: Told & { readonly score: number; readonly reasons: readonly Reason[] }
    /** The same by the characters of the customer's last message. */
    readonly ngrams: Told
  }[]
}

export const FOLDS = 5
export const REPEATS = 5
const SEED = 20_261_126
/** Openings that are so alike tell the same story, and stay in one fold. */
const SAME_STORY = 0.85

/** Judges every dialogue by models that saw neither it nor one that begins like it. */
export function holdOutDialogues(
  dialogues: readonly ReadDialogue[],
  onProgress: OnProgress,
): readonly HeldOutDialogue[] {
  const groups = groupAlike(dialogues, (a, b) => cosine(a.opening, b.opening) >= SAME_STORY)
  const repeats = dialogues.map((): HeldOutDialogue['repeats'][number][] => [])
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const folds = dealFolds(groups, FOLDS, SEED + repeat)
    for (let fold = 0; fold < FOLDS; fold++) {
      const seen = dialogues.filter((_, i) => folds[i] !== fold)
      const tell = tellerOf(seen)
      for (const [i, dialogue] of dialogues.entries()) {
        if (folds[i] === fold) repeats[i]?.push(tell(dialogue))
      }
      onProgress(repeat * FOLDS + fold + 1, REPEATS * FOLDS)
    }
  }
  return dialogues.map((read, i) => ({
    read,
    gold: classOf(read.score),
    repeats: repeats[i] ?? [],
  }))
}

function tellerOf(seen: readonly ReadDialogue[]) {
  const model = learnSatisfaction(seen)
  const ngrams = learnNgrams(
    seen.map(({ last, score }) => ({
      text: last,
      label: SATISFACTION_CLASSES.indexOf(classOf(score)),
    })),
    SATISFACTION_CLASSES.length,
  )
  return ({ features, last }: ReadDialogue): HeldOutDialogue['repeats'][number] => {
    const judged = judge(features, model)
    return {
      model: {
        class: judged.class,
        dissatisfied: judged.probabilities.dissatisfied,
        score: judged.score,
        reasons: reasonsFor(features, model, judged.class),
      },
      ngrams: toldBy(ngrams.predict(last)),
    }
  }
}

function toldBy(probabilities: readonly number[]): Told {
  const best = probabilities.indexOf(Math.max(...probabilities))
  return {
    class: SATISFACTION_CLASSES[best] ?? 'neutral',
    dissatisfied: probabilities[0] ?? 0,
  }
}
