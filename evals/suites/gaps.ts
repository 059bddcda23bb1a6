import { z } from 'zod'
import type { Language } from '../../platform/language.js'
import { prepareLines } from '../datasets/prepare-lines.js'
import { languageOf, messageSchema } from '../datasets/question.js'
import type { Dataset } from '../datasets/read-dataset.js'
import { type Group, type Measure, measureGroups } from '../report/figures.js'
import { type Ranked, worstTwenty } from '../report/worst.js'
import { adjustedRand, type Grouped } from '../scorers/adjusted-rand.js'
import { bCubed, type Company, companyOf } from '../scorers/b-cubed.js'
import type { KnowledgeDeps, OnProgress, Suite, SuiteResult } from '../suite.js'

const lineSchema = messageSchema.extend({
  /** Questions of one group ask for the same article. */
  group: z.string('must name the group').min(1, 'must name the group'),
})

type Line = z.infer<typeof lineSchema>

/** Whether unanswered questions are grouped as a person would. */
export const suite: Suite = {
  name: 'gaps',
  about: 'are unanswered questions grouped as an editor would group them',
  datasets: ['../gaps/groups.jsonl'],
  needs: 'knowledge',
  prepare: (files) => prepareLines(files, lineSchema, run),
}

interface Sample extends Grouped, Company {
  readonly text: string
  readonly language: Language
}

async function run(
  datasets: readonly Dataset<Line>[],
  deps: KnowledgeDeps,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<SuiteResult> {
  const questions = datasets
    .flatMap(({ lines }) => lines)
    .map((line) => ({ ...line, language: languageOf(line, deps.detectLanguage) }))
  onProgress(0, questions.length)
  const groups = await deps.group(questions, signal)
  onProgress(questions.length, questions.length)
  const foundIn = new Map(groups.flatMap((places, i) => places.map((place) => [place, String(i)])))
  const placed = questions.map(({ id, text, language, group }, i) => ({
    ...{ id, text, language },
    gold: group,
    found: foundIn.get(i) ?? `alone ${i}`,
  }))
  const company = companyOf(placed)
  const samples = placed.map(
    (each, i): Sample => ({ ...each, ...(company[i] ?? { precision: 0, recall: 0 }) }),
  )
  const found = new Set(samples.map((sample) => sample.found)).size
  const gold = new Set(samples.map((sample) => sample.gold)).size
  return {
    ...measureGroups(samples, GROUPS, MEASURES),
    worst: worstTwenty(samples.map((sample) => rank(sample, samples))),
    notes: [`${gold} groups by hand, ${found} found.`],
    questions: samples.map(({ id, gold, found }) => ({ id, gold, found })),
  }
}

/** Groups never reach across languages, so that all together would only add easy pairs. */
const GROUPS: readonly Group<Sample>[] = [
  { name: 'zh', holds: ({ language }) => language !== 'en' },
  { name: 'en', holds: ({ language }) => language === 'en' },
]

const MEASURES: readonly Measure<Sample>[] = [
  {
    name: 'adjusted Rand index',
    unit: 'number',
    good: 'high',
    statistic: { applies: () => true, of: adjustedRand },
  },
  {
    name: 'B-cubed',
    unit: 'number',
    good: 'high',
    statistic: { applies: () => true, of: bCubed },
  },
  {
    name: 'pairs found that are right',
    unit: 'percent',
    good: 'high',
    statistic: pairs('found', 'gold'),
  },
  { name: 'right pairs: found', unit: 'percent', good: 'high', statistic: pairs('gold', 'found') },
]

/** Of the pairs of different questions in one group by `given`, the share that is also one by `asked`. */
function pairs(given: 'gold' | 'found', asked: 'gold' | 'found'): Measure<Sample>['statistic'] {
  return {
    applies: () => true,
    of(samples) {
      let all = 0
      let right = 0
      for (const [i, one] of samples.entries()) {
        for (const other of samples.slice(0, i)) {
          if (one.id === other.id || one[given] !== other[given]) continue
          all++
          if (one[asked] === other[asked]) right++
        }
      }
      return all === 0 ? null : right / all
    },
  }
}

/** Worst is who lies with the fewest of those that ask the same. */
function rank(sample: Sample, samples: readonly Sample[]): Ranked {
  const others = samples.filter(({ id }) => id !== sample.id)
  const gold = others.filter((other) => other.gold === sample.gold)
  const found = others.filter((other) => other.found === sample.found)
  const both = gold.filter((other) => other.found === sample.found).length
  const either = gold.length + found.length - both
  return {
    id: sample.id,
    text: sample.text,
    score: either === 0 ? 1 : both / either,
    certainty: found.length,
    happened: `found with ${found.length}, of which ${both} ask the same; ${gold.length} do`,
  }
}
