import { Fault } from '../../platform/fault.js'
import type { Logger } from '../../platform/log.js'
import type { Embedder } from '../embed/embedder.js'
import type { Knowledge } from '../knowledge.js'
import { readFollowUpLabels } from '../label/read-follow-up-labels.js'
import { readSentenceLabels } from '../label/read-sentence-labels.js'
import { loadSynonyms } from '../search/question/synonyms.js'
import { calibrationTable } from './calibrate.js'
import { measureTopics, topicsTable } from './fit-topic-model.js'
import { measureFollowUps } from './measure-follow-ups.js'
import { measureTable, runMeasure } from './run-measure.js'
import { runSentences, sentencesTable } from './run-sentences.js'
import { tryTopics } from './topic-trials.js'

export const MEASURES = ['measure', 'sentences', 'follow-ups', 'calibrate'] as const

export type Measure = (typeof MEASURES)[number]

export interface TellDeps {
  /** Folders, as the command names them. */
  readonly content: string
  readonly data: string
  /** One line of JSON instead of a table. */
  readonly json: boolean
  /** `null` for words alone. */
  readonly embedder: Embedder | null
  readonly log: Logger
  readonly onProgress: (done: number, total: number) => void
}

export function isMeasure(name: string): name is Measure {
  return MEASURES.some((each) => each === name)
}

/**
 * Measures, and tells what came out.
 *
 * @param knowledge Whole: it must have settled.
 * @throws {Fault} `bad-input` where the model is needed and left out, and what reading labels throws.
 */
export async function tellMeasure(
  name: Measure,
  knowledge: Knowledge,
  { content, data, json, embedder, log, onProgress }: TellDeps,
  signal: AbortSignal,
): Promise<string> {
  if (name === 'calibrate') {
    return told(await knowledge.calibrate(signal), calibrationTable, json)
  }
  if (name === 'follow-ups') {
    const labels = await readFollowUpLabels(content)
    const trials = await tryTopics(labels, knowledge.labels(), knowledge, signal)
    return told(measureTopics(trials), topicsTable, json)
  }
  if (embedder === null) throw new Fault('bad-input', `${name} needs the model. Leave out --words.`)
  const synonyms = await loadSynonyms(content)
  const deps = { embedder, synonyms, dataFolder: data, log, onProgress }
  if (name === 'sentences') {
    const labels = await readSentenceLabels(content)
    const fit = await runSentences(knowledge.articles(), labels, deps, signal)
    const followUps = await measureFollowUps(labels, knowledge, signal)
    return told({ ...fit, followUps }, () => sentencesTable(fit, followUps, labels.length), json)
  }
  const result = await runMeasure(knowledge.articles(), knowledge.labels(), deps, signal)
  return told(result, ({ measured }) => measureTable(measured), json)
}

function told<Result>(result: Result, table: (result: Result) => string, json: boolean): string {
  return json ? `${JSON.stringify(result)}\n` : table(result)
}
