import type { SignalFile } from './load-signals.js'
import type { OrdinaryQuestion } from './ordinary-questions.js'

/**
 * Turns texts into vectors of length 1, in their order: an embedder's `embed`. A question goes
 * before the sentences from which a signal is learned.
 */
export type Embed = (
  texts: readonly string[],
  signal: AbortSignal,
  urgency: 'question' | 'passage',
) => Promise<readonly Float32Array[]>

/** Few, so that a customer's question that comes meanwhile waits 50 ms at most. */
const BATCH = 16

/** Embeds every sentence and question once, however many files share it. */
export async function embedSentences(
  files: readonly SignalFile[],
  questions: readonly OrdinaryQuestion[],
  embed: Embed,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Float32Array>> {
  const sentences = [...files.flatMap((file) => file.sentences), ...questions]
  const texts = [...new Set(sentences.map(({ text }) => text))]
  const vectors = new Map<string, Float32Array>()
  for (let from = 0; from < texts.length; from += BATCH) {
    const batch = texts.slice(from, from + BATCH)
    const embedded = await embed(batch, signal, 'passage')
    for (const [index, text] of batch.entries()) {
      const vector = embedded[index]
      if (vector !== undefined) vectors.set(text, vector)
    }
  }
  return vectors
}
