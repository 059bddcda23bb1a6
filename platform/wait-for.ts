import { once } from 'node:events'

/** Waits until something has settled, well or badly, or the signal is aborted. Never rejects. */
export async function waitFor(what: Promise<unknown>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const settled = new AbortController()
  const aborted = once(signal, 'abort', { signal: settled.signal })
  await Promise.race([what, aborted]).catch(() => {})
  settled.abort()
  await aborted.catch(() => {})
}
