import type { Context } from 'hono'
import { Fault } from '../../platform/fault.js'
import { pictureType } from '../article/picture-type.js'

/**
 * Answers with a picture, as what its bytes say that it is.
 *
 * @throws {Fault} `not-found` when there is none, or the file is something else.
 */
export async function answerPicture(
  c: Context,
  content: Uint8Array | undefined,
): Promise<Response> {
  const type = content && (await pictureType(content))
  if (!content || !type) throw new Fault('not-found', `There is no picture at ${c.req.path}.`)
  return c.body(new Uint8Array(content), 200, {
    'Content-Type': type,
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, max-age=300',
  })
}
