import { sign, verify } from 'hono/jwt'
import { z } from 'zod'
import type { ConversationId } from '../../handoff/index.js'
import { type Clock, type Millis, SECOND } from '../../platform/clock.js'
import { Fault } from '../../platform/fault.js'
import { isId } from '../../platform/id.js'
import { isLanguage, type Language } from '../../platform/language.js'

/** Who a token speaks for. */
export interface ChatPass {
  readonly conversation: ConversationId
  readonly visitorId: string
  /** The language of the page that asked for the token. */
  readonly language: Language
}

/**
 * A `chat` token goes with requests. A `socket` ticket opens one stream and lives for a minute.
 * A `visitor` key brings a visitor back to their conversation where no cookie does. An `unread`
 * key tells how much was said since, and nothing else.
 */
export type PassUse = (typeof USES)[number]

const USES = ['chat', 'socket', 'visitor', 'unread'] as const

export interface ChatTokens {
  issue(pass: ChatPass, use: PassUse, lifetime: Millis): Promise<string>
  /**
   * @throws {Fault} `forbidden` when the token has expired, and for no other reason, because
   *   Direct Line clients read 403 as just that; `unauthorized` when it is not ours.
   */
  read(token: string, use: PassUse): Promise<ChatPass>
}

const CLAIMS = z.object({
  use: z.enum(USES),
  conversation: z.custom<ConversationId>((value) => isId('conversation', value)),
  // Named so because Web Chat reads it as its own user.
  user: z.string().min(1),
  language: z.custom<Language>(isLanguage),
  exp: z.number(),
})

/** As many chats as may be open; each comes with its token again and again. */
const KEPT = 10_000

/** Signed tokens that need no table: what is in them is what is allowed. */
export function createChatTokens(secret: string, clock: Pick<Clock, 'now'>): ChatTokens {
  /** Of tokens whose signature was ours: the same text says the same for ever. */
  const known = new Map<string, z.infer<typeof CLAIMS>>()

  async function claimsOf(token: string): Promise<z.infer<typeof CLAIMS>> {
    const before = known.get(token)
    if (before) return before
    const claims = CLAIMS.safeParse(await verifySignature(token, secret))
    if (!claims.success) throw notOurs()
    // The others are shown once, or seldom.
    if (claims.data.use !== 'chat') return claims.data
    known.set(token, claims.data)
    const [oldest] = known.keys()
    if (known.size > KEPT && oldest !== undefined) known.delete(oldest)
    return claims.data
  }

  return {
    issue({ conversation, visitorId, language }, use, lifetime) {
      const exp = Math.floor((clock.now() + lifetime) / SECOND)
      return sign({ use, conversation, user: visitorId, language, exp }, secret, 'HS256')
    },
    async read(token, use) {
      const claims = await claimsOf(token)
      if (claims.use !== use) throw notOurs()
      const { conversation, user, language, exp } = claims
      if (clock.now() >= exp * SECOND) {
        throw new Fault('forbidden', 'The token has expired. Ask for a new one and go on.')
      }
      return { conversation, visitorId: user, language }
    },
  }
}

async function verifySignature(token: string, secret: string): Promise<unknown> {
  try {
    // The expiry is read by our own clock.
    return await verify(token, secret, { alg: 'HS256', exp: false })
  } catch (cause) {
    throw notOurs(cause)
  }
}

function notOurs(cause?: unknown): Fault {
  return new Fault('unauthorized', 'The token is not one of this service. Ask for a new one.', {
    cause,
  })
}
