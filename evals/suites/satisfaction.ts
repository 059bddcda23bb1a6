import { SATISFACTION_CLASSES } from '../../handoff/index.js'
import type { Language } from '../../platform/language.js'
import { type Dataset, readDatasets } from '../datasets/read-dataset.js'
import {
  dialogueFiles,
  dialogueSchema,
  LABELLED_REASONS,
  type LabelledDialogue,
} from '../dialogues/dialogue-line.js'
import { type SecondScores, secondScoresOf } from '../dialogues/second-labels.js'
import { mean, type Statistic } from '../report/bootstrap.js'
import { everything, type Group, type Measure, measureGroups } from '../report/figures.js'
import { type Ranked, worstTwenty } from '../report/worst.js'
import { AGREEMENT, bySecondReading, type TwiceRead } from '../satisfaction/agreement.js'
import { type HeldOutDialogue, holdOutDialogues, type Told } from '../satisfaction/hold-out.js'
import { readLabelled } from '../satisfaction/read-labelled.js'
import { auroc } from '../scorers/auroc.js'
import { macroF1 } from '../scorers/macro-f1.js'
import type { OnProgress, SignalDeps, Suite, SuiteResult } from '../suite.js'

/** Whether the dialogue alone tells how its customer left, by models that have not seen it. */
export const suite: Suite = {
  name: 'satisfaction',
  about: 'does a dialogue alone tell how its customer left',
  datasets: dialogueFiles(),
  needs: 'signals',
  async prepare(files) {
    const datasets = await readDatasets(files, dialogueSchema)
    const second = await Promise.all(files.map(secondScoresOf))
    return {
      datasets,
      run: (deps, onProgress, signal) => run(datasets, second, deps, onProgress, signal),
    }
  },
}

