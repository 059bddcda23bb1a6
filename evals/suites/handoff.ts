import { z } from 'zod'
import { CUSTOMER_VALUES } from '../../handoff/index.js'
import type { Language } from '../../platform/language.js'
import { prepareLines } from '../datasets/prepare-lines.js'
import { languageOf, messageSchema } from '../datasets/question.js'
import type { Dataset } from '../datasets/read-dataset.js'
import { mean } from '../report/bootstrap.js'
import {
  byLanguage,
  everything,
  type Group,
  type Measure,
  measureGroups,
} from '../report/figures.js'
import { tellCourse } from '../report/tell-course.js'
import { type AskedTexts, type Ranked, worstTwenty } from '../report/worst.js'
import { f1Of, precisionOf, type RuleSample, recallOf } from '../scorers/rule-score.js'
import type { OnProgress, PipelineDeps, PlayedTurn, Suite, SuiteResult } from '../suite.js'

/** Whether each rule of the handbook hands over when it should, and only then. */
export const suite: Suite = {
  name: 'handoff',
  about: 'does each rule hand over when it should, and only then',
  datasets: ['handoff.jsonl'],
  needs: 'pipeline',
  prepare: (files) => prepareLines(files, lineSchema, run),
}

const lineSchema = messageSchema
  .extend({
    /** Rule that should hand over at the last turn; `null` when none that is judged here should. */
    rule: z.string('must be the id of a rule, or null').min(1).nullable(),
    /** Rules that are right as well. */
    also: z.array(z.string().min(1), 'must be a list of ids of rules').default([]),
    /** What the customer means to the shop, and the emergencies in force. */
    value: z.enum(CUSTOMER_VALUES).default('ordinary'),
    emergencies: z.array(z.string().min(1), 'must be a list of ids').default([]),
    /** The customer's texts in order; the last one is `text`. */
    turns: z.array(z.string().min(1), 'must be a list of texts').min(1).optional(),
  })
  .refine(({ text, turns }) => turns === undefined || turns.at(-1) === text, {
    path: ['turns'],
    message: 'must end with the text of the line',
  })

/** The rule by which the bot hands over what it cannot answer. */
const UNSURE = 'low-confidence'

type Line = z.infer<typeof lineSchema>

interface Sample extends RuleSample {
  readonly id: string
  readonly text: string
  readonly language: Language
  readonly asked: AskedTexts
  readonly turns: readonly PlayedTurn[]
  /** Whether somebody was called at any turn, by whatever rule. */
  readonly reached: boolean
}

async function run(
  datasets: readonly Dataset<Line>[],
  deps: PipelineDeps,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<SuiteResult> {
  const lines = datasets.flatMap((dataset) => dataset.lines)
  const judged = [...new Set(lines.flatMap(({ rule }) => rule ?? []))]
  const samples: Sample[] = []
  for (const line of lines) {
    const { id, text, value, emergencies } = line
    const language = languageOf(line, deps.detectLanguage)
    const circumstances = { value, emergencies }
    const texts = line.turns ?? [text]
    const turns = await deps.play(texts, { language, circumstances }, signal)
    const last = turns.at(-1)?.rule ?? null
    // A handover by a rule that has no label in the dataset is neither right nor wrong here; nor is
    // one for low confidence where no rule is wanted: whether an article answers is not labelled.
    const isJudged =
      judged.some((rule) => rule === last) && !(line.rule === null && last === UNSURE)
    const fired = isJudged ? last : null
    const gold = line.also.find((rule) => rule === fired) ?? line.rule
    const reached = turns.some(({ rule }) => rule !== null)
    const asked = { texts, language, circumstances }
    samples.push({ id, text, language, asked, gold, fired, turns, reached })
    onProgress(samples.length, lines.length)
  }
  return {
    ...measureGroups(samples, GROUPS, measuresOf(judged)),
    worst: worstTwenty(samples.map(rank)),
    notes: [],
    questions: samples.map(({ id, gold, fired, reached, turns }) => ({
      id,
      gold,
      fired,
      reached,
      turns: turns.map(({ decision, rule }) => ({ decision, rule })),
    })),
  }
}

const GROUPS: readonly Group<Sample>[] = [everything, ...byLanguage]

function measuresOf(rules: readonly string[]): readonly Measure<Sample>[] {
  return [
    ...rules.flatMap((rule): Measure<Sample>[] => [
      { name: `${rule}: precision`, unit: 'percent', good: 'high', statistic: precisionOf(rule) },
      { name: `${rule}: recall`, unit: 'percent', good: 'high', statistic: recallOf(rule) },
      { name: `${rule}: F1`, unit: 'number', good: 'high', statistic: f1Of(rule) },
    ]),
    {
      name: 'person reached, where a rule should',
      unit: 'percent',
      good: 'high',
      statistic: mean(({ gold, reached }) => (gold === null ? null : Number(reached))),
    },
    {
      name: 'false alarm, where none should',
      unit: 'percent',
      good: 'low',
      statistic: mean(({ gold, fired }) => (gold === null ? Number(fired !== null) : null)),
    },
  ]
}

/** Worst is a customer who reaches nobody; then a false alarm; then the wrong rule. */
function rank(sample: Sample): Ranked {
  const { id, text, asked, gold, fired, reached } = sample
  const score = gold === fired ? 1 : gold === null ? 0.25 : reached ? 0.5 : 0
  return { id, text, score, certainty: 0, happened: tell(sample), asked }
}

function tell({ gold, fired, turns }: Sample): string {
  return `wanted ${gold ?? 'none of the rules'}, got ${fired ?? 'none'}: ${tellCourse(turns)}`
}
