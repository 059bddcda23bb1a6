import { join } from 'node:path'
import type { Logger } from '../../platform/log.js'
import type { Article } from '../article/article.js'
import { bagsInMemory } from '../embed/bag-store.js'
import type { Embedder } from '../embed/embedder.js'
import { VectorStore } from '../embed/vector-store.js'
import type { Label } from '../label/label.js'
import { GENERAL_CONFIDENCE } from '../search/confidence/general-confidence.js'
import type { Synonyms } from '../search/question/synonyms.js'
import { fitGeneral } from './fit-general.js'
import { judgeBoth, type Measurement, measureJudged } from './measure-search.js'
import { settingsOf } from './settings.js'

export interface MeasureDeps {
  readonly embedder: Embedder
  readonly synonyms: Synonyms
  readonly dataFolder: string
  readonly log: Logger
  readonly onProgress: (done: number, total: number) => void
}

/** Measures a folder's search in several settings, and fits the general model to them. */
export async function runMeasure(
  articles: readonly Article[],
  labels: readonly Label[],
  deps: MeasureDeps,
  signal: AbortSignal,
) {
  const { embedder, synonyms, dataFolder, log, onProgress } = deps
  const { fingerprint, dimensions } = embedder
  const file = join(dataFolder, 'index', 'vectors.bin')
  const store = await VectorStore.open({ file, fingerprint, dimensions, mayWrite: false }, log)
  const bags = embedder.tokens ? bagsInMemory(embedder.tokens.dimensions) : null
  const found = { embedder, synonyms, store, bags, onProgress }
  const settings = await settingsOf(articles, labels, found, signal)
  const measured: (Measurement & { readonly name: string })[] = []
  for (const { name, corpus, lessons } of settings) {
    for (const vectors of [true, false]) {
      const judged = await judgeBoth(corpus, lessons, vectors, GENERAL_CONFIDENCE, signal)
      measured.push({ name: vectors ? name : `${name}, words alone`, ...measureJudged(judged) })
    }
  }
  return { measured, general: await fitGeneral(settings, signal) }
}

const COLUMNS: readonly (readonly [head: string, value: (each: Measurement) => number])[] = [
  ['hit@1', ({ hitAt1 }) => hitAt1],
  ['hit@3', ({ hitAt3 }) => hitAt3],
  ['AUROC', ({ auroc }) => auroc],
  ['ECE', ({ calibrationError }) => calibrationError],
]

/** A markdown table, ready for the README. */
export function measureTable(
  measured: readonly (Measurement & { readonly name: string })[],
): string {
  const rows = measured.map((each) => [
    each.name,
    String(each.questions),
    ...COLUMNS.map(([, value]) => shown(value(each))),
  ])
  const head = ['setting', 'questions', ...COLUMNS.map(([name]) => name)]
  const lines = [head, head.map(() => '---'), ...rows]
  return `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`
}

function shown(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(3).replace(/^0/, '')
}
