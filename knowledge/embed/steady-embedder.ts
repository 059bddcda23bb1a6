import { type Clock, MINUTE, type Millis, SECOND } from '../../platform/clock.js'
import { Fault, reasonOf } from '../../platform/fault.js'
import type { Logger } from '../../platform/log.js'
import type { Embedder, EmbedUrgency } from './embedder.js'

export interface SteadyDeps {
  readonly clock: Clock
  readonly log: Logger
  /** How often passages are tried again while the model cannot be reached. */
  readonly retries: number
}

/** So long nothing is asked of a model that has just failed: no customer waits for it in vain. */
const PAUSE: Millis = 10 * SECOND

const LONGEST_PAUSE: Millis = 5 * MINUTE

/**
 * Carries a service over the times when its model cannot be reached: the log says once that it
 * fails and once that it answers again, questions fail at once meanwhile, and passages wait.
 */
export function steadyEmbedder(embedder: Embedder, { clock, log, retries }: SteadyDeps): Embedder {
  /** Of the outage that goes on, if one does. */
  let outage: { readonly reason: string; resting: boolean; readonly cancel: () => void } | null =
    null

  function succeeded(): void {
    if (!outage) return
    outage.cancel()
    outage = null
    log.warn({ event: 'embedder-answers' }, 'the embedding model answers again')
  }

  function failed(cause: unknown): void {
    const reason = reasonOf(cause)
    if (!outage) {
      log.warn(
        { event: 'embedder-failed', reason },
        'the embedding model fails; words answer alone until it answers again',
      )
    }
    outage?.cancel()
    const next = { reason, resting: true, cancel: () => {} }
    next.cancel = clock.after(PAUSE, () => {
      next.resting = false
    })
    outage = next
  }

  async function ask<T>(run: () => Promise<T>, signal: AbortSignal): Promise<T> {
    if (outage?.resting) throw new Fault('upstream-down', outage.reason)
    try {
      const embedded = await run()
      succeeded()
      return embedded
    } catch (cause) {
      if (!signal.aborted || isTimeout(signal.reason)) failed(cause)
      throw cause
    }
  }

  async function index<T>(run: () => Promise<T>, signal: AbortSignal): Promise<T> {
    for (let tries = 0, pause = PAUSE; ; tries++, pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      try {
        const embedded = await run()
        succeeded()
        return embedded
      } catch (cause) {
        if (signal.aborted) throw cause
        failed(cause)
        const mayHeal = cause instanceof Fault && cause.code === 'upstream-down'
        if (!mayHeal || tries >= retries) throw cause
        await wait(clock, pause, signal)
      }
    }
  }

  const { tokens } = embedder
  const steadily = <T>(run: () => Promise<T>, signal: AbortSignal, urgency: EmbedUrgency) =>
    urgency === 'question' ? ask(run, signal) : index(run, signal)
  return {
    dimensions: embedder.dimensions,
    fingerprint: embedder.fingerprint,
    embed: (texts, signal, urgency = 'question') =>
      steadily(() => embedder.embed(texts, signal, urgency), signal, urgency),
    ...(tokens && {
      tokens: {
        ...tokens,
        embed: (texts, signal, urgency = 'question') =>
          steadily(() => tokens.embed(texts, signal, urgency), signal, urgency),
      },
    }),
    ...(embedder.loaded && { loaded: embedder.loaded }),
    forgetQuestions: () => embedder.forgetQuestions?.(),
    [Symbol.asyncDispose]() {
      outage?.cancel()
      return embedder[Symbol.asyncDispose]()
    },
  }
}

/** A customer who leaves says nothing of the model; a limit that ran out does. */
function isTimeout(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'TimeoutError'
}

function wait(clock: Clock, pause: Millis, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(pause, () => {
      signal.removeEventListener('abort', stop)
      resolve()
    })
    const stop = () => {
      cancel()
      reject(signal.reason)
    }
    signal.addEventListener('abort', stop, { once: true })
  })
}
