import type { EmbedUrgency } from './embedder.js'

export interface EncodedText {
  readonly ids: readonly number[]
}

interface Job {
  readonly text: EncodedText
  readonly signal: AbortSignal
  readonly resolve: (vector: Float32Array) => void
  readonly reject: (cause: unknown) => void
}

/** Questions that arrive together cost 2.7 ms each instead of 4; more at once gains little. */
const MOST_QUESTIONS = 16

/**
 * The model holds the event loop while it runs, 10 to 50 ms for a passage. Eight together took 12.4 ms
 * each and one alone 10.9, so nothing is lost by keeping everyone's wait short.
 */
const MOST_PASSAGES = 1

export interface Batches {
  add(
    texts: readonly EncodedText[],
    signal: AbortSignal,
    urgency: EmbedUrgency,
  ): Promise<readonly Float32Array[]>
  /** Refuses what still waits, and waits for what runs. */
  close(): Promise<void>
}

/**
 * Feeds a model that runs one batch at a time: questions first, passages in what time is left,
 * texts of like length together because a batch is as wide as its longest.
 *
 * @param run Gives one vector per text, in order.
 */
export function batchByTurns(
  run: (batch: readonly EncodedText[]) => Promise<readonly Float32Array[]>,
): Batches {
  const waiting: Record<EmbedUrgency, Job[]> = { question: [], passage: [] }
  let running: Promise<void> | undefined
  let closed = false

  async function work(): Promise<void> {
    // One tick later, so that what is asked in the same moment shares a batch.
    await Promise.resolve()
    for (;;) {
      const batch = nextBatch()
      if (batch.length === 0) break
      await runBatch(batch)
    }
    running = undefined
  }

  function nextBatch(): readonly Job[] {
    for (const [urgency, most] of [
      ['question', MOST_QUESTIONS],
      ['passage', MOST_PASSAGES],
    ] as const) {
      const jobs = waiting[urgency]
      while (jobs.length > 0) {
        const batch = jobs.splice(0, most).filter((job) => !isAborted(job))
        if (batch.length > 0) return batch
      }
    }
    return []
  }

  async function runBatch(batch: readonly Job[]): Promise<void> {
    try {
      const vectors = await run(batch.map(({ text }) => text))
      for (const [i, job] of batch.entries()) {
        const vector = vectors[i]
        if (vector) job.resolve(vector)
        else job.reject(new Error('The model gave too few vectors.'))
      }
    } catch (cause) {
      for (const job of batch) job.reject(cause)
    }
  }

  return {
    async add(texts, signal, urgency) {
      if (closed) throw new Error('The embedder is closed.')
      signal.throwIfAborted()
      const vectors = new Array<Float32Array>(texts.length)
      const order = texts
        .map((text, i) => ({ text, i }))
        .sort((a, b) => a.text.ids.length - b.text.ids.length)
      const jobs = order.map(
        ({ text, i }) =>
          new Promise<void>((resolve, reject) => {
            waiting[urgency].push({
              text,
              signal,
              reject,
              resolve: (vector) => {
                vectors[i] = vector
                resolve()
              },
            })
          }),
      )
      running ??= work()
      await Promise.all(jobs)
      return vectors
    },
    async close() {
      closed = true
      for (const job of [...waiting.question.splice(0), ...waiting.passage.splice(0)]) {
        job.reject(new Error('The embedder was closed.'))
      }
      await running
    },
  }
}

function isAborted({ signal, reject }: Job): boolean {
  if (signal.aborted) reject(signal.reason)
  return signal.aborted
}
