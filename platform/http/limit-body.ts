import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Fault } from '../fault.js'

/** A refused body up to this size is still read and thrown away; a longer one ends its connection. */
const READ_ANYWAY = 8 * 1024 * 1024

/** Paths whose bodies may have more bytes than others. */
export interface LargerBody {
  readonly path: RegExp
  readonly max: number
}

/**
 * Refuses request bodies above a size, in bytes.
 *
 * @param larger The first whose path fits; only for requests that say their length, since the rest
 *   is held in memory to be counted.
 * What was not read would stand before the next request on the same connection, and both would
 * fail half a second later.
 */
export function limitBody(maxSize: number, larger: readonly LargerBody[] = []): MiddlewareHandler {
  const limit = limitTo(maxSize)
  const exceptions = larger.map(({ path, max }) => ({ path, limit: limitTo(max) }))
  return (c, next) => {
    const length = c.req.header('content-length')
    const saysLength = length && !c.req.header('transfer-encoding')
    // Nearly all: to look at the body itself would make a stream of it, which costs more than
    // all else that is done with a small request.
    if (saysLength && Number(length) <= maxSize) return next()
    const exception = saysLength ? exceptions.find(({ path }) => path.test(c.req.path)) : undefined
    return (exception?.limit ?? limit)(c, next)
  }
}

function limitTo(maxSize: number): MiddlewareHandler {
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
