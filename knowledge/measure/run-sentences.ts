import { join } from 'node:path'
import type { Article } from '../article/article.js'
import { bagsInMemory } from '../embed/bag-store.js'
import { VectorStore } from '../embed/vector-store.js'
import type { SentenceLabel } from '../label/read-sentence-labels.js'
import { loadGlossary } from '../search/question/glossary.js'
import { Sounds } from '../search/question/sounds.js'
import { measureSentences, type SentenceFit } from './fit-sentence-weights.js'
import type { FollowUps } from './measure-follow-ups.js'
import type { MeasureDeps } from './run-measure.js'
import { trySentences } from './sentence-trials.js'
import { corpusOf } from './settings.js'

/** Tells how well the sentences of articles are chosen, and fits what they are chosen by. */
export async function runSentences(
  articles: readonly Article[],
  labels: readonly SentenceLabel[],
  { embedder, synonyms, dataFolder, log, onProgress }: MeasureDeps,
  signal: AbortSignal,
): Promise<SentenceFit> {
  const { fingerprint, dimensions } = embedder
  const file = join(dataFolder, 'index', 'vectors.bin')
  const store = await VectorStore.open({ file, fingerprint, dimensions, mayWrite: false }, log)
  const bags = embedder.tokens ? bagsInMemory(embedder.tokens.dimensions) : null
  const corpus = await corpusOf(articles, { embedder, store, bags, onProgress }, signal)
  const sounds = new Sounds(corpus.words)
  const reading = { sounds: () => sounds, synonyms, glossary: await loadGlossary() }
  return measureSentences(
    await trySentences(labels, { corpus, embedder, store, ...reading }, signal),
  )
}

/**
 * A few lines, ready for the README.
 *
 * @param labels How many there are; those whose sentences are no longer there were not asked.
 */
export function sentencesTable(fit: SentenceFit, followUps: FollowUps, labels: number): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  const rows = [
    ['questions, of all labels', `${fit.questions} of ${labels}`],
    ['the best sentence is a right one', percent(fit.first)],
    ['the same by weights that have not seen the article', percent(fit.fittedFirst)],
    ['what is said holds a right one', percent(fit.said)],
    ['sentences said beside', fit.beside.toFixed(2)],
    ['characters', fit.length.toFixed(0)],
    ['follow-ups', String(followUps.asked)],
    ['answered from the article before, or asked back with it first', percent(followUps.kept)],
    ['of these, told a right sentence', percent(followUps.right)],
    ['of these, told something again', percent(followUps.repeating)],
    ['characters', followUps.length.toFixed(0)],
    ...Object.entries(fit.weights).map(([name, weight]) => [`weight of ${name}`, String(weight)]),
  ]
  return `| what | value |\n| --- | --- |\n${rows.map((cells) => `| ${cells.join(' | ')} |\n`).join('')}`
}
