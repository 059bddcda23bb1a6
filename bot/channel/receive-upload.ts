import { BulkheadRejectedError, bulkhead } from 'cockatiel'
import type { Context } from 'hono'
import type { Millis } from '../../platform/clock.js'
import { Fault } from '../../platform/fault.js'
import { createRateLimit } from '../../platform/http/rate-limit.js'
import { readUpload, type UploadReading } from './read-upload.js'
import { type ReceiveDeps, receiveActivity } from './receive-activity.js'
import type { ChatPass } from './token.js'

export type ReceiveUpload = (c: Context, pass: ChatPass) => Promise<string>

/** Takes messages with files: few at a time, since their bytes are in memory until they are stored. */
export function createReceiveUpload(
  deps: ReceiveDeps & {
    readonly chat: { hasRoom(bytes: number): Promise<boolean> }
    readonly clock: { after(delay: Millis, work: () => void): () => void }
  },
): ReceiveUpload {
  const { chat, words, clock, limits } = deps
  const { files } = limits
  const sent = createRateLimit(files.messages, clock)
  const slots = bulkhead(files.atOnce, files.waiting)

  function read(c: Context, { language }: ChatPass): Promise<UploadReading> {
    const reading = readUpload(c.req.raw, language, { limits: files, words, hasRoom: chat.hasRoom })
    return new Promise((resolve, reject) => {
      const cancel = clock.after(files.arrives, () => {
        c.header('Connection', 'close')
        reject(new Fault('bad-input', 'The files took too long to arrive. Send them again.'))
      })
      reading.then(resolve, reject).finally(cancel)
    })
  }

  return async (c, pass) => {
    const tooMany = () => {
      // What was not read would stand before the next request on the same connection.
      c.header('Connection', 'close')
      return new Fault('too-many', words.say('too-many', pass.language, {}))
    }
    if (!sent.take(pass.visitorId)) throw tooMany()
    try {
      return await slots.execute(async () => {
        const upload = await read(c, pass)
        return receiveActivity(upload.body, pass, deps, upload.files)
      })
    } catch (cause) {
      if (cause instanceof BulkheadRejectedError) throw tooMany()
      throw cause
    }
  }
}
