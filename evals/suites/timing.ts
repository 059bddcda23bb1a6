import { z } from 'zod'
import type { Language } from '../../platform/language.js'
import { prepareLines } from '../datasets/prepare-lines.js'
import { languageOf, messageSchema } from '../datasets/question.js'
import type { Dataset } from '../datasets/read-dataset.js'
import { mean, share } from '../report/bootstrap.js'
import {
  byLanguage,
  everything,
  type Group,
  type Measure,
  measureGroups,
} from '../report/figures.js'
import { tellCourse } from '../report/tell-course.js'
import { type Ranked, worstTwenty } from '../report/worst.js'
import {
  goldenTransfer,
  TOLERANCES,
  type TransferOutcome,
  type TransferSample,
  transferOutcome,
  transferScore,
} from '../scorers/transfer-timing.js'
import type { OnProgress, PipelineDeps, PlayedTurn, Suite, SuiteResult } from '../suite.js'

/** Whether a person is called at the right moment of a conversation. */
export const suite: Suite = {
  name: 'timing',
  about: 'is a person called at the right turn, neither too early nor too late',
  datasets: ['timing.jsonl'],
  needs: 'pipeline',
  prepare: (files) => prepareLines(files, lineSchema, run),
}

const lineSchema = messageSchema
  .extend({
    /** The customer's texts in order; the last one is `text`. */
    turns: z.array(z.string().min(1), 'must be a list of texts').min(1),
    /** Turns, from 1, at any of which a person is due; empty when none is. */
    due: z.array(z.int().min(1), 'must be a list of turns from 1, empty when no person is due'),
  })
  .refine(({ text, turns }) => turns.at(-1) === text, {
    path: ['turns'],
    message: 'must end with the text of the line',
  })
  .refine(({ turns, due }) => due.every((turn) => turn <= turns.length), {
    path: ['due'],
    message: 'must not name a turn after the last',
  })

type Line = z.infer<typeof lineSchema>

interface Sample extends TransferSample {
  readonly line: Line
  readonly language: Language
  readonly turns: readonly PlayedTurn[]
  readonly outcome: TransferOutcome
}

async function run(
  datasets: readonly Dataset<Line>[],
  deps: PipelineDeps,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<SuiteResult> {
  const lines = datasets.flatMap((dataset) => dataset.lines)
  const samples: Sample[] = []
  for (const line of lines) {
    const language = languageOf(line, deps.detectLanguage)
    const turns = await deps.play(line.turns, { language }, signal)
    const calls = turns.flatMap(({ rule }, i) => (rule === null ? [] : [i + 1]))
    // From the first call on the customer is with a person, and what the bot would say is not said.
    const timed = { called: calls.slice(0, 1), due: line.due }
    samples.push({ ...timed, line, language, turns, outcome: transferOutcome(timed) })
    onProgress(samples.length, lines.length)
  }
  return {
    ...measureGroups(samples, GROUPS, MEASURES),
    worst: worstTwenty(samples.map(rank)),
    notes: [],
    questions: samples.map(({ line: { id }, called, due, outcome, turns }) => ({
      id,
      called,
      due,
      outcome,
      turns: turns.map(({ decision, rule }) => ({ decision, rule })),
    })),
  }
}

const GROUPS: readonly Group<Sample>[] = [
  everything,
  ...byLanguage,
  { name: 'person due', holds: ({ due }) => due.length > 0 },
  { name: 'none due', holds: ({ due }) => due.length === 0 },
]

const MEASURES: readonly Measure<Sample>[] = [
  ...Object.entries(TOLERANCES).map(
    ([name, tolerance]): Measure<Sample> => ({
      name,
      unit: 'number',
      good: 'high',
      statistic: transferScore(tolerance),
    }),
  ),
  {
    name: 'on time, or rightly none',
    unit: 'percent',
    good: 'high',
    statistic: share(({ outcome }) => outcome === 'on time' || outcome === 'rightly none'),
  },
  ...(['too early', 'too late', 'never'] as const).map(
    (name): Measure<Sample> => ({
      name,
      unit: 'percent',
      good: 'low',
      statistic: mean(({ due, outcome }) => (due.length === 0 ? null : Number(outcome === name))),
    }),
  ),
  {
    name: 'for nothing',
    unit: 'percent',
    good: 'low',
    statistic: mean(({ due, outcome }) =>
      due.length === 0 ? Number(outcome === 'for nothing') : null,
    ),
  },
]

function rank(sample: Sample): Ranked {
  const { line, language, due, called, turns, outcome } = sample
  return {
    id: line.id,
    text: line.turns.join(' / '),
    score: goldenTransfer(sample, TOLERANCES['GT-III']),
    certainty: 0,
    happened: `${outcome}: due at ${due.join(' or ') || 'no turn'}, called at ${called[0] ?? 'none'}: ${tellCourse(turns)}`,
    asked: { texts: line.turns, language },
  }
}
