import type { Context } from 'hono'
import { Fault } from '../../platform/fault.js'
import { originOf } from '../../platform/http/origin.js'

/** The origins whose pages may embed the chat. */
export interface ChatOrigins {
  /** Whether a page of `origin` may; one on the service's own host always may. */
  allows(c: Context, origin: string): boolean
  /**
   * Lets the page that asks read the answer, if it may.
   *
   * @throws {Fault} `forbidden` with what to set, for any other page.
   */
  answerTo(c: Context): void
}

/** @param listed As `KEFU_CHAT_ORIGINS` has them. */
export function createChatOrigins(listed: readonly string[]): ChatOrigins {
  const known = new Set(listed)
  const allows = (c: Context, origin: string) => known.has(origin) || origin === originOf(c)
  return {
    allows,
    answerTo(c) {
      c.header('Vary', 'Origin')
      const origin = c.req.header('origin')
      // Browsers send none with what a page asks of its own host.
      if (origin === undefined) return
      if (!allows(c, origin)) throw mayNotEmbed(origin)
      c.header('Access-Control-Allow-Origin', origin)
    },
  }
}

/** Not in the words of the shop: whoever builds its page reads it. */
export function mayNotEmbed(origin: string): Fault {
  return new Fault(
    'forbidden',
    `Pages of ${origin.slice(0, 100)} may not embed this chat. Add that origin to KEFU_CHAT_ORIGINS and start Kefu again.`,
  )
}
