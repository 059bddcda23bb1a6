import { join } from 'node:path'
import type { Logger } from '../../platform/log.js'
import type { Article } from '../article/article.js'
import type { Embedder } from '../embed/embedder.js'
import { VectorStore } from '../embed/vector-store.js'
import { GENERAL_CONFIDENCE } from '../search/general-confidence.js'
import { offTopicLessons } from '../search/off-topic.js'
import { fitGeneral } from './fit-general.js'
import { type Measurement, measureSearch } from './measure-search.js'
import { settingsOf } from './settings.js'

export interface MeasureDeps {
  readonly embedder: Embedder
  readonly dataFolder: string
  readonly log: Logger
  readonly onProgress: (done: number, total: number) => void
}

/** Measures a folder's search from its own questions, and fits the general model to them. */
export async function runMeasure(
  articles: readonly Article[],
  deps: MeasureDeps,
  signal: AbortSignal,
) {
  const { embedder, dataFolder, log, onProgress } = deps
  const { fingerprint, dimensions } = embedder
  const file = join(dataFolder, 'index', 'vectors.bin')
  const store = await VectorStore.open({ file, fingerprint, dimensions, mayWrite: false }, log)
  const settings = await settingsOf(articles, { embedder, store, onProgress }, signal)
  const offTopic = await offTopicLessons(embedder, signal)
  const measured = settings.flatMap(({ name, corpus, lessons }) =>
    [true, false].map((vectors) => {
      const figures = measureSearch(corpus, lessons, offTopic, vectors, GENERAL_CONFIDENCE)
      return { name: vectors ? name : `${name}, words alone`, ...figures }
    }),
  )
  return { measured, general: fitGeneral(settings, offTopic) }
}

const COLUMNS: readonly (readonly [head: string, value: (each: Measurement) => number])[] = [
  ['hit@1', ({ hitAt1 }) => hitAt1],
  ['hit@3', ({ hitAt3 }) => hitAt3],
  ['AUROC near', ({ aurocNear }) => aurocNear],
  ['AUROC far', ({ aurocFar }) => aurocFar],
  ['ECE', ({ calibrationError }) => calibrationError],
  ['answered', ({ inScope }) => inScope.answer],
  ['right', ({ rightAnswers }) => rightAnswers],
  ['asked back', ({ inScope }) => inScope['ask-back']],
  ['one right', ({ rightChoices }) => rightChoices],
  ['taken out, answered', ({ takenOut }) => takenOut.answer],
  ['off topic, answered', ({ offTopic }) => offTopic.answer],
]

/** A markdown table, ready for the README. */
export function measureTable(
  measured: readonly (Measurement & { readonly name: string })[],
): string {
  const rows = measured.map((each) => [
    each.name,
    String(each.questions),
    ...COLUMNS.map(([, value]) => value(each).toFixed(2).replace(/^0/, '')),
  ])
  const head = ['setting', 'questions', ...COLUMNS.map(([name]) => name)]
  const lines = [head, head.map(() => '---'), ...rows]
  return `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`
}
