import { LANGUAGES, type Language } from '../../platform/language.js'
import { prepareLines } from '../datasets/prepare-lines.js'
import {
  crossesLanguages,
  languageOf,
  type Question,
  questionSchema,
} from '../datasets/question.js'
import type { Dataset } from '../datasets/read-dataset.js'
import { mean, share } from '../report/bootstrap.js'
import { everything, type Group, type Measure, measureGroups } from '../report/figures.js'
import { labelNotes } from '../report/notes.js'
import { measureTopics } from '../report/topics.js'
import { type Ranked, worstTwenty } from '../report/worst.js'
import {
  type Expected,
  OUTCOMES,
  type Outcome,
  outcomeOf,
  serviceOf,
} from '../scorers/turn-outcome.js'
import type { OnProgress, PipelineDeps, PlayedTurn, Suite, SuiteResult } from '../suite.js'

/** Whether the bot answers what it can, asks back where it must, and leaves the rest to people. */
export const suite: Suite = {
  name: 'decision',
  about: 'does the bot answer, ask back or hand over where it should',
  datasets: [
    'retrieval-zh.jsonl',
    'retrieval-hant.jsonl',
    'retrieval-en.jsonl',
    'retrieval-cross.jsonl',
    'out-of-scope.jsonl',
    'out-of-scope-far.jsonl',
    'ambiguous.jsonl',
  ],
  needs: 'pipeline',
  prepare: (files) => prepareLines(files, questionSchema, run),
}

interface Sample {
  readonly id: string
  readonly text: string
  readonly language: Language
  readonly gold: readonly string[]
  readonly expected: Expected
  /** For questions that no article answers: `near` the shop's subjects or `far` from them. */
  readonly distance: 'near' | 'far' | null
  /** Only articles in another language answer it. */
  readonly cross: boolean
  readonly turn: PlayedTurn
  readonly outcome: Outcome
}

async function run(
  datasets: readonly Dataset<Question>[],
  deps: PipelineDeps,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<SuiteResult> {
  const questions = datasets.flatMap(({ header, lines }) =>
    lines.map((line) => ({ ...line, expected: header?.expects ?? expectedOf(line) })),
  )
  const samples: Sample[] = []
  for (const { id, text, gold, lang, kind, expected } of questions) {
    const language = languageOf({ text, lang }, deps.detectLanguage)
    const [turn] = await deps.play([text], { language }, signal)
    if (turn === undefined) throw new Error(`No turn was played for ${id}.`)
    const outcome = outcomeOf(turn, gold, expected)
    samples.push({
      id,
      text,
      language,
      gold,
      expected,
      distance: distanceOf(kind),
      cross: crossesLanguages({ kind }),
      turn,
      outcome,
    })
    onProgress(samples.length, questions.length)
  }
  return {
    ...measureGroups(samples, GROUPS, MEASURES),
    topics: measureTopics(
      samples,
      ({ gold: [best] }) => (best === undefined ? null : deps.topicOf(best)),
      MEASURES.slice(0, TOPIC_MEASURES),
    ),
    worst: worstTwenty(samples.map(rank)),
    notes: labelNotes(questions, deps.hasArticle),
    questions: samples.map(({ id, expected, outcome, turn }) => ({
      id,
      expected,
      outcome,
      ...turn,
    })),
  }
}

/** Those that the table by topic shows: the best outcome, answered right, answered wrong. */
const TOPIC_MEASURES = 3

function expectedOf({ gold }: Question): Expected {
  return gold.length === 0 ? 'no-answer' : 'answer'
}

function distanceOf(kind: unknown): Sample['distance'] {
  return kind === 'near' || kind === 'far' ? kind : null
}

const GROUPS: readonly Group<Sample>[] = [
  everything,
  { name: 'in scope', holds: ({ expected }) => expected === 'answer' },
  ...LANGUAGES.map((name) => ({
    name,
    holds: ({ language, expected, cross }: Sample) =>
      expected === 'answer' && language === name && !cross,
  })),
  { name: 'cross', holds: ({ cross }) => cross },
  { name: 'out of scope', holds: ({ expected }) => expected === 'no-answer' },
  ...(['near', 'far'] as const).map((name) => ({
    name,
    holds: ({ expected, distance }: Sample) => expected === 'no-answer' && distance === name,
  })),
  { name: 'ambiguous', holds: ({ expected }) => expected === 'ask-back' },
]

/** A question back, a person and small talk are right for some questions and wrong for others. */
const GOOD: Readonly<Partial<Record<Outcome, 'high' | 'low'>>> = {
  'answered right': 'high',
  'answered wrong': 'low',
}

const MEASURES: readonly Measure<Sample>[] = [
  {
    name: 'best outcome',
    unit: 'percent',
    good: 'high',
    statistic: share((sample) => service(sample) === 1),
  },
  ...OUTCOMES.map((name) => ({
    name,
    unit: 'percent' as const,
    ...(GOOD[name] && { good: GOOD[name] }),
    statistic: share(({ outcome }: Sample) => outcome === name),
  })),
  {
    name: 'right when answered',
    unit: 'percent',
    good: 'high',
    statistic: mean(({ turn, outcome }) =>
      turn.decision === 'answer' ? Number(outcome === 'answered right') : null,
    ),
  },
  {
    name: 'said as likely',
    unit: 'percent',
    statistic: share(({ turn }) => turn.quoted !== undefined),
  },
  {
    name: 'right when likely',
    unit: 'percent',
    good: 'high',
    statistic: mean(({ turn: { quoted }, gold }) =>
      quoted === undefined ? null : Number(gold.includes(quoted)),
    ),
  },
]

/** To decline is right for what is far from the shop; whatever is near to it wants a person. */
function service({ outcome, expected, distance }: Sample): number {
  return outcome === 'declined' && distance === 'far' ? 1 : serviceOf(outcome, expected)
}

function rank(sample: Sample): Ranked {
  const { id, text, language, turn } = sample
  return {
    id,
    text,
    score: service(sample),
    certainty: turn.probability ?? 0,
    happened: tell(sample),
    asked: { texts: [text], language },
  }
}

const WANTED: Readonly<Record<Expected, string>> = {
  answer: 'wanted',
  'ask-back': 'should ask between',
  'no-answer': 'no article answers',
}

function tell({ gold, expected, turn, outcome }: Sample): string {
  const { articles, probability, rule } = turn
  return [
    `${WANTED[expected]} ${gold.join(', ')}`.trimEnd(),
    `; ${outcome}`,
    articles.length === 0 ? '' : `: ${articles.join(', ')}`,
    probability === null ? '' : ` at ${probability.toFixed(2)}`,
    rule === null ? '' : ` by the rule ${rule}`,
  ].join('')
}
