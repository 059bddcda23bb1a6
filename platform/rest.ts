/** So long others wait while something long is worked out on the thread that serves everyone. */
const SLICE_MS = 8

/**
 * Makes a function that work of many small steps awaits between them: now and then it lets others
 * have their turn, and costs nothing otherwise.
 *
 * @throws What `signal` was aborted with, at such a turn.
 */
export function createRest(signal: AbortSignal, slice = SLICE_MS): () => Promise<void> {
  let start = performance.now()
  return async () => {
    if (performance.now() - start < slice) return
    await new Promise((resolve) => setImmediate(resolve))
    signal.throwIfAborted()
    start = performance.now()
  }
}
