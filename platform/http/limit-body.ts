import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Fault } from '../fault.js'

/** A refused body up to this size is still read and thrown away; a longer one ends its connection. */
const READ_ANYWAY = 8 * 1024 * 1024

/**
 * Refuses request bodies above a size, in bytes.
 *
 * What was not read would stand before the next request on the same connection, and both would
 * fail half a second later.
 */
export function limitBody(maxSize: number): MiddlewareHandler {
  return bodyLimit({
    maxSize,
    async onError(c) {
      await throwBodyAway(c)
      throw new Fault(
        'too-large',
        `The request body is larger than ${maxSize} bytes. Send less, or split it.`,
      )
    },
  })
}

async function throwBodyAway(c: Context): Promise<void> {
  const { body } = c.req.raw
  const isShort = Number(c.req.header('content-length')) <= READ_ANYWAY
  if (!body || body.locked || !isShort) {
    c.header('Connection', 'close')
    return
  }
  // Who leaves in the middle does not wait for the answer either.
  await body.pipeTo(new WritableStream()).catch(() => {})
}
