import { bulkhead } from 'cockatiel'
import { type Context, Hono } from 'hono'
import type { Clock } from '../../platform/clock.js'
import { Fault } from '../../platform/fault.js'
import type { HttpEnv } from '../../platform/http/http-env.js'
import type { LargerBody } from '../../platform/http/limit-body.js'
import { originOf } from '../../platform/http/origin.js'
import { createRateLimit } from '../../platform/http/rate-limit.js'
import { readJson } from '../../platform/http/read-json.js'
import { remoteAddress } from '../../platform/http/remote-address.js'
import type { NewId } from '../../platform/id.js'
import { matchLanguage } from '../../platform/language.js'
import { messageToActivity } from './activity.js'
import { type ActivitySet, PAGE } from './activity-stream.js'
import type { ChannelWords, ChatDeps } from './chat-deps.js'
import { CHAT_LIMITS, type ChatLimits } from './chat-limits.js'
import { receiveActivity } from './receive-activity.js'
import { createReceiveUpload } from './receive-upload.js'
import { socketRoutes } from './socket.js'
import { chatStart, startChat } from './start-chat.js'
import { createStreamHub } from './stream-hub.js'
import type { ChatPass, ChatTokens } from './token.js'
import { readWatermark } from './watermark.js'

export interface DirectLineDeps {
  readonly chat: ChatDeps
  readonly tokens: ChatTokens
  readonly words: ChannelWords
  readonly clock: Clock
  readonly newId: NewId
  readonly limits?: ChatLimits
}

/** Where the routes have to be mounted: the addresses of streams are made from it. */
export const DIRECT_LINE_PATH = '/directline/v3/directline'

/** Bodies that may be larger than others: what the files of a message may have, and their frame. */
export const UPLOAD_BODY: LargerBody = {
  path: new RegExp(`^${DIRECT_LINE_PATH}/conversations/[^/]+/upload$`),
  max: CHAT_LIMITS.files.total + 256 * 1024,
}

/**
 * Microsoft's Direct Line 3.0 as its clients use it, over our own record.
 *
 * The README of this folder lists what the clients rely on. Above all: 403 means "expired" and
 * nothing else, a stored message is never answered with an error, and the sender gets an echo.
 */
export function directLineRoutes(deps: DirectLineDeps): Hono<HttpEnv> {
  const { chat, tokens, words, clock, newId, limits = CHAT_LIMITS } = deps
  const hub = createStreamHub()
  const newVisitors = createRateLimit(limits.newVisitors, clock)
  const messages = createRateLimit(limits.messages, clock)
  const typing = createRateLimit(limits.typing, clock)

  const storing = bulkhead(limits.crowd.storing)
  const receiving = { chat, words, hub, clock, newId, limits, messages, typing, storing }
  const receiveUpload = createReceiveUpload(receiving)

  async function bearer(c: Context): Promise<ChatPass> {
    const [scheme, token] = (c.req.header('authorization') ?? '').split(' ')
    if (scheme !== 'Bearer' || !token) {
      throw new Fault('unauthorized', 'There is no token. Send "Authorization: Bearer <token>".')
    }
    return tokens.read(token, 'chat')
  }

  /** Who asks, when the conversation in the address is theirs. */
  async function visitorOf(c: Context): Promise<ChatPass> {
    const pass = await bearer(c)
    const asked = c.req.param('id')
    if (asked !== pass.conversation) {
      throw new Fault('not-found', 'This token opens another conversation. Use the id beside it.')
    }
    return pass
  }

  async function startWithStream(c: Context, pass: ChatPass, after: number) {
    const ticket = await tokens.issue(pass, 'socket', limits.ticket)
    const origin = originOf(c).replace(/^http/, 'ws')
    const path = `${DIRECT_LINE_PATH}/conversations/${pass.conversation}/stream`
    return {
      ...(await chatStart(pass, deps)),
      streamUrl: `${origin}${path}?watermark=${after}&t=${encodeURIComponent(ticket)}`,
    }
  }

  return new Hono<HttpEnv>()
    .post('/tokens/generate', async (c) => {
      if (!newVisitors.take(remoteAddress(c))) {
        throw new Fault('too-many', 'Too many new chats come from this address. Wait a minute.')
      }
      const language = matchLanguage(c.req.header('accept-language')) ?? 'zh-Hans'
      return c.json(await startChat({ visitorId: newId('visitor'), language }, deps))
    })
    .post('/tokens/refresh', async (c) => c.json(await chatStart(await bearer(c), deps)))
    .post('/conversations', async (c) => {
      const pass = await bearer(c)
      const [known] = await chat.messagesAfter(pass.conversation, 0, 1)
      return c.json(await startWithStream(c, pass, 0), known === undefined ? 201 : 200)
    })
    .get('/conversations/:id', async (c) => {
      const pass = await visitorOf(c)
      return c.json(await startWithStream(c, pass, readWatermark(c.req.query('watermark'))))
    })
    .get('/conversations/:id/activities', async (c) => {
      const pass = await visitorOf(c)
      const after = readWatermark(c.req.query('watermark'))
      const page = await chat.messagesAfter(pass.conversation, after, PAGE)
      const viewer = { visitorId: pass.visitorId, origin: originOf(c) }
      return c.json({
        activities: page.map((message) => messageToActivity(message, viewer, words)),
        watermark: String(page.at(-1)?.number ?? after),
      } satisfies ActivitySet)
    })
    .post('/conversations/:id/activities', async (c) => {
      const pass = await visitorOf(c)
      const body = await readJson(c)
      return c.json({ id: await receiveActivity(body, pass, receiving) })
    })
    .post('/conversations/:id/upload', async (c) => {
      const pass = await visitorOf(c)
      return c.json({ id: await receiveUpload(c, pass) })
    })
    .route('/', socketRoutes({ chat, words, hub, clock, newId, tokens, limits }))
}
