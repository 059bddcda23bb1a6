import type { Language } from '../../platform/language.js'
import { waitFor } from '../../platform/wait-for.js'
import type { ParsePage } from '../handbook/parse-page.js'
import { type Embed, embedSentences } from './embed-sentences.js'
import { marginOf, sigmoid } from './fit-signal.js'
import {
  type KeptSignal,
  type LearnedSignals,
  learnedFrom,
  nameQuestions,
  readLearned,
  writeLearned,
} from './keep-learned.js'
import { loadSignals, type SignalFile } from './load-signals.js'
import type { OrdinaryQuestion } from './ordinary-questions.js'
import { HOLDS, type Signal, type SignalLanguage, type SignalName } from './signal.js'
import {
  type LearnedSignal,
  learnSignal,
  type SignalModel,
  signalModel,
  withWords,
  wordlessFeatures,
} from './signal-model.js'
import { createWordList, type FoldedLine, foldLine, type WordList } from './word-list.js'

export interface SignalReaderDeps {
  /** `content/handbook/signals`. */
  readonly folder: string
  /** How its pages are read; without it, each start parses them anew. */
  readonly parse?: ParsePage
  /** Signals that must be there, when they are others than those of `content/handbook/signals`. */
  readonly known?: readonly SignalName[]
  /** `null` when there is no embedder: words alone are read then. */
  readonly embed: Embed | null
  /** The model is opened when this has settled; without it, at once. */
  readonly after?: Promise<unknown>
  /**
   * What customers ask of articles and write after answers, as counter-examples; none when not given. Asked for
   * when the model is learned.
   */
  readonly ordinary?: (stop: AbortSignal) => Promise<readonly OrdinaryQuestion[]>
  /** Where what was learned is kept for the next start; without it, each start learns anew. */
  readonly file?: string
  /** Told when the model could not be fitted or asked; words are read all the same. */
  readonly report: (event: {
    readonly name: 'signal-model-failed' | 'signal-model-not-kept'
    readonly cause: unknown
  }) => void
}

