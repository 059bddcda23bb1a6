import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { replaceFile } from '../../platform/replace-file.js'
import type { SignalFile } from './load-signals.js'
import type { OrdinaryQuestion } from './ordinary-questions.js'
import type { LearnedSignal } from './signal-model.js'

/** Raise it when the same sentences are to be learned differently. */
const FORMAT = 3

/** What was learned of each signal, by {@link learnedFrom}. */
export type LearnedSignals = ReadonlyMap<string, KeptSignal>

export interface KeptSignal extends LearnedSignal {
  /** The ordinary questions that it was told apart from, by {@link nameQuestions}. */
  readonly questions: string
}

const KEPT = z.strictObject({
  format: z.literal(FORMAT),
  signals: z.record(
    z.string(),
    z.strictObject({
      weights: z.string(),
      thresholds: z.strictObject({ zh: z.number(), en: z.number() }),
      mistaken: z.array(z.string()),
      questions: z.string(),
    }),
  ),
})

/** @returns What was kept; nothing when the file is missing, torn, or of another format. */
export async function readLearned(file: string): Promise<LearnedSignals> {
  try {
    const { signals } = KEPT.parse(JSON.parse(await readFile(file, 'utf8')))
    return new Map(
      Object.entries(signals).map(([key, { weights, ...rest }]) => [
        key,
        { weights: fromBase64(weights), ...rest },
      ]),
    )
  } catch {
    // It holds nothing that cannot be learned again in seconds.
    return new Map()
  }
}

/** Replaces the file as a whole. Rejects when it cannot be written. */
export async function writeLearned(file: string, learned: LearnedSignals): Promise<void> {
  const signals = Object.fromEntries(
    [...learned].map(([key, { weights, ...rest }]) => [
      key,
      { weights: toBase64(weights), ...rest },
    ]),
  )
  await replaceFile(file, JSON.stringify({ format: FORMAT, signals }))
}

/** Names the file that a signal is learned from: another sentence, word, budget or model, another key. */
export function learnedFrom(
  { name, falseAlarms, ordinaryAlarms, about, sentences, words }: SignalFile,
  vectors: ReadonlyMap<string, Float32Array>,
): string {
  const hash = createHash('sha256')
  hash.update(JSON.stringify({ name, falseAlarms, ordinaryAlarms, about, sentences, words }))
  for (const { text } of sentences) {
    const vector = vectors.get(text)
    if (vector) hash.update(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength))
  }
  return hash.digest('base64url')
}

/** Names ordinary questions: another text, article or signal of one is another name. */
export function nameQuestions(questions: readonly OrdinaryQuestion[]): string {
  const hash = createHash('sha256')
  for (const { text, articles, says } of questions) {
    hash.update(JSON.stringify([text, articles, says ?? []]))
  }
  return hash.digest('base64url')
}

function toBase64({ buffer, byteOffset, byteLength }: Float64Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64')
}

function fromBase64(text: string): Float64Array {
  return new Float64Array(new Uint8Array(Buffer.from(text, 'base64')).buffer)
}
