import { fileURLToPath } from 'node:url'
import { bannerRoutes, emergencyFiles } from '../../handoff/index.js'
import { DAY } from '../../platform/clock.js'
import { createHttpApp } from '../../platform/http/app.js'
import { ASSETS_PATH, openAssets } from '../../platform/http/assets.js'
import { signedCookie } from '../../platform/http/cookies.js'
import { newId } from '../../platform/id.js'
import { silentLog } from '../../platform/log.js'
import { type FixedClock, fixedClock } from '../../platform/testing/fixed-clock.js'
import { DIRECT_LINE_PATH, directLineRoutes, UPLOAD_BODY } from '../channel/direct-line.js'
import { fakeChat, plainWords } from '../channel/fake-chat.js'
import type { ChatStart } from '../channel/start-chat.js'
import { createChatTokens } from '../channel/token.js'
import { createChatOrigins } from './chat-origins.js'
import type { Identities } from './identity.js'
import { shopRoutes } from './shop-routes.js'
import { widgetFiles } from './widget-files.js'

const SECRET = 'a secret of this test'

const SHARED_STYLES = ['tokens.css', 'base.css'].map((name) => ({
  name,
  path: fileURLToPath(new URL(`../../platform/ui/${name}`, import.meta.url)),
}))

/** The shop with its chat over a record in memory. */
export async function openTestShop(
  clock: FixedClock = fixedClock(),
  more: {
    readonly board?: Parameters<typeof bannerRoutes>[0]['board']
    readonly origins?: readonly string[]
    readonly identities?: Identities
  } = {},
) {
  const chat = fakeChat({ clock, newId })
  const tokens = createChatTokens(SECRET, clock)
  const assets = await openAssets([...SHARED_STYLES, ...emergencyFiles(), ...widgetFiles()])
  const app = createHttpApp({ log: silentLog, newId, largerBodies: [UPLOAD_BODY] })
  app.route(ASSETS_PATH, assets.routes)
  app.route(DIRECT_LINE_PATH, directLineRoutes({ chat, tokens, words: plainWords, clock, newId }))
  const notice = more.board && bannerRoutes({ board: more.board, assets, clock })
  if (notice) app.route('/', notice.routes)
  app.route(
    '/',
    shopRoutes({
      chat,
      tokens,
      origins: createChatOrigins(more.origins ?? []),
      assets,
      styles: SHARED_STYLES.map(({ name }) => name),
      visitor: signedCookie({ name: 'kefu-visitor', secret: SECRET, keep: 180 * DAY }),
      words: plainWords,
      dataNotice: (language) => `notice ${language}`,
      ...(notice && { banner: notice.banner }),
      ...(more.identities && { identities: more.identities, identityPath: '/kefu-identity' }),
      clock,
      newId,
    }),
  )

  /** Asks for a token as the page does. */
  async function enter(headers: Record<string, string> = {}) {
    const response = await app.request('/chat/token', { method: 'POST', headers, body: '{}' })
    const setCookie = response.headers.get('set-cookie') ?? ''
    return {
      status: response.status,
      body: (await response.json()) as ChatStart,
      setCookie,
      cookie: setCookie.split(';')[0] ?? '',
    }
  }

  return { app, chat, clock, enter }
}
