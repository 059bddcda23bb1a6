import type { Millis } from '../../platform/clock.js'
import type { ModelInput, ModelOutput, ModelSession } from './model-session.js'

export interface QueueOptions {
  /** Loads the model once more. Called when there is work and no session rests. */
  readonly open: () => Promise<Pick<ModelSession, 'run' | 'close'>>
  /** Texts that run together: more than 1 only where a text's vector does not depend on others. */
  readonly atOnce: number
  /** Sessions that may run side by side; those after the first join only when there is much to do. */
  readonly sessions: number
  /** How long a session without work is kept; `null` for always. */
  readonly rest: Millis | null
}

export interface TextQueue {
  /** @returns One per text, in their order. */
  add(texts: readonly ModelInput[], signal: AbortSignal): Promise<readonly ModelOutput[]>
  /** Refuses what still waits, waits for what runs, and frees the models. */
  close(): Promise<void>
}

interface Job {
  readonly text: ModelInput
  readonly signal: AbortSignal
  readonly resolve: (output: ModelOutput) => void
  readonly reject: (cause: unknown) => void
}

interface Seat {
  session: Pick<ModelSession, 'run' | 'close'> | undefined
  working: Promise<void> | undefined
  timer: NodeJS.Timeout | undefined
}

/** Texts after which it is worth loading the model a second time: a shop of 200 articles has fewer. */
const MUCH = 5_000

/** Feeds texts to a model in their order, and loads it only while there is work. */
export function queueTexts({ open, atOnce, sessions, rest }: QueueOptions): TextQueue {
  const waiting: Job[] = []
  const seats = Array.from(
    { length: sessions },
    (): Seat => ({ session: undefined, working: undefined, timer: undefined }),
  )
  let sinceRest = 0
  let closed = false

  function wake(): void {
    for (const [i, seat] of seats.entries()) {
      if (waiting.length === 0) return
      if (seat.working || (i > 0 && sinceRest < MUCH)) continue
      seat.working = work(seat).finally(() => {
        seat.working = undefined
        if (waiting.length > 0) wake()
        else if (rest !== null) dismissLater(seat, rest)
      })
    }
  }

  async function work(seat: Seat): Promise<void> {
    clearTimeout(seat.timer)
    try {
      seat.session ??= await open()
    } catch (cause) {
      for (const job of waiting.splice(0)) job.reject(cause)
      return
    }
    for (let batch = nextBatch(); batch.length > 0; batch = nextBatch()) {
      sinceRest += batch.length
      if (await runBatch(batch, seat.session)) continue
      // It may have died; the next text gets a fresh one.
      await dismiss(seat)
      return
    }
  }

  function nextBatch(): readonly Job[] {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, atOnce).filter((job) => !isAborted(job))
      if (batch.length > 0) return batch
    }
    return []
  }

  function dismissLater(seat: Seat, after: Millis): void {
    seat.timer = setTimeout(() => {
      // Much may come in parts, each of which is waited for.
      if (seats.every(({ working }) => working === undefined)) sinceRest = 0
      void dismiss(seat)
    }, after).unref()
  }

  return {
    async add(texts, signal) {
      if (closed) throw new Error('The embedder is closed.')
      signal.throwIfAborted()
      const outputs = new Array<ModelOutput>(texts.length)
      // A batch is as wide as its longest text.
      const order = [...texts.entries()].sort(([, a], [, b]) => a.ids.length - b.ids.length)
      const jobs = order.map(
        ([i, text]) =>
          new Promise<void>((resolve, reject) => {
            const keep = (output: ModelOutput) => {
              outputs[i] = output
              resolve()
            }
            waiting.push({ text, signal, resolve: keep, reject })
          }),
      )
      // One tick later, so that what is asked in the same moment may run together.
      queueMicrotask(wake)
      await Promise.all(jobs)
      return outputs
    },
    async close() {
      closed = true
      for (const job of waiting.splice(0)) job.reject(new Error('The embedder was closed.'))
      await Promise.all(seats.map((seat) => seat.working))
      await Promise.all(seats.map(dismiss))
    },
  }
}

/** @returns Whether the session did its work. */
async function runBatch(
  batch: readonly Job[],
  session: Pick<ModelSession, 'run'>,
): Promise<boolean> {
  try {
    const outputs = await session.run(batch.map(({ text }) => text))
    for (const [i, job] of batch.entries()) {
      const output = outputs[i]
      if (output) job.resolve(output)
      else job.reject(new Error('The model gave too few answers.'))
    }
    return true
  } catch (cause) {
    for (const job of batch) job.reject(cause)
    return false
  }
}

async function dismiss(seat: Seat): Promise<void> {
  clearTimeout(seat.timer)
  const { session } = seat
  seat.session = undefined
  await session?.close()
}

function isAborted({ signal, reject }: Job): boolean {
  if (signal.aborted) reject(signal.reason)
  return signal.aborted
}