async function run(
  datasets: readonly Dataset<LabelledDialogue>[],
  second: readonly SecondScores[],
  deps: SignalDeps,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<SuiteResult> {
  const dialogues = datasets.flatMap(({ lines }) => lines)
  const again = new Map(
    datasets.flatMap(({ lines }, i) => lines.map((line) => [line, second[i]?.get(line.id)])),
  )
  const read = await readLabelled(dialogues, deps, onProgress, signal)
  const samples = holdOutDialogues(read, () => signal.throwIfAborted()).map(
    (sample): TwiceRead => ({ ...sample, second: again.get(sample.read.dialogue) ?? null }),
  )
  const silent = dialogues.length - read.length
  return {
    ...measureGroups(samples, GROUPS, MEASURES),
    worst: worstTwenty(samples.map(rank)),
    notes: silent === 0 ? [] : [`${silent} dialogues in which no customer speaks are left out.`],
    questions: samples.map((sample) => ({
      id: sample.read.dialogue.id,
      gold: sample.gold,
      label: sample.read.score,
      ...(sample.second !== null && { second: sample.second }),
      score: scoreOf(sample),
      classes: sample.repeats.map(({ model }) => model.class),
      reasons: sample.repeats[0]?.model.reasons ?? [],
    })),
  }
}

const GROUPS: readonly Group<HeldOutDialogue>[] = [
  everything,
  ...(['zh-Hans', 'zh-Hant', 'en'] as const satisfies readonly Language[]).map((name) => ({
    name,
    holds: ({ read }: HeldOutDialogue) => read.dialogue.language === name,
  })),
]

type Repeat = HeldOutDialogue['repeats'][number]
type Teller = (repeat: Repeat) => Told

const byModel: Teller = ({ model }) => model
const byNgrams: Teller = ({ ngrams }) => ngrams

const MACRO: Measure<HeldOutDialogue> = {
  name: 'macro-F1',
  unit: 'number',
  good: 'high',
  statistic: ofRepeats(macroOf(byModel)),
}
const DISSATISFIED: Measure<HeldOutDialogue> = {
  name: 'AUROC, dissatisfied',
  unit: 'number',
  good: 'high',
  statistic: ofRepeats(aurocOf(byModel)),
}

const MEASURES: readonly Measure<TwiceRead>[] = [
  MACRO,
  bySecondReading(MACRO),
  {
    name: 'macro-F1 of n-grams',
    unit: 'number',
    good: 'high',
    statistic: ofRepeats(macroOf(byNgrams)),
  },
  {
    name: 'macro-F1, model over n-grams',
    unit: 'number',
    good: 'high',
    statistic: ofRepeats(difference(macroOf(byModel), macroOf(byNgrams))),
  },
  ...SATISFACTION_CLASSES.map((name): Measure<HeldOutDialogue> => {
    const statistic = ofRepeats((samples, repeat) =>
      macroF1(pairsOf(samples, repeat, byModel), [name]),
    )
    return { name: `F1 of ${name}`, unit: 'number', good: 'high', statistic }
  }),
  DISSATISFIED,
  bySecondReading(DISSATISFIED),
  {
    name: 'AUROC of n-grams',
    unit: 'number',
    good: 'high',
    statistic: ofRepeats(aurocOf(byNgrams)),
  },
  {
    name: 'AUROC, model over n-grams',
    unit: 'number',
    good: 'high',
    statistic: ofRepeats(difference(aurocOf(byModel), aurocOf(byNgrams))),
  },
  {
    name: 'score off by, of 4',
    unit: 'number',
    good: 'low',
    statistic: mean((sample) => Math.abs(scoreOf(sample) - sample.read.score)),
  },
  { name: 'reasons named: right', unit: 'percent', good: 'high', statistic: mean(rightReasons) },
  { name: 'labelled reasons: named', unit: 'percent', good: 'high', statistic: mean(foundReasons) },
  ...AGREEMENT,
]

type OfRepeat = (samples: readonly HeldOutDialogue[], repeat: number) => number | null

/** The mean over the repeats, so that one lucky deal of the folds is not the figure. */
function ofRepeats(of: OfRepeat): Statistic<HeldOutDialogue> {
  return {
    applies: () => true,
    of(samples) {
      const repeats = samples[0]?.repeats.length ?? 0
      let sum = 0
      for (let repeat = 0; repeat < repeats; repeat++) {
        const value = of(samples, repeat)
        if (value === null) return null
        sum += value
      }
      return repeats === 0 ? null : sum / repeats
    },
  }
}

function macroOf(teller: Teller): OfRepeat {
  return (samples, repeat) => macroF1(pairsOf(samples, repeat, teller), SATISFACTION_CLASSES)
}

function aurocOf(teller: Teller): OfRepeat {
  return (samples, repeat) => {
    const told = (isDissatisfied: boolean) =>
      samples.flatMap(({ gold, repeats }) => {
        const one = repeats[repeat]
        const isAsked = (gold === 'dissatisfied') === isDissatisfied
        return one && isAsked ? [teller(one).dissatisfied] : []
      })
    return auroc(told(true), told(false))
  }
}

function difference(of: OfRepeat, from: OfRepeat): OfRepeat {
  return (samples, repeat) => {
    const [value, other] = [of(samples, repeat), from(samples, repeat)]
    return value === null || other === null ? null : value - other
  }
}

function pairsOf(samples: readonly HeldOutDialogue[], repeat: number, teller: Teller) {
  return samples.flatMap(({ gold, repeats }) => {
    const one = repeats[repeat]
    return one ? [{ gold, told: teller(one).class }] : []
  })
}

function scoreOf({ repeats }: HeldOutDialogue): number {
  return repeats.reduce((sum, { model }) => sum + model.score, 0) / (repeats.length || 1)
}

/** Of the reasons named that labels know, the share that is labelled; by the first deal. */
function rightReasons(sample: HeldOutDialogue): number | null {
  const named = namedReasons(sample)
  const labelled: readonly string[] = sample.read.dialogue.reasons
  if (named.length === 0) return null
  return named.filter((reason) => labelled.includes(reason)).length / named.length
}

/** Of the reasons labelled, the share that is named. */
function foundReasons(sample: HeldOutDialogue): number | null {
  const named = namedReasons(sample)
  const labelled: readonly string[] = sample.read.dialogue.reasons
  if (labelled.length === 0) return null
  return labelled.filter((reason) => named.includes(reason)).length / labelled.length
}

function namedReasons({ repeats }: HeldOutDialogue): readonly string[] {
  const known: readonly string[] = LABELLED_REASONS
  return repeats[0]?.model.reasons.filter((reason) => known.includes(reason)) ?? []
}

/** Worst is who is furthest off. */
function rank(sample: HeldOutDialogue): Ranked {
  const { id } = sample.read.dialogue
  const score = scoreOf(sample)
  const off = Math.abs(score - sample.read.score)
  const reasons = sample.repeats[0]?.model.reasons.join(', ') ?? ''
  return {
    id,
    text: sample.read.last,
    score: 1 - off / 4,
    certainty: off,
    happened: `labelled ${sample.read.score}, judged ${score.toFixed(2)}: ${reasons}`,
  }
}
