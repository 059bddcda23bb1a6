import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { etag } from 'hono/etag'
import { Fault } from '../../platform/fault.js'
import type { HttpEnv } from '../../platform/http/http-env.js'
import { createRateLimit } from '../../platform/http/rate-limit.js'
import { isRecord } from '../../platform/http/read-json.js'
import { matchLanguage } from '../../platform/language.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import { CHAT_LIMITS } from '../channel/chat-limits.js'
import { type ChatRoutesDeps, FRAME_PATH } from './chat-routes.js'
import { WIDGET_SCRIPTS } from './widget-files.js'
import { widgetWords } from './widget-words.js'

/** The one address that shops write into their pages; it must never change. */
export const WIDGET_PATH = '/widget.js'
/** Minutes: an update reaches shops' pages soon, and a visit asks for the script once. */
const WIDGET_KEPT = 'public, max-age=300'
/** The badge says no more than "9+". */
const COUNTED = 20
/** No number of a message is greater than what a number can hold exactly. */
const isNumber = (value: unknown): value is number => Number.isSafeInteger(value)

export type EmbedDeps = Pick<
  ChatRoutesDeps,
  'chat' | 'tokens' | 'origins' | 'assets' | 'identityPath' | 'clock' | 'limits'
>

/** What a shop's page loads and asks before the chat is opened. */
export function embedRoutes(deps: EmbedDeps): Hono<HttpEnv> {
  const { assets, origins, tokens, chat, clock, identityPath, limits = CHAT_LIMITS } = deps
  const asked = createRateLimit(limits.unread, clock)

  async function joinWidget(): Promise<string> {
    const parts = WIDGET_SCRIPTS.map(async (name) =>
      (await assets.routes.request(`/${name}`)).text(),
    )
    return (await Promise.all(parts)).join('\n')
  }

  let joined: Promise<string> | undefined
  const widget = () => {
    joined ??= joinWidget()
    return joined
  }

  return new Hono<HttpEnv>()
    .get(WIDGET_PATH, etag(), compress(), async (c) =>
      c.body(await widget(), 200, {
        'Content-Type': 'text/javascript; charset=utf-8',
        'Cache-Control': WIDGET_KEPT,
        'Cross-Origin-Resource-Policy': 'cross-origin',
      }),
    )
    .get('/chat/embed', (c) => {
      // Also where the origin is refused: the script tells a refusal from a server that is away.
      c.header('Cross-Origin-Resource-Policy', 'cross-origin')
      origins.answerTo(c)
      const language = matchLanguage(c.req.query('lang')) ?? chooseLanguage(c, { remember: false })
      const words = widgetWords(language)
      c.header('Cache-Control', 'private, max-age=300')
      return c.json({
        language,
        frame: FRAME_PATH,
        ...(identityPath !== undefined && { identityPath }),
        words: {
          open: words('chat-open'),
          close: words('chat-close'),
          title: words('chat-title'),
          loading: words('chat-loading'),
          failed: words('chat-failed'),
          again: words('chat-again'),
          unread: words('chat-unread', { count: '{count}' }),
        },
      })
    })
    .post('/chat/unread', async (c) => {
      origins.answerTo(c)
      c.header('Cache-Control', 'no-store')
      const body: unknown = await c.req.json().catch(() => undefined)
      const { key, seen } = isRecord(body) ? body : {}
      if (typeof key !== 'string' || !isNumber(seen) || seen < 0) {
        throw new Fault('bad-input', 'Send { "key": what /chat/token gave, "seen": a number }.')
      }
      const { conversation } = await tokens.read(key, 'unread')
      if (!asked.take(conversation)) {
        throw new Fault('too-many', 'This conversation was asked for too often. Wait a minute.')
      }
      const fresh = await chat.messagesAfter(conversation, seen, COUNTED)
      const unread = fresh.filter(({ speaker: { role } }) => role === 'bot' || role === 'agent')
      return c.json({ unread: unread.length })
    })
}
