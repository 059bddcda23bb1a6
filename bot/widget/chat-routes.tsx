import { type Context, Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { FILE_TYPES } from '../../handoff/index.js'
import type { Clock } from '../../platform/clock.js'
import { Fault } from '../../platform/fault.js'
import type { Assets } from '../../platform/http/assets.js'
import type { SignedCookie } from '../../platform/http/cookies.js'
import type { HttpEnv } from '../../platform/http/http-env.js'
import { originOf } from '../../platform/http/origin.js'
import { widenPolicy } from '../../platform/http/policy.js'
import { createRateLimit } from '../../platform/http/rate-limit.js'
import { isRecord } from '../../platform/http/read-json.js'
import { remoteAddress } from '../../platform/http/remote-address.js'
import type { NewId } from '../../platform/id.js'
import { isLanguage, type Language } from '../../platform/language.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import type { ChannelWords, ChatDeps } from '../channel/chat-deps.js'
import { CHAT_LIMITS, type ChatLimits } from '../channel/chat-limits.js'
import { DIRECT_LINE_PATH } from '../channel/direct-line.js'
import { startChat } from '../channel/start-chat.js'
import type { ChatTokens, PassUse } from '../channel/token.js'
import { ChatFrame } from './chat-frame.js'
import { type ChatOrigins, mayNotEmbed } from './chat-origins.js'
import type { ChatConfig, ChatFiles } from './chat-panel.js'
import type { Identities, IdentityReading, IdentityRefusal } from './identity.js'
import { CHAT_SCRIPTS, CHAT_STYLE, REACT_SCRIPT, WEB_CHAT_SCRIPT } from './widget-files.js'
import { type WidgetWord, widgetWords } from './widget-words.js'

export interface ChatRoutesDeps {
  readonly chat: Pick<ChatDeps, 'open' | 'messagesAfter'>
  readonly tokens: ChatTokens
  readonly origins: ChatOrigins
  /** With `widgetFiles()` and the files named in `styles`. */
  readonly assets: Pick<Assets, 'url' | 'routes'>
  /** Names of the style sheets that all pages share, in their order. */
  readonly styles: readonly string[]
  /** Who the browser is. Kept long: it is what a customer's history hangs on. */
  readonly visitor: SignedCookie
  readonly dataNotice: (language: Language) => string
  /** For sentences about files that cannot be sent. */
  readonly words: Pick<ChannelWords, 'say'>
  /** What every customer must know now; nothing when not given. */
  readonly banner?: (language: Language) => Child
  /** Checks who the shop's page says that a visitor is; without it everyone is anonymous. */
  readonly identities?: Pick<Identities, 'read'>
  /** Where the shop's page gets a token for whoever is signed in; see the README. */
  readonly identityPath?: string
  readonly clock: Pick<Clock, 'now'>
  readonly newId: NewId
  readonly limits?: ChatLimits
}

export const FRAME_PATH = '/chat/frame'
const TOKEN_PATH = '/chat/token'
const MB = 1024 * 1024
/** Begins the ids of those whom the shop vouches for: one conversation on all their devices. */
const CUSTOMER = 'customer:'

const LOCALES: Readonly<Record<Language, string>> = {
  'zh-Hans': 'zh-Hans',
  'zh-Hant': 'zh-Hant',
  en: 'en-US',
}

/** Those that the chat's scripts show by themselves. */
const SCRIPT_WORDS = [
  'chat-loading',
  'chat-failed',
  'chat-placeholder',
  'chat-source',
  'chat-file',
  'chat-file-out',
  'chat-file-nameless',
  'offline',
  'back-online',
  'refused',
  'identity-refused',
  'too-long',
  'bot-name',
  'bot-initial',
  'bot-mark',
  'agent-mark',
] as const satisfies readonly WidgetWord[]

/**
 * The digest of an empty style element. A part of Web Chat, react-scroll-to-bottom, makes one
 * without the nonce and fills it by script, which the policy lets pass.
 */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"

/** The page of the chat, which shops' pages frame, and the route by which it gets a token. */
export function chatRoutes(deps: ChatRoutesDeps): Hono<HttpEnv> {
  const { assets, visitor, tokens, newId, clock, origins, limits = CHAT_LIMITS } = deps
  const newVisitors = createRateLimit(limits.newVisitors, clock)

  function configIn(language: Language, origin: string): ChatConfig {
    const words = widgetWords(language)
    return {
      language,
      locale: LOCALES[language],
      domain: DIRECT_LINE_PATH,
      tokenPath: TOKEN_PATH,
      origin,
      textLength: limits.textLength,
      files: filesIn(language),
      scripts: { react: assets.url(REACT_SCRIPT), webChat: assets.url(WEB_CHAT_SCRIPT) },
      words: Object.fromEntries(
        SCRIPT_WORDS.map((key) => [key, words(key, { limit: limits.textLength })]),
      ),
    }
  }

  function filesIn(language: Language): ChatFiles {
    const { count, size, videoSize, total } = limits.files
    const tooLarge = (bytes: number) =>
      deps.words.say('file-too-large', language, { limit: bytes / MB })
    return {
      // Some systems know no type for what phones of one maker take.
      accept: [...FILE_TYPES, '.heic', '.heif'].join(','),
      ...{ count, most: size, mostOfVideo: videoSize, total },
      tooMany: deps.words.say('file-too-many', language, { limit: count }),
      tooLarge: tooLarge(size),
      videoTooLarge: tooLarge(videoSize),
      allTooLarge: tooLarge(total),
    }
  }

  /**
   * Whose token or key this is, if it is still good; serves browsers that keep no cookies of ours.
   * Not for those whom the shop vouches for: who has signed out must not be let in by it.
   */
  async function visitorIn(token: unknown, use: PassUse): Promise<string | undefined> {
    if (typeof token !== 'string' || token === '') return undefined
    try {
      const { visitorId } = await tokens.read(token, use)
      return visitorId.startsWith(CUSTOMER) ? undefined : visitorId
    } catch (cause) {
      if (cause instanceof Fault) return undefined
      throw cause
    }
  }

  async function knownVisitor(c: Context, key: unknown): Promise<string | undefined> {
    const bearer = c.req.header('authorization')?.replace(/^Bearer /, '')
    return (
      (await visitor.read(c)) ??
      (await visitorIn(key, 'visitor')) ??
      (await visitorIn(bearer, 'chat'))
    )
  }

  async function whoIs(token: unknown): Promise<IdentityReading | undefined> {
    if (typeof token !== 'string' || token === '') return undefined
    return (await deps.identities?.read(token)) ?? { ok: false, refusal: 'foreign' }
  }

  /** Lets a visitor in; `unreadKey` is for the page around, which counts while the chat is closed. */
  async function letIn(visit: Parameters<ChatDeps['open']>[0]) {
    const start = await startChat(visit, { ...deps, limits })
    const { conversation, ...pass } = await tokens.read(start.token, 'chat')
    const keyFor = (use: PassUse, life: number) =>
      tokens.issue({ conversation, ...pass }, use, life)
    return {
      start: { ...start, unreadKey: await keyFor('unread', limits.unreadKey) },
      visitorKey: () => keyFor('visitor', limits.visitorKey),
    }
  }

  return new Hono<HttpEnv>()
    .get(FRAME_PATH, (c) => {
      const language = chooseLanguage(c, { remember: false })
      const origin = c.req.query('origin') ?? originOf(c)
      if (!origins.allows(c, origin)) throw mayNotEmbed(origin)
      widenPolicy(c, { 'style-src': [EMPTY_STYLE], 'frame-ancestors': [origin] })
      return c.html(
        <ChatFrame
          language={language}
          words={widgetWords(language)}
          styles={[...deps.styles, CHAT_STYLE].map((name) => assets.url(name))}
          scripts={CHAT_SCRIPTS.map((name) => assets.url(name))}
          config={configIn(language, origin)}
          nonce={c.get('nonce')}
          dataNotice={deps.dataNotice(language)}
          banner={deps.banner?.(language)}
        />,
      )
    })
    .post(TOKEN_PATH, async (c) => {
      // A form on another site could otherwise give this browser a new visitor, and a lost history.
      if (c.req.header('sec-fetch-site') === 'cross-site') {
        throw new Fault('bad-input', 'The chat is opened from its own page only.')
      }
      const read: unknown = await c.req.json().catch(() => undefined)
      const body = isRecord(read) ? read : {}
      const language = isLanguage(body['language']) ? body['language'] : chooseLanguage(c)
      const who = await whoIs(body['identity'])
      if (who?.ok) {
        const visitorId = `${CUSTOMER}${who.identity.shopId}`
        const { start } = await letIn({ visitorId, language, identity: who.identity })
        return c.json({ ...start, identity: { ok: true } })
      }
      const known = await knownVisitor(c, body['visitor'])
      if (known === undefined && !newVisitors.take(remoteAddress(c))) {
        throw new Fault('too-many', 'Too many new chats come from this address. Wait a minute.')
      }
      const visitorId = known ?? newId('visitor')
      await visitor.write(c, visitorId)
      const { start, visitorKey } = await letIn({ visitorId, language })
      return c.json({
        ...start,
        // Only where the page around keeps it, since no cookie of ours can.
        ...(body['visitor'] !== undefined && { visitor: await visitorKey() }),
        ...(who && { identity: refusalOf(who.refusal) }),
      })
    })
}

const REFUSALS: Readonly<Record<IdentityRefusal, string>> = {
  expired: 'The identity token has expired, or is too old. Make a new one for each page.',
  forged: 'The identity token is not signed with the shared secret by HS256. Check the secret.',
  foreign: 'The identity token is not for this chat. Set aud to "kefu", and sub to the customer.',
}

/** For whoever builds the shop's page; the chat goes on as with a visitor without a name. */
function refusalOf(refusal: IdentityRefusal) {
  return { ok: false, refusal, message: REFUSALS[refusal] }
}
