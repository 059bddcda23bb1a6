import { LANGUAGES, type Language } from '../../platform/language.js'
import { prepareLines } from '../datasets/prepare-lines.js'
import {
  crossesLanguages,
  languageOf,
  type Question,
  questionSchema,
} from '../datasets/question.js'
import type { Dataset } from '../datasets/read-dataset.js'
import { mean, type Statistic, share } from '../report/bootstrap.js'
import { everything, type Group, type Measure, measureGroups } from '../report/figures.js'
import { exactNotes, labelNotes } from '../report/notes.js'
import { measureTopics } from '../report/topics.js'
import { type Ranked, worstTwenty } from '../report/worst.js'
import { auroc } from '../scorers/auroc.js'
import { ece, eceByChance, type Forecast, squaredError } from '../scorers/calibration.js'
import { coverageAt } from '../scorers/coverage.js'
import { hitAt, reciprocalRank } from '../scorers/hit-at.js'
import type { Asked, KnowledgeDeps, OnProgress, Suite, SuiteResult } from '../suite.js'

/** Whether the right article is found, and whether the probability tells when it was. */
export const suite: Suite = {
  name: 'retrieval',
  about: 'is the right article found, and is the probability true',
  datasets: [
    'retrieval-zh.jsonl',
    'retrieval-hant.jsonl',
    'retrieval-en.jsonl',
    'retrieval-cross.jsonl',
    'out-of-scope.jsonl',
    'out-of-scope-far.jsonl',
  ],
  needs: 'knowledge',
  prepare: (files) => prepareLines(files, questionSchema, run),
}

/** What came of one question, beside its label. */
export interface Sample {
  readonly id: string
  readonly text: string
  readonly language: Language
  /** Only articles in another language answer it. */
  readonly cross: boolean
  readonly ranked: readonly string[]
  readonly gold: readonly string[]
  readonly probability: number
  readonly exact: boolean
  readonly decision: Asked['decision']['kind']
}

const MOST_RANKED = 10
/** As many as the bot offers when it asks back. */
const CHOICES = 3

