import { z } from 'zod'
import type { Language } from '../../platform/language.js'
import { TRANSFORMATIONS, type Transformation } from '../behaviour/transformations.js'
import { prepareLines } from '../datasets/prepare-lines.js'
import { languageOf, messageSchema } from '../datasets/question.js'
import type { Dataset } from '../datasets/read-dataset.js'
import { mean } from '../report/bootstrap.js'
import { everything, type Group, type Measure, measureGroups } from '../report/figures.js'
import { seededRandom } from '../report/random.js'
import { type Ranked, worstTwenty } from '../report/worst.js'
import { hitAt } from '../scorers/hit-at.js'
import type { OnProgress, PipelineDeps, Suite, SuiteResult } from '../suite.js'

/** Whether what a customer means is heard through what they type. */
export const suite: Suite = {
  name: 'behaviour',
  about: 'does the outcome stay when the same is typed otherwise, and change when it is denied',
  datasets: [
    'retrieval-zh.jsonl',
    'retrieval-hant.jsonl',
    'retrieval-en.jsonl',
    'retrieval-cross.jsonl',
    'out-of-scope.jsonl',
    'out-of-scope-far.jsonl',
    'ambiguous.jsonl',
    'extract-facts.jsonl',
    'answer-claims.jsonl',
    'handoff.jsonl',
    'timing.jsonl',
    'conversation.jsonl',
  ],
  needs: 'pipeline',
  prepare: (files) => prepareLines(files, lineSchema, run),
}

/** Of any dataset: what is said, and what a suite of its own may have labelled. */
const lineSchema = messageSchema.extend({
  gold: z.array(z.string()).optional(),
  rule: z.string().nullable().optional(),
  turns: z.array(z.string()).optional(),
})

type Line = z.infer<typeof lineSchema>

const SEED = 20_261_126

interface Sample {
  readonly id: string
  readonly text: string
  readonly changed: string
  readonly language: Language
  readonly transformation: Transformation
  readonly gold: readonly string[]
  readonly before: Outcome
  readonly after: Outcome
}

/** What came of one text: an article and a decision, or a rule where the line is about rules. */
interface Outcome {
  readonly ranked: readonly string[]
  readonly decision: string
  readonly rule: string | null
}

