import { fitSignal, heldOutMargins, thresholdFor, type Weights } from './fit-signal.js'
import type { LabelledSentence, SignalFile } from './load-signals.js'
import type { SignalLanguage } from './signal.js'
import { createWordList, type WordReading } from './word-list.js'

/** What was learned from one file. */
export interface LearnedSignal {
  readonly weights: Weights
  /** Margin above which the signal holds; per language, since the model knows Chinese better. */
  readonly thresholds: Readonly<Record<SignalLanguage, number>>
}

/** What a line is read by. */
export interface SignalModel extends LearnedSignal {
  /** To name the example that a line is nearest to; their vectors have length 1. */
  readonly examples: readonly { readonly text: string; readonly vector: Float32Array }[]
}

/** A sentence as the model sees it. */
export interface LearnedSentence extends LabelledSentence {
  readonly vector: Float32Array
  readonly words: WordReading
  readonly features: Float64Array
}

export const FOLDS = 5

/** Learns a signal, and its thresholds from scores of sentences that were left out. */
export async function learnSignal(
  file: SignalFile,
  vectors: ReadonlyMap<string, Float32Array>,
  signal: AbortSignal,
): Promise<LearnedSignal> {
  const sentences = prepareSentences(file, vectors)
  const margins = await heldOutMargins(sentences, FOLDS, signal)
  const weights = await fitSignal(sentences, signal)
  const { falseAlarms } = file
  return {
    weights,
    thresholds: {
      zh: thresholdIn('zh', sentences, margins, falseAlarms),
      en: thresholdIn('en', sentences, margins, falseAlarms),
    },
  }
}

/** Joins what was learned with the examples that are named as causes. */
export function signalModel(
  learned: LearnedSignal,
  file: SignalFile,
  vectors: ReadonlyMap<string, Float32Array>,
): SignalModel {
  const examples = file.sentences.flatMap(({ text, holds }) => {
    const vector = vectors.get(text)
    return holds && vector ? [{ text, vector }] : []
  })
  return { ...learned, examples }
}

/** @param vectors Of every sentence, by its text. */
export function prepareSentences(
  file: SignalFile,
  vectors: ReadonlyMap<string, Float32Array>,
): readonly LearnedSentence[] {
  const list = createWordList(file.words)
  return file.sentences.map((sentence) => {
    const vector = vectors.get(sentence.text)
    if (vector === undefined) throw new Error(`No vector for a sentence of ${file.name}.`)
    const words = list.read(sentence.text)
    return { ...sentence, vector, words, features: featuresOf(sentence.text, vector, words) }
  })
}

/** @param margins Held out, in the order of the sentences. */
export function thresholdIn(
  language: SignalLanguage,
  sentences: readonly LearnedSentence[],
  margins: readonly number[],
  falseAlarms: number,
): number {
  const counter = sentences
    .map(({ words, ...sentence }, index) => ({ ...sentence, words, margin: margins[index] ?? 0 }))
    .filter((sentence) => !sentence.holds && sentence.language === language)
  const quiet = counter.filter(({ words }) => words.fired === null)
  const allowed = Math.floor(falseAlarms * counter.length) - (counter.length - quiet.length)
  return thresholdFor(
    quiet.map(({ margin }) => margin),
    allowed,
  )
}

/** The vector has length 1, so any one of its numbers is small beside a word's. */
const VECTOR_WEIGHT = 2

/** The meaning, what the word list says, and how loud it is. */
export function featuresOf(line: string, vector: Float32Array, words: WordReading): Float64Array {
  const extra = [
    1,
    words.weight,
    words.fired === null ? 0 : 1,
    words.vetoed ? 1 : 0,
    ...loudness(line),
  ]
  const features = new Float64Array(vector.length + extra.length)
  for (const [index, value] of vector.entries()) features[index] = VECTOR_WEIGHT * value
  features.set(extra, vector.length)
  return features
}

const SHORTEST_SHOUT = 8

/** Exclamation marks (three count as most) and the share of capitals, each 0 to 1. */
function loudness(line: string): readonly [marks: number, capitals: number] {
  const marks = line.match(/[!！]/g)?.length ?? 0
  const capitals = line.match(/\p{Lu}/gu)?.length ?? 0
  return [
    Math.min(marks, 3) / 3,
    Math.min(1, (2 * capitals) / Math.max(SHORTEST_SHOUT, line.length)),
  ]
}
