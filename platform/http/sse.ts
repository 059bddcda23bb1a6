import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { branchSignal } from '../branch-signal.js'
import { type Clock, type Millis, SECOND, systemClock } from '../clock.js'
import { reasonOf } from '../fault.js'
import type { HttpEnv } from './http-env.js'

export interface StreamEvent {
  /** The number in the event log, so that a reconnect names the last one it saw. */
  readonly id?: string
  readonly event?: string
  readonly data: string
}

/** Proxies close a connection that is silent for longer, usually after 30 or 60 seconds. */
const COMMENT_EVERY: Millis = 15 * SECOND

/**
 * Streams what `source` yields to one reader.
 *
 * The signal aborts when the reader leaves or the server stops; `source` ends then. An error
 * inside is logged and ends the stream, and the reader's browser comes back by itself.
 */
export function eventStream(
  c: Context<HttpEnv>,
  source: (signal: AbortSignal) => AsyncIterable<StreamEvent>,
  clock: Pick<Clock, 'after'> = systemClock,
): Response {
  const reading = branchSignal(c.get('stopping'))
  const { signal } = reading
  // Asks proxies such as nginx to pass every event on at once.
  c.header('X-Accel-Buffering', 'no')
  return streamSSE(c, async (stream) => {
    stream.onAbort(() => reading.abort())
    // The first comment sends the headers, so that the reader knows at once that it is connected.
    await stream.write(': open\n\n')
    const stopComments = commentRegularly(stream, clock)
    try {
      for await (const { id, event, data } of source(signal)) {
        if (signal.aborted) break
        await stream.writeSSE({ data, ...(id && { id }), ...(event && { event }) })
      }
    } catch (cause) {
      if (!signal.aborted) {
        c.get('log').error({ event: 'stream-failed', reason: reasonOf(cause) }, 'a stream failed')
      }
    } finally {
      stopComments()
      reading.abort()
    }
  })
}

function commentRegularly(stream: SSEStreamingApi, clock: Pick<Clock, 'after'>): () => void {
  let cancel = () => {}
  const comment = () => {
    void stream.write(': still here\n\n')
    cancel = clock.after(COMMENT_EVERY, comment)
  }
  cancel = clock.after(COMMENT_EVERY, comment)
  return () => cancel()
}