async function run(
  datasets: readonly Dataset<Line>[],
  deps: PipelineDeps,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<SuiteResult> {
  const lines = datasets.flatMap((dataset) => dataset.lines)
  const samples: Sample[] = []
  for (const [i, line] of lines.entries()) {
    const language = languageOf(line, deps.detectLanguage)
    const drawn = draw(line, language, i)
    if (drawn !== null) {
      const { transformation, changed } = drawn
      const [before, after] = [
        await outcomeOf(line, line.text, language, deps, signal),
        await outcomeOf(line, changed, language, deps, signal),
      ]
      const { id, text, gold = [] } = line
      samples.push({ id, text, changed, language, transformation, gold, before, after })
    }
    onProgress(i + 1, lines.length)
  }
  return {
    ...measureGroups(samples, GROUPS, MEASURES),
    worst: worstTwenty(samples.map(rank)),
    notes: [
      'Every line of every dataset is changed in one way, in turn, so that a column rests on a tenth of them.',
    ],
    questions: samples.map(({ id, transformation, changed, before, after }) => ({
      id,
      transformation: transformation.name,
      changed,
      before: briefly(before),
      after: briefly(after),
    })),
  }
}

/** In turn, or the next one that has something to change. What a rule hears is no question to be denied. */
function draw(line: Line, language: Language, turn: number) {
  const random = seededRandom(SEED + turn)
  const usable = TRANSFORMATIONS.filter(({ ofQuestions }) => !ofQuestions || !isOfRules(line))
  for (let i = 0; i < usable.length; i++) {
    const transformation = usable[(turn + i) % usable.length]
    const changed = transformation?.apply(line.text, language, random) ?? null
    if (transformation !== undefined && changed !== null) return { transformation, changed }
  }
  return null
}

function isOfRules({ rule }: Line): boolean {
  return rule !== undefined
}

async function outcomeOf(
  line: Line,
  text: string,
  language: Language,
  deps: PipelineDeps,
  signal: AbortSignal,
): Promise<Outcome> {
  if (isOfRules(line)) {
    const turns = await deps.play([...(line.turns?.slice(0, -1) ?? []), text], { language }, signal)
    const last = turns.at(-1)
    return { ranked: [], decision: last?.decision ?? 'none', rule: last?.rule ?? null }
  }
  const { hits, decision } = await deps.ask(text, { language }, signal)
  return { ranked: hits.map(({ article }) => article.id), decision: decision.kind, rule: null }
}

function briefly({ ranked, decision, rule }: Outcome) {
  return { first: ranked[0] ?? null, decision, rule }
}

const GROUPS: readonly Group<Sample>[] = [
  everything,
  ...TRANSFORMATIONS.map(({ name }) => ({
    name,
    holds: ({ transformation }: Sample) => transformation.name === name,
  })),
]

const whereSame = (score: (sample: Sample) => number | null) =>
  mean((sample: Sample) => (sample.transformation.expects === 'same' ? score(sample) : null))

const MEASURES: readonly Measure<Sample>[] = [
  {
    name: 'same outcome',
    unit: 'percent',
    good: 'high',
    statistic: whereSame((sample) => Number(isSame(sample))),
  },
  {
    name: 'same first article',
    unit: 'percent',
    good: 'high',
    statistic: whereSame(({ before, after }) =>
      before.ranked.length === 0 ? null : Number(before.ranked[0] === after.ranked[0]),
    ),
  },
  {
    name: 'same decision',
    unit: 'percent',
    good: 'high',
    statistic: whereSame(({ before, after }) => Number(before.decision === after.decision)),
  },
  {
    name: 'hit@1 as it was typed',
    unit: 'percent',
    statistic: whereSame(({ before, gold }) => hitAt({ ranked: before.ranked, gold }, 1)),
  },
  {
    name: 'hit@1 as it was changed',
    unit: 'percent',
    good: 'high',
    statistic: whereSame(({ after, gold }) => hitAt({ ranked: after.ranked, gold }, 1)),
  },
  {
    name: 'denied and answered all the same',
    unit: 'percent',
    good: 'low',
    statistic: mean((sample) =>
      sample.transformation.expects === 'otherwise' && sample.before.decision === 'answer'
        ? Number(isAnsweredAlike(sample))
        : null,
    ),
  },
]

/** The rule, where the line is about rules; else the decision, and the article of an answer. */
function isSame({ before, after }: Sample): boolean {
  if (before.decision !== after.decision || before.rule !== after.rule) return false
  return before.decision !== 'answer' || before.ranked[0] === after.ranked[0]
}

function isAnsweredAlike({ before, after }: Sample): boolean {
  return after.decision === 'answer' && before.ranked[0] === after.ranked[0]
}

/** An answer that changed is worse than one that was not given. */
function rank(sample: Sample): Ranked {
  const { id, text, changed, language, transformation, before, after } = sample
  const isGood = transformation.expects === 'same' ? isSame(sample) : !isAnsweredAlike(sample)
  const isWrongAnswer = after.decision === 'answer'
  return {
    id: `${id} ${transformation.name}`,
    text: changed,
    score: isGood ? 1 : isWrongAnswer ? 0 : 0.5,
    certainty: 0,
    happened: `${transformation.name} of ${JSON.stringify(text)}: ${told(before)} became ${told(after)}`,
    asked: { texts: [changed], language },
  }
}

function told({ ranked, decision, rule }: Outcome): string {
  return [decision, ranked[0] ?? '', rule === null ? '' : `(${rule})`].filter(Boolean).join(' ')
}
