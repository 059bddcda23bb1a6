import { type Context, Hono } from 'hono'
import type { Child } from 'hono/jsx'
import type { Clock } from '../../platform/clock.js'
import { Fault } from '../../platform/fault.js'
import type { Assets } from '../../platform/http/assets.js'
import type { SignedCookie } from '../../platform/http/cookies.js'
import type { HttpEnv } from '../../platform/http/http-env.js'
import { widenPolicy } from '../../platform/http/policy.js'
import { createRateLimit } from '../../platform/http/rate-limit.js'
import { isRecord } from '../../platform/http/read-json.js'
import { remoteAddress } from '../../platform/http/remote-address.js'
import type { NewId } from '../../platform/id.js'
import { isLanguage, type Language } from '../../platform/language.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import type { ChatDeps } from '../channel/chat-deps.js'
import { CHAT_LIMITS, type ChatLimits } from '../channel/chat-limits.js'
import { DIRECT_LINE_PATH } from '../channel/direct-line.js'
import { startChat } from '../channel/start-chat.js'
import type { ChatTokens } from '../channel/token.js'
import type { ChatConfig } from './chat-panel.js'
import type { Identities, IdentityReading, IdentityRefusal } from './identity.js'
import type { SampleSignInDeps } from './sample-sign-in.js'
import { ShopPage } from './shop-page.js'
import { PRODUCTS } from './shop-products.js'
import {
  CHAT_SCRIPTS,
  PRODUCT_PICTURES,
  REACT_SCRIPT,
  SHOP_ICON,
  WEB_CHAT_SCRIPT,
  WIDGET_STYLES,
} from './widget-files.js'
import { type WidgetWord, widgetWords } from './widget-words.js'

export interface ShopDeps {
  readonly chat: Pick<ChatDeps, 'open'>
  readonly tokens: ChatTokens
  /** With `widgetFiles()` and the files named in `styles`. */
  readonly assets: Pick<Assets, 'url'>
  /** Names of the style sheets that all pages share, in their order. */
  readonly styles: readonly string[]
  /** Who the browser is. Kept long: it is what a customer's history hangs on. */
  readonly visitor: SignedCookie
  readonly dataNotice: (language: Language) => string
  /** What every customer must know now; nothing when not given. */
  readonly banner?: (language: Language) => Child
  /** Checks who the shop's page says that a visitor is; without it everyone is anonymous. */
  readonly identities?: Pick<Identities, 'read'>
  /** Where the shop's page gets a token for whoever is signed in; see the README. */
  readonly identityPath?: string
  /** The sample shop lets anyone sign in as one of these. */
  readonly sample?: Pick<SampleSignInDeps, 'customers' | 'cookie'>
  readonly clock: Pick<Clock, 'now'>
  readonly newId: NewId
  readonly limits?: ChatLimits
}

const TOKEN_PATH = '/chat/token'

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

/** The sample shop's page at `/`, and the route by which its chat gets a token. */
export function shopRoutes(deps: ShopDeps): Hono<HttpEnv> {
  const { assets, visitor, tokens, newId, clock, limits = CHAT_LIMITS } = deps
  const newVisitors = createRateLimit(limits.newVisitors, clock)

  function configIn(language: Language): ChatConfig {
    const words = widgetWords(language)
    return {
      language,
      locale: LOCALES[language],
      domain: DIRECT_LINE_PATH,
      tokenPath: TOKEN_PATH,
      ...(deps.identityPath !== undefined && { identityPath: deps.identityPath }),
      textLength: limits.textLength,
      scripts: { react: assets.url(REACT_SCRIPT), webChat: assets.url(WEB_CHAT_SCRIPT) },
      words: Object.fromEntries(
        SCRIPT_WORDS.map((key) => [key, words(key, { limit: limits.textLength })]),
      ),
    }
  }

  /**
   * Whose token this is, if it is still good; serves browsers that keep no cookies. Not for those
   * whom the shop vouches for: who has signed out on this browser must not be let in by it.
   */
  async function bearerVisitor(authorization: string | undefined): Promise<string | undefined> {
    const token = authorization?.replace(/^Bearer /, '')
    if (!token) return undefined
    try {
      const { visitorId } = await tokens.read(token, 'chat')
      return visitorId.startsWith(CUSTOMER) ? undefined : visitorId
    } catch (cause) {
      if (cause instanceof Fault) return undefined
      throw cause
    }
  }

  async function whoIs(token: unknown): Promise<IdentityReading | undefined> {
    if (typeof token !== 'string' || token === '') return undefined
    return (await deps.identities?.read(token)) ?? { ok: false, refusal: 'foreign' }
  }

  async function accountOf(c: Context) {
    if (!deps.sample) return {}
    const { customers, cookie } = deps.sample
    const id = await cookie.read(c)
    return { account: { customers, signedIn: customers.find((each) => each.id === id) } }
  }

  return new Hono<HttpEnv>()
    .get('/', async (c) => {
      const language = chooseLanguage(c)
      widenPolicy(c, { 'style-src': [EMPTY_STYLE] })
      return c.html(
        <ShopPage
          language={language}
          words={widgetWords(language)}
          styles={[...deps.styles, ...WIDGET_STYLES].map((name) => assets.url(name))}
          scripts={CHAT_SCRIPTS.map((name) => assets.url(name))}
          products={PRODUCTS}
          pictures={assets.url(PRODUCT_PICTURES)}
          icon={assets.url(SHOP_ICON)}
          config={configIn(language)}
          nonce={c.get('nonce')}
          dataNotice={deps.dataNotice(language)}
          banner={deps.banner?.(language)}
          {...(await accountOf(c))}
        />,
      )
    })
    .post(TOKEN_PATH, async (c) => {
      // A form on another site could otherwise give this browser a new visitor, and a lost history.
      if (c.req.header('sec-fetch-site') === 'cross-site') {
        throw new Fault('bad-input', 'The chat is opened from the shop’s own page only.')
      }
      const body: unknown = await c.req.json().catch(() => undefined)
      const asked = isRecord(body) ? body['language'] : undefined
      const language = isLanguage(asked) ? asked : chooseLanguage(c)
      const who = await whoIs(isRecord(body) ? body['identity'] : undefined)
      if (who?.ok) {
        const visitorId = `${CUSTOMER}${who.identity.shopId}`
        const visit = { visitorId, language, identity: who.identity }
        const start = await startChat(visit, { ...deps, limits })
        return c.json({ ...start, identity: { ok: true } })
      }
      const known = (await visitor.read(c)) ?? (await bearerVisitor(c.req.header('authorization')))
      if (known === undefined && !newVisitors.take(remoteAddress(c))) {
        throw new Fault('too-many', 'Too many new chats come from this address. Wait a minute.')
      }
      const visitorId = known ?? newId('visitor')
      await visitor.write(c, visitorId)
      const start = await startChat({ visitorId, language }, { ...deps, limits })
      return c.json({ ...start, ...(who && { identity: refusalOf(who.refusal) }) })
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
