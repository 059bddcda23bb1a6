import { fitSignal, heldOutMargins, marginOf, thresholdFor, type Weights } from './fit-signal.js'
import type { LabelledSentence, SignalFile } from './load-signals.js'
import type { OrdinaryQuestion } from './ordinary-questions.js'
import { SIGNAL_LANGUAGES, type SignalLanguage } from './signal.js'
import { createWordList, type WordReading } from './word-list.js'

/** What was learned from one file. */
export interface LearnedSignal {
  readonly weights: Weights
  /** Margin above which the signal holds; per language, since the model knows Chinese better. */
  readonly thresholds: Readonly<Record<SignalLanguage, number>>
  /** Counter-examples that were learned in vain, or nearly: for them the signal would hold. */
  readonly mistaken: readonly string[]
}

/** What a line is read by. */
export interface SignalModel extends Omit<LearnedSignal, 'mistaken'> {
  /** To name the example that a line is nearest to; their vectors have length 1. */
  readonly examples: readonly { readonly text: string; readonly vector: Float32Array }[]
  /** Vectors of the counter-examples that were learned in vain, or nearly. */
  readonly exceptions: readonly Float32Array[]
}

/** A sentence as the model sees it. */
export interface LearnedSentence extends LabelledSentence {
  readonly vector: Float32Array
  readonly words: WordReading
  readonly features: Float64Array
}

/** An ordinary question as the model sees it: a counter-example without a say of its own. */
export interface LearnedQuestion extends OrdinaryQuestion {
  readonly holds: false
  readonly ordinary: true
  readonly fold: number
  readonly words: WordReading
  readonly features: Float64Array
}

/** Sentences and questions with the score that a model gave them which had not seen them. */
export interface HeldOut {
  readonly sentences: readonly Scored<LearnedSentence>[]
  /** Of articles that are not about the signal. Those of one article are left out together. */
  readonly questions: readonly Scored<LearnedQuestion>[]
  /** Of a margin above it the signal holds. */
  readonly thresholds: LearnedSignal['thresholds']
}

type Scored<Item> = Item & { readonly margin: number }

export const FOLDS = 5

/** How far below the threshold the margin of another wording may well be above it. */
const EDGE = 1

/** Learns a signal, and its thresholds from scores of what was left out. */
export async function learnSignal(
  file: SignalFile,
  vectors: ReadonlyMap<string, Float32Array>,
  questions: readonly OrdinaryQuestion[],
  signal: AbortSignal,
): Promise<LearnedSignal> {
  const {
    sentences,
    questions: asked,
    thresholds,
  } = await holdOut(file, vectors, questions, signal)
  const weights = await fitSignal([...sentences, ...asked.filter(isQuiet)], signal)
  const mistaken = sentences.flatMap(({ text, holds, language, words, features }) => {
    if (holds || words.fired !== null) return []
    return marginOf(weights, features) > thresholds[language] - EDGE ? [text] : []
  })
  return { weights, thresholds, mistaken }
}

/** Scores all by models that have not seen it, and finds the thresholds that keep both budgets. */
export async function holdOut(
  file: SignalFile,
  vectors: ReadonlyMap<string, Float32Array>,
  questions: readonly OrdinaryQuestion[],
  signal: AbortSignal,
): Promise<HeldOut> {
  const sentences = prepareSentences(file, vectors)
  const asked = prepareQuestions(file, vectors, questions)
  // A word that must not be missed fires before the model is asked, and is no mistake of it.
  const quiet = asked.filter(isQuiet)
  const margins = await heldOutMargins([...sentences, ...quiet], FOLDS, signal)
  const ofQuiet = new Map(quiet.map(({ text }, i) => [text, margins[sentences.length + i] ?? 0]))
  const scored = sentences.map((sentence, i) => ({ ...sentence, margin: margins[i] ?? 0 }))
  const scoredQuestions = asked.map((question) => ({
    ...question,
    margin: ofQuiet.get(question.text) ?? 0,
  }))
  const limits = SIGNAL_LANGUAGES.map((language) => {
    const own = scored.filter((sentence) => sentence.language === language)
    const ordinary = scoredQuestions.filter((question) => question.language === language)
    return Math.max(thresholdIn(own, file.falseAlarms), thresholdIn(ordinary, file.ordinaryAlarms))
  })
  const [zh = 0, en = 0] = limits
  return { sentences: scored, questions: scoredQuestions, thresholds: { zh, en } }
}

const isQuiet = ({ words }: { readonly words: WordReading }) => words.fired === null

/** Joins what was learned with the examples that are named as causes, and with its own mistakes. */
export function signalModel(
  { mistaken, ...learned }: LearnedSignal,
  file: SignalFile,
  vectors: ReadonlyMap<string, Float32Array>,
): SignalModel {
  const examples = file.sentences.flatMap(({ text, holds }) => {
    const vector = vectors.get(text)
    return holds && vector ? [{ text, vector }] : []
  })
  return { ...learned, examples, exceptions: mistaken.flatMap((text) => vectors.get(text) ?? []) }
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

/** What is about the signal may well say it; what stands in the file is there already. */
function prepareQuestions(
  file: SignalFile,
  vectors: ReadonlyMap<string, Float32Array>,
  questions: readonly OrdinaryQuestion[],
): readonly LearnedQuestion[] {
  const list = createWordList(file.words)
  const known = new Set(file.sentences.map(({ text }) => text))
  const folds = new Map<string, number>()
  return questions.flatMap((question): LearnedQuestion[] => {
    const { text, articles, says } = question
    const vector = vectors.get(text)
    const article = articles[0] ?? ''
    const fold = folds.get(article) ?? folds.size % FOLDS
    folds.set(article, fold)
    if (vector === undefined || known.has(text)) return []
    if (articles.some((id) => file.about.includes(id)) || says?.includes(file.name)) return []
    const words = list.read(text)
    const features = featuresOf(text, vector, words)
    return [{ ...question, holds: false, ordinary: true, fold, words, features }]
  })
}

function thresholdIn(
  scored: readonly Scored<{ readonly holds: boolean; readonly words: WordReading }>[],
  falseAlarms: number,
): number {
  const counter = scored.filter(({ holds }) => !holds)
  const quiet = counter.filter(isQuiet)
  const allowed = Math.floor(falseAlarms * counter.length) - (counter.length - quiet.length)
  return thresholdFor(
    quiet.map(({ margin }) => margin),
    allowed,
  )
}

/** The vector has length 1, so any one of its numbers is small beside a word's. */
const VECTOR_WEIGHT = 2

/** Where behind the vector the words stand, after what is the same for every line. */
const WORDS_AT = 1
const LOUDNESS_AT = 4
const EXTRA = 6

/** The meaning, what the word list says, and how loud it is. */
export function featuresOf(line: string, vector: Float32Array, words: WordReading): Float64Array {
  return withWords(wordlessFeatures(line, vector), words)
}

/** What of a line's features is the same for every signal; `withWords` completes them. */
export function wordlessFeatures(line: string, vector: Float32Array): Float64Array {
  const { length } = vector
  const features = new Float64Array(length + EXTRA)
  for (let i = 0; i < length; i++) features[i] = VECTOR_WEIGHT * (vector[i] ?? 0)
  features[length] = 1
  features.set(loudness(line), length + LOUDNESS_AT)
  return features
}

/** Puts what one signal's words say in the place of what another's said. */
export function withWords(features: Float64Array, words: WordReading): Float64Array {
  const said = [words.weight, words.fired === null ? 0 : 1, words.vetoed ? 1 : 0]
  features.set(said, features.length - EXTRA + WORDS_AT)
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
