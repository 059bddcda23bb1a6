import type { Language } from '../../platform/language.js'
import { customerSchema, MOODS, type SimulatedCustomer } from '../converse/customer.js'
import { type LivedChat, liveChat } from '../converse/live-chat.js'
import { prepareLines } from '../datasets/prepare-lines.js'
import { languageOf } from '../datasets/question.js'
import type { Dataset } from '../datasets/read-dataset.js'
import { mean } from '../report/bootstrap.js'
import {
  byLanguage,
  everything,
  type Group,
  type Measure,
  measureGroups,
} from '../report/figures.js'
import { labelNotes } from '../report/notes.js'
import { seededRandom } from '../report/random.js'
import { type Ranked, worstTwenty } from '../report/worst.js'
import type { OnProgress, PipelineDeps, Suite, SuiteResult } from '../suite.js'

/** Whether customers with a goal, some patience and a mood get what they came for. */
export const suite: Suite = {
  name: 'conversation',
  about: 'do simulated customers get what they came for, in how many turns',
  datasets: ['conversation.jsonl'],
  needs: 'pipeline',
  prepare: (files) => prepareLines(files, customerSchema, run),
}

/** Each customer comes so often, and what could go either way goes otherwise. */
const LIVES = 3

const SEED = 20_261_126

/** One customer with all their lives; a figure of theirs is the mean of these. */
interface Sample {
  readonly customer: SimulatedCustomer
  readonly language: Language
  readonly lives: readonly LivedChat[]
}

async function run(
  datasets: readonly Dataset<SimulatedCustomer>[],
  deps: PipelineDeps,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<SuiteResult> {
  const customers = datasets.flatMap(({ lines }) => lines)
  const samples: Sample[] = []
  for (const [i, customer] of customers.entries()) {
    const language = languageOf(customer, deps.detectLanguage)
    const lives: LivedChat[] = []
    for (let life = 0; life < LIVES; life++) {
      const chat = deps.chat({ language, seed: life })
      const random = seededRandom(SEED + i * LIVES + life)
      lives.push(await liveChat(customer, { chat, language, random }, signal))
    }
    samples.push({ customer, language, lives })
    onProgress(samples.length, customers.length)
  }
  const labels = customers.flatMap(({ goals }) => goals.map(({ articles }) => ({ gold: articles })))
  return {
    ...measureGroups(samples, GROUPS, MEASURES),
    worst: worstTwenty(samples.map(rank)),
    notes: labelNotes(labels, deps.hasArticle),
    questions: samples.map(({ customer: { id, mood, patience }, lives }) => ({
      id,
      mood,
      patience,
      lives: lives.map(({ texts: _, ...life }) => life),
    })),
  }
}

const GROUPS: readonly Group<Sample>[] = [
  everything,
  ...byLanguage,
  ...MOODS.map((name) => ({ name, holds: ({ customer }: Sample) => customer.mood === name })),
  { name: 'person needed', holds: ({ customer }) => customer.goals.some(({ person }) => person) },
  { name: 'several goals', holds: ({ customer }) => customer.goals.length > 1 },
]

/** The mean over the lives to which it applies. */
function ofLives(score: (life: LivedChat) => number | null) {
  return mean(({ lives }: Sample) => {
    const scores = lives.map(score).filter((each) => each !== null)
    return scores.length === 0 ? null : scores.reduce((sum, each) => sum + each, 0) / scores.length
  })
}

const MEASURES: readonly Measure<Sample>[] = [
  {
    name: 'solved',
    unit: 'percent',
    good: 'high',
    statistic: ofLives(({ solved }) => Number(solved)),
  },
  { name: 'wants met', unit: 'percent', good: 'high', statistic: ofLives(({ met }) => met) },
  {
    name: 'turns until solved',
    unit: 'number',
    good: 'low',
    statistic: ofLives(({ solved, turns }) => (solved ? turns : null)),
  },
  {
    name: 'with a person instead',
    unit: 'percent',
    statistic: ofLives(({ end }) => Number(end === 'with a person')),
  },
  {
    name: 'gave up',
    unit: 'percent',
    good: 'low',
    statistic: ofLives(({ end }) => Number(end === 'gave up')),
  },
  {
    name: 'left standing',
    unit: 'percent',
    good: 'low',
    statistic: ofLives(({ end }) => Number(end === 'left standing')),
  },
  {
    name: 'repeats, a chat',
    unit: 'number',
    good: 'low',
    statistic: ofLives(({ repeats }) => repeats),
  },
  {
    name: 'loops',
    unit: 'percent',
    good: 'low',
    statistic: ofLives(({ looped }) => Number(looped)),
  },
  {
    name: 'dead ends, a chat',
    unit: 'number',
    good: 'low',
    statistic: ofLives(({ deadEnds }) => deadEnds),
  },
]

/** Who got nothing is worst, after the most turns. */
function rank({ customer, language, lives }: Sample): Ranked {
  const solved = lives.filter((life) => life.solved).length / lives.length
  const shown = lives.find((life) => !life.solved) ?? lives[0]
  return {
    id: customer.id,
    text: customer.text,
    score: solved,
    certainty: (shown?.turns ?? 0) + (shown?.deadEnds ?? 0),
    happened: `${customer.mood}, patience ${customer.patience}; ${shown?.end}: ${shown?.course.join(' → ')}`,
    ...(shown && { asked: { texts: shown.texts, language } }),
  }
}