async function run(
  datasets: readonly Dataset<Question>[],
  deps: KnowledgeDeps,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<SuiteResult> {
  const questions = datasets.flatMap(({ lines }) => lines)
  const samples: Sample[] = []
  for (const { id, text, gold, lang, kind } of questions) {
    const language = languageOf({ text, lang }, deps.detectLanguage)
    const asked = await deps.ask(text, { language }, signal)
    samples.push(sampleOf({ id, text, gold, kind }, language, asked))
    onProgress(samples.length, questions.length)
  }
  return {
    ...measureGroups(samples, GROUPS, MEASURES),
    topics: measureTopics(
      samples,
      ({ gold }) => topicOf(gold, deps),
      MEASURES.slice(0, TOPIC_MEASURES),
    ),
    worst: worstTwenty(samples.map(rank)),
    notes: [...labelNotes(questions, deps.hasArticle), ...exactNotes(samples)],
    forecasts: samples.map(forecastOf),
    questions: samples.map(({ id, ranked, probability, decision }) => ({
      id,
      ranked,
      probability,
      confidence: probability,
      decision,
    })),
  }
}

/** Those that the table by topic shows. */
const TOPIC_MEASURES = 3

/** Of the best of the articles that answer. */
function topicOf([best]: readonly string[], deps: Pick<KnowledgeDeps, 'topicOf'>): string | null {
  return best === undefined ? null : deps.topicOf(best)
}

/** Puts what was found beside the label. */
export function sampleOf(
  { id, text, gold, kind }: Question,
  language: Language,
  { hits, probability, exact, decision }: Asked,
): Sample {
  const ranked = hits.slice(0, MOST_RANKED).map(({ article }) => article.id)
  const cross = crossesLanguages({ kind })
  return { id, text, language, cross, ranked, gold, probability, exact, decision: decision.kind }
}

export const GROUPS: readonly Group<Sample>[] = [
  everything,
  ...LANGUAGES.map((name) => ({
    name,
    holds: ({ language, cross }: Sample) => language === name && !cross,
  })),
  { name: 'cross', holds: ({ cross }) => cross },
  { name: 'unanswerable', holds: ({ gold }) => gold.length === 0 },
]

export const MEASURES: readonly Measure<Sample>[] = [
  { name: 'hit@1', unit: 'percent', good: 'high', statistic: mean((sample) => hitAt(sample, 1)) },
  { name: 'hit@3', unit: 'percent', good: 'high', statistic: mean((sample) => hitAt(sample, 3)) },
  { name: 'mrr', unit: 'number', good: 'high', statistic: mean(reciprocalRank) },
  {
    name: 'auroc',
    unit: 'number',
    good: 'high',
    statistic: {
      ...whole(answerableAuroc),
      mark: {
        kind: 'auroc',
        of: ({ probability, gold }) => [probability, Number(gold.length > 0)],
      },
    },
  },
  {
    name: 'brier',
    unit: 'number',
    good: 'low',
    statistic: mean((sample) => squaredError(forecastOf(sample))),
  },
  {
    name: 'ece',
    unit: 'number',
    good: 'low',
    statistic: {
      ...ofForecasts(ece),
      mark: { kind: 'ece', of: (sample) => [sample.probability, Number(forecastOf(sample).right)] },
    },
  },
  { name: 'ece by chance', unit: 'number', statistic: ofForecasts(eceByChance) },
  {
    name: 'coverage at 90',
    unit: 'percent',
    statistic: ofForecasts((all) => coverageAt(all, 0.9)),
  },
  {
    name: 'coverage at 95',
    unit: 'percent',
    statistic: ofForecasts((all) => coverageAt(all, 0.95)),
  },
  { name: 'answered', unit: 'percent', statistic: share(decided('answer')) },
  {
    name: 'answered wrong',
    unit: 'percent',
    good: 'low',
    statistic: share((sample) => decided('answer')(sample) && hitAt(sample, 1) !== 1),
  },
  {
    name: 'right when answered',
    unit: 'percent',
    good: 'high',
    statistic: mean(rightAmong('answer', 1)),
  },
  { name: 'asked back', unit: 'percent', statistic: share(decided('ask-back')) },
  {
    name: 'right when asked back',
    unit: 'percent',
    good: 'high',
    statistic: mean(rightAmong('ask-back', CHOICES)),
  },
  { name: 'handed over', unit: 'percent', statistic: share(decided('hand-over')) },
]

/** What the probability claims, and whether it came: that the first article answers. */
function forecastOf(sample: Sample): Forecast {
  return { probability: sample.probability, right: hitAt(sample, 1) === 1 }
}

function answerableAuroc(samples: readonly Sample[]): number | null {
  const probabilities = (answerable: boolean) =>
    samples
      .filter(({ gold }) => gold.length > 0 === answerable)
      .map(({ probability }) => probability)
  return auroc(probabilities(true), probabilities(false))
}

function whole(of: Statistic<Sample>['of']): Statistic<Sample> {
  return { applies: () => true, of }
}

function ofForecasts(of: (forecasts: readonly Forecast[]) => number | null): Statistic<Sample> {
  return whole((samples) => of(samples.map(forecastOf)))
}

function decided(decision: Sample['decision']): (sample: Sample) => boolean {
  return (sample) => sample.decision === decision
}

/** Of the questions so decided: 1 when the first `k` articles hold a right one. */
function rightAmong(decision: Sample['decision'], k: number): (sample: Sample) => number | null {
  return (sample) => (sample.decision === decision ? (hitAt(sample, k) ?? 0) : null)
}

/** Not found is worst; so is certainty where no article answers, unless a person took over. */
function rank(sample: Sample): Ranked {
  const { id, text, language, probability, decision } = sample
  const score = reciprocalRank(sample) ?? (decision === 'hand-over' ? 1 : 1 - probability)
  const asked = { texts: [text], language }
  return { id, text, score, certainty: probability, happened: tell(sample), asked }
}

function tell({ ranked, gold, probability, decision }: Sample): string {
  const place = ranked.findIndex((id) => gold.includes(id))
  const wanted =
    gold.length === 0
      ? 'no article answers'
      : `wanted ${gold.join(' or ')}, ${place === -1 ? 'not found' : `found in place ${place + 1}`}`
  return `${wanted}; first was ${ranked[0] ?? 'nothing'} at ${probability.toFixed(2)}: ${decision}`
}
