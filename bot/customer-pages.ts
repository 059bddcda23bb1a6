import type { Hono } from 'hono'
import { bannerRoutes, type createAccounts, isSignedIn, type Replies } from '../handoff/index.js'
import { type Knowledge, siteRoutes } from '../knowledge/index.js'
import { type Clock, DAY } from '../platform/clock.js'
import type { Assets } from '../platform/http/assets.js'
import { signedCookie } from '../platform/http/cookies.js'
import type { HttpEnv } from '../platform/http/http-env.js'
import type { NewId } from '../platform/id.js'
import { channelWords } from './channel/channel-words.js'
import type { recordChat } from './channel/record-chat.js'
import type { createChatTokens } from './channel/token.js'
import type { Emergencies } from './open-emergencies.js'
import type { OpenShop } from './open-shop.js'
import { createChatOrigins } from './widget/chat-origins.js'
import { createIdentities } from './widget/identity.js'
import { sampleSignInRoutes } from './widget/sample-sign-in.js'
import { shopRoutes } from './widget/shop-routes.js'

export interface CustomerPagesDeps {
  readonly clock: Clock
  readonly newId: NewId
  readonly assets: Assets
  readonly accounts: ReturnType<typeof createAccounts>
  readonly board: Emergencies['board']
  readonly knowledge: Knowledge
  readonly replies: () => Replies
  readonly shop: OpenShop
  /** Of this service, with which its cookies are signed. */
  readonly secret: string
  readonly chat: ReturnType<typeof recordChat>
  readonly tokens: ReturnType<typeof createChatTokens>
  /** Origins of the shop's pages that may embed the chat. */
  readonly chatOrigins: readonly string[]
}

/** How long a browser's visitor is known, counted from the last visit: as long as browsers allow. */
const VISITOR_KEPT = 400 * DAY

const STYLES = ['tokens.css', 'base.css'] as const

/** Puts what customers open on the app: the chat, the help pages, and the sample shop around it. */
export function mountCustomerPages(app: Hono<HttpEnv>, deps: CustomerPagesDeps): void {
  const { clock, newId, assets, accounts, board, knowledge, replies, shop, secret } = deps
  const { chat, tokens } = deps
  const visitor = signedCookie({ name: 'kefu-visitor', secret, keep: VISITOR_KEPT })
  const { routes, banner } = bannerRoutes({ board, assets, clock })
  app.route('/', routes)
  app.route(
    '/',
    siteRoutes({
      knowledge,
      assets,
      clock,
      banner,
      audienceOf: async (c) => ((await isSignedIn(accounts, c)) ? 'agent' : 'customer'),
    }),
  )
  const identities = shop.identity ? createIdentities(shop.identity.secret, clock) : undefined
  const account = signedCookie({ name: 'kefu-sample-account', secret, keep: DAY })
  const sample = { customers: shop.customers, cookie: account }
  const hasAccounts = identities && shop.customers.length > 0
  if (hasAccounts) app.route('/', sampleSignInRoutes({ identities, ...sample }))
  app.route(
    '/',
    shopRoutes({
      ...(identities && { identities }),
      ...(shop.identity && { identityPath: shop.identity.path }),
      ...(hasAccounts && { sample }),
      chat,
      tokens,
      origins: createChatOrigins(deps.chatOrigins),
      assets,
      styles: STYLES,
      visitor,
      banner,
      words: channelWords(replies),
      dataNotice: (language) => replies().say('data-notice', language, {}, 0),
      clock,
      newId,
    }),
  )
}