/** Reads from a customer's words what they feel and want. */
export interface SignalReader {
  /** Names of the signals that there are, for the check of the rules. */
  readonly names: readonly SignalName[]
  /** Settles when the model has joined the words, or was given up. Never rejects. */
  readonly ready: Promise<void>
  /**
   * @param text One message or several, one a line.
   * @returns The signals that hold, strongest first.
   */
  read(text: string, language: Language, signal: AbortSignal): Promise<readonly Signal[]>
  /**
   * How near a text is to each signal, also where it does not hold: for what weighs signals and
   * decides nothing by one alone.
   *
   * @returns 0 to 1 for every signal, by its name; from {@link HOLDS} on `read` tells of it.
   */
  strengths(
    text: string,
    language: Language,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<SignalName, number>>
  /**
   * Reads the folder again. New words count at once; the model of before answers until the new
   * one is `ready`.
   *
   * @throws {Fault} `misconfigured` when the files have problems; all stays as it was.
   */
  reload(): Promise<void>
}

interface Handbook {
  readonly files: readonly SignalFile[]
  readonly lists: ReadonlyMap<SignalName, WordList>
}

interface ToLearn {
  readonly files: readonly SignalFile[]
  /** Of every sentence and question, by its text. */
  readonly vectors: ReadonlyMap<string, Float32Array>
  readonly questions: readonly OrdinaryQuestion[]
  meanwhile(learned: ReadonlyMap<SignalFile, LearnedSignal>): void
}

/** Lines beyond these are read together, so that a pasted page costs no more than a chat. */
const MOST_LINES = 16

/**
 * Returns as soon as the files are read; the model is fitted in the background.
 *
 * @param stop Ends the fitting.
 * @throws {Fault} `misconfigured` when the files have problems.
 */
export async function createSignalReader(
  deps: SignalReaderDeps,
  stop: AbortSignal,
): Promise<SignalReader> {
  let handbook = await openHandbook(deps)
  let models: ReadonlyMap<SignalName, SignalModel> = new Map()
  let fitting = new AbortController()
  let ready = openModels()

  async function openModels(): Promise<void> {
    const { embed } = deps
    if (embed === null) return
    const { files } = handbook
    const signal = AbortSignal.any([stop, fitting.signal])
    if (deps.after) await waitFor(deps.after, signal)
    try {
      const questions = (await deps.ordinary?.(signal)) ?? []
      const vectors = await embedSentences(files, questions, embed, signal)
      const use = (learned: ReadonlyMap<SignalFile, LearnedSignal>) => {
        const entries = [...learned].map(
          ([file, one]) => [file.name, signalModel(one, file, vectors)] as const,
        )
        models = new Map([...models, ...entries])
      }
      use(await learnSignals({ files, vectors, questions, meanwhile: use }, signal))
    } catch (cause) {
      if (!signal.aborted) deps.report({ name: 'signal-model-failed', cause })
    }
  }

  /**
   * Learns what was not kept.
   *
   * @param meanwhile Told what was learned of the same files beside other questions: an edited
   *   article must not leave words alone until all is learned again.
   */
  async function learnSignals(
    { files, vectors, questions, meanwhile }: ToLearn,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<SignalFile, LearnedSignal>> {
    const kept: LearnedSignals = deps.file === undefined ? new Map() : await readLearned(deps.file)
    const asked = nameQuestions(questions)
    const keyed = files.map((file) => ({ file, key: learnedFrom(file, vectors) }))
    meanwhile(
      new Map(
        keyed.flatMap(({ file, key }) => {
          const before = kept.get(key)
          return before ? [[file, before] as const] : []
        }),
      ),
    )
    const learned = new Map<SignalFile, LearnedSignal>()
    const toKeep = new Map<string, KeptSignal>()
    for (const { file, key } of keyed) {
      const before = kept.get(key)
      const isCurrent = before?.questions === asked
      const one = isCurrent ? before : await learnSignal(file, vectors, questions, signal)
      learned.set(file, one)
      toKeep.set(key, { ...one, questions: asked })
    }
    const isKept =
      toKeep.size === kept.size &&
      [...toKeep].every(([key, { questions }]) => kept.get(key)?.questions === questions)
    if (deps.file !== undefined && !isKept) {
      await writeLearned(deps.file, toKeep).catch((cause: unknown) =>
        deps.report({ name: 'signal-model-not-kept', cause }),
      )
    }
    return learned
  }

  async function embedLines(
    lines: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly Float32Array[]> {
    if (deps.embed === null || models.size === 0) return []
    try {
      return await deps.embed(lines, signal, 'question')
    } catch (cause) {
      signal.throwIfAborted()
      deps.report({ name: 'signal-model-failed', cause })
      return []
    }
  }

  /** Every signal in the order of the files, whether it holds or not. */
  async function readAll(
    text: string,
    language: Language,
    signal: AbortSignal,
  ): Promise<readonly Signal[]> {
    const texts = splitLines(text)
    const vectors = texts.length === 0 ? [] : await embedLines(texts, signal)
    const lines = texts.map((line, i) => prepareLine(line, vectors[i]))
    const section = language === 'en' ? 'en' : 'zh'
    return handbook.files.map((file) => {
      const list = handbook.lists.get(file.name)
      const model = models.get(file.name)
      const readings = lines.map((line) => readLine(line, section, list, model))
      const byStrength = readings.toSorted((a, b) => b.strength - a.strength)
      const told = byStrength.at(file.lines === 'any' ? 0 : -1) ?? NOTHING
      return { name: file.name, ...told, language: section }
    })
  }

  return {
    get names() {
      return handbook.files.map(({ name }) => name)
    },
    get ready() {
      return ready
    },
    async read(text, language, signal) {
      const all = await readAll(text, language, signal)
      return all.filter(({ strength }) => strength >= HOLDS).sort((a, b) => b.strength - a.strength)
    },
    async strengths(text, language, signal) {
      const all = await readAll(text, language, signal)
      return new Map(all.map(({ name, strength }) => [name, strength]))
    },
    async reload() {
      handbook = await openHandbook(deps)
      fitting.abort()
      fitting = new AbortController()
      ready = openModels()
    },
  }
}

async function openHandbook({
  folder,
  parse,
  known,
}: Pick<SignalReaderDeps, 'folder' | 'parse' | 'known'>): Promise<Handbook> {
  const files = await loadSignals(folder, parse, known)
  return { files, lists: new Map(files.map(({ name, words }) => [name, createWordList(words)])) }
}

function splitLines(text: string): readonly string[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines.length <= MOST_LINES) return lines
  return [...lines.slice(0, MOST_LINES - 1), lines.slice(MOST_LINES - 1).join(' ')]
}

/** What every signal looks at, made once. */
interface PreparedLine {
  readonly folded: FoldedLine
  /** `undefined` where words alone are read. */
  readonly meaning: { readonly vector: Float32Array; readonly features: Float64Array } | undefined
}

function prepareLine(line: string, vector: Float32Array | undefined): PreparedLine {
  return {
    folded: foldLine(line),
    meaning: vector && { vector, features: wordlessFeatures(line, vector) },
  }
}

type LineReading = Pick<Signal, 'strength' | 'cause'>

const NOTHING: LineReading = { strength: 0, cause: '' }

function readLine(
  { folded, meaning }: PreparedLine,
  language: SignalLanguage,
  list: WordList | undefined,
  model: SignalModel | undefined,
): LineReading {
  if (list === undefined) return NOTHING
  const words = list.read(folded)
  if (words.fired !== null) return { strength: 1, cause: words.fired }
  if (model === undefined || meaning === undefined) {
    return { strength: words.weight, cause: words.heaviest ?? '' }
  }
  const margin = marginOf(model.weights, withWords(meaning.features, words))
  const strength = sigmoid(margin - model.thresholds[language])
  // The nearest example costs a product with each of them, and what does not hold names no cause.
  if (strength < HOLDS || isException(model, meaning.vector)) {
    return { strength: Math.min(strength, NEARLY), cause: '' }
  }
  return { strength, cause: words.heaviest ?? nearestExample(model, meaning.vector) }
}

/** From this cosine on, two lines say the same in nearly the same words. */
const SAME = 0.9

/** What does not hold, whatever its strength would be. */
const NEARLY = HOLDS - 0.01

/** An editor who adds a counter-example is heeded, also where no line tells it from the examples. */
function isException({ exceptions }: SignalModel, vector: Float32Array): boolean {
  return exceptions.some((other) => likenessOf(other, vector) >= SAME)
}

function likenessOf(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0)
}

function nearestExample({ examples }: SignalModel, vector: Float32Array): string {
  let best = { text: '', likeness: -1 }
  for (const example of examples) {
    const likeness = likenessOf(example.vector, vector)
    if (likeness > best.likeness) best = { text: example.text, likeness }
  }
  return best.text
}
