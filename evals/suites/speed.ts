import type { Language } from '../../platform/language.js'
import { prepareLines } from '../datasets/prepare-lines.js'
import { languageOf, messageSchema } from '../datasets/question.js'
import type { Dataset } from '../datasets/read-dataset.js'
import { mean, quantile, type Statistic } from '../report/bootstrap.js'
import { everything, type Group, type Measure, measureGroups } from '../report/figures.js'
import type { OnProgress, PipelineDeps, Suite, SuiteResult } from '../suite.js'

/** How long one search and one turn take here and now. It tells, and nothing passes or fails by it. */
export const suite: Suite = {
  name: 'speed',
  about: 'how long a search and a turn take on this machine, one after the other',
  timed: true,
  datasets: ['retrieval-zh.jsonl', 'retrieval-hant.jsonl', 'retrieval-en.jsonl'],
  needs: 'pipeline',
  prepare: (files) => prepareLines(files, messageSchema, run),
}

/** As many as tell the slowest one in twenty. */
const MOST = 200

/** What is asked first finds cold caches, and says nothing of the rest of the day. */
const WARMING = 10

interface Sample {
  readonly id: string
  readonly language: Language
  readonly search: number
  readonly again: number
  readonly turn: number
}

async function run(
  datasets: readonly Dataset<{
    readonly id: string
    readonly text: string
    readonly lang?: unknown
  }>[],
  deps: PipelineDeps,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<SuiteResult> {
  const all = datasets.flatMap(({ lines }) => lines)
  const step = Math.max(1, Math.floor(all.length / MOST))
  const lines = all.filter((_, i) => i % step === 0).slice(0, MOST)
  const warming = lines.slice(0, WARMING)
  const samples: Sample[] = []
  for (const [i, line] of [...warming, ...lines].entries()) {
    const language = languageOf(line, deps.detectLanguage)
    // Other suites of this run have asked the same words, whose vectors are kept.
    const text = `${line.text} ${i}`
    const search = await timed(deps, () => deps.ask(text, { language }, signal))
    const again = await timed(deps, () => deps.ask(text, { language }, signal))
    const turn = await timed(deps, () => deps.play([`${line.text} ${i}.`], { language }, signal))
    if (i >= warming.length) samples.push({ id: line.id, language, search, again, turn })
    onProgress(i + 1, lines.length + warming.length)
  }
  return {
    ...measureGroups(samples, GROUPS, MEASURES),
    worst: [],
    notes: ['Figures of this machine and its load; they are told, and never compared.'],
    questions: samples.map(({ language: _, ...sample }) => sample),
  }
}

async function timed(
  { stopwatch }: Pick<PipelineDeps, 'stopwatch'>,
  work: () => Promise<unknown>,
): Promise<number> {
  const from = stopwatch()
  await work()
  return stopwatch() - from
}

const GROUPS: readonly Group<Sample>[] = [
  everything,
  { name: 'Chinese', holds: ({ language }) => language !== 'en' },
  { name: 'English', holds: ({ language }) => language === 'en' },
]

const MEASURES: readonly Measure<Sample>[] = [
  ...measuresOf('search, words not seen before', ({ search }) => search),
  ...measuresOf('search, words seen before', ({ again }) => again),
  ...measuresOf('turn of the bot', ({ turn }) => turn),
]

function measuresOf(name: string, of: (sample: Sample) => number): readonly Measure<Sample>[] {
  return [
    { name: `${name}: mean`, unit: 'milliseconds', statistic: mean(of) },
    { name: `${name}: half within`, unit: 'milliseconds', statistic: within(0.5, of) },
    { name: `${name}: 95 of 100 within`, unit: 'milliseconds', statistic: within(0.95, of) },
  ]
}

function within(share: number, of: (sample: Sample) => number): Statistic<Sample> {
  return {
    applies: () => true,
    of: (samples) =>
      quantile(
        samples.map(of).toSorted((a, b) => a - b),
        share,
      ) ?? null,
  }
}
