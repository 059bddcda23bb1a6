import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { TeamsConfig } from './teams-config.js'

export const TENANT = '00000000-0000-4000-8000-00000000000a'
const APP_ID = '00000000-0000-4000-8000-0000000000b0'
const SECRET = 'a secret of this test'
/** As Teams names a bot: `28:` and its id. */
export const BOT = { id: `28:${APP_ID}`, name: 'Kefu' }
const KEY_ID = 'key-of-this-test'

/** What Teams was asked to show. */
export interface Shown {
  readonly conversation: string
  readonly id: string
  readonly activity: ShownActivity
  /** Whether it took the place of one that was there. */
  readonly isUpdate: boolean
  /** By the machine's clock, whatever that of the service says. */
  readonly at: number
}

export interface ShownActivity {
  readonly type: string
  readonly text?: string
  readonly summary?: string
  readonly locale?: string
  readonly attachments?: readonly { readonly contentType: string; readonly content: ShownCard }[]
  readonly entities?: readonly Readonly<Record<string, unknown>>[]
  readonly channelData?: Readonly<Record<string, unknown>>
}

export interface ShownCard {
  readonly fallbackText?: string
  readonly body?: readonly Readonly<Record<string, unknown>>[]
  readonly actions?: readonly { readonly data?: Readonly<Record<string, unknown>> }[]
}

/** What differs from a token as Teams signs it. */
export interface TokenFlaws {
  readonly audience?: string
  readonly issuer?: string
  readonly keyId?: string
  readonly serviceUrl?: string
  /** In seconds from now. */
  readonly expires?: number
  /** Signs with a key that the issuer does not have. */
  readonly otherKey?: boolean
}

/**
 * Teams, its connector and its issuer of tokens in one process, without a network: the service
 * under test checks real signatures, and gets real answers.
 */
export async function openFakeTeams() {
  const [key, otherKey] = await Promise.all([
    generateKeyPair('RS256', { extractable: true }),
    generateKeyPair('RS256', { extractable: true }),
  ])
  const jwk = { ...(await exportJWK(key.publicKey)), kid: KEY_ID, use: 'sig', alg: 'RS256' }
  const shown: Shown[] = []
  const checks = new Set<() => void>()
  const state = {
    /** What the connector answers in the place of taking a message. */
    refuseWith: null as null | { readonly status: number; readonly headers?: HeadersInit },
    /** Takes messages, and never says so. */
    isFrozen: false,
    /** Conversations whose messages are neither taken nor refused. */
    stalled: new Set<string>(),
    /** As if all were stalled. */
    isStill: false,
    /** How many messages came for those. */
    stalls: 0,
    tokensGiven: 0,
    /** Lets a bot without an id in, as the playground of developers does. */
    isOpen: false,
    /** E-mail addresses of the directory, by the user's id. */
    directory: new Map<string, string>(),
  }
  let count = 0

  function show(conversation: string, activity: ShownActivity, id?: string): { id: string } {
    count++
    const given = id ?? `sent-${count}`
    shown.push({ conversation, id: given, activity, isUpdate: id !== undefined, at: Date.now() })
    for (const check of [...checks]) check()
    return { id: given }
  }

  const take = async (conversation: string, activity: ShownActivity, id?: string) => {
    const { refuseWith } = state
    if (refuseWith) return new Response('{}', refuseWith)
    if (state.isStill || state.stalled.has(conversation)) {
      state.stalls++
      await new Promise(() => {})
    }
    const answer = show(conversation, activity, id)
    if (state.isFrozen) await new Promise(() => {})
    return Response.json(answer, { status: 201 })
  }

  const app = new Hono()
    .get('/openid', (c) =>
      c.json({
        issuer: issuer(),
        jwks_uri: `${url}/keys`,
        id_token_signing_alg_values_supported: [],
      }),
    )
    .get('/keys', (c) => c.json({ keys: [{ ...jwk, endorsements: ['msteams'] }] }))
    .post('/login/oauth2/v2.0/token', async (c) => {
      const form = await c.req.parseBody()
      const isOurs = form['client_id'] === APP_ID && form['client_secret'] === SECRET
      if (!isOurs || form['scope'] !== `${issuer()}/.default`) {
        return c.json({ error: 'invalid_client' }, 401)
      }
      state.tokensGiven++
      return c.json({ access_token: 'token-of-the-bot', expires_in: 3_600, token_type: 'Bearer' })
    })
    .use('/v3/*', async (c, next) => {
      const isOurs = c.req.header('authorization') === 'Bearer token-of-the-bot'
      if (!isOurs && !state.isOpen) return c.json({}, 401)
      return next()
    })
    .post('/v3/conversations/:id/activities', async (c) =>
      take(c.req.param('id'), await c.req.json()),
    )
    // A message that nobody asked for carries an invented id of what it answers.
    .post('/v3/conversations/:id/activities/:to', async (c) =>
      take(c.req.param('id'), await c.req.json()),
    )
    .put('/v3/conversations/:id/activities/:own', async (c) =>
      take(c.req.param('id'), await c.req.json(), c.req.param('own')),
    )
    .get('/v3/conversations/:id/members/:user', (c) => {
      const email = state.directory.get(c.req.param('user'))
      const found = email && { email, userPrincipalName: email }
      return c.json({ id: c.req.param('user'), name: 'Somebody', ...found })
    })
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  if (!server.listening) await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const issuer = () => url

  const config: TeamsConfig = {
    account: { appId: APP_ID, secret: SECRET, tenant: TENANT },
    authority: {
      channelService: '',
      validateAuthority: true,
      toChannelFromBotLoginUrl: `${url}/login`,
      toChannelFromBotOAuthScope: url,
      toBotFromChannelTokenIssuer: url,
      oAuthUrl: url,
      toBotFromChannelOpenIdMetadataUrl: `${url}/openid`,
      toBotFromEmulatorOpenIdMetadataUrl: `${url}/openid`,
      callerId: 'urn:kefu:test',
    },
    serviceHosts: ['127.0.0.1'],
    site: 'https://help.example',
    linkByEmail: false,
    staffDomain: null,
  }

  async function sign(flaws: TokenFlaws = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1_000)
    return new SignJWT({ serviceurl: flaws.serviceUrl ?? url })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: flaws.keyId ?? KEY_ID })
      .setIssuer(flaws.issuer ?? issuer())
      .setAudience(flaws.audience ?? APP_ID)
      .setNotBefore(now - 3_600)
      .setExpirationTime(now + (flaws.expires ?? 3_600))
      .sign((flaws.otherKey ? otherKey : key).privateKey)
  }

  return {
    url,
    config,
    state,
    shown,
    sign,
    /** The first that is shown, or will be, behind the first `from` ones and is `wanted`. */
    next: (wanted: (shown: Shown) => boolean, from = 0, patience = 45_000): Promise<Shown> =>
      new Promise((resolve, reject) => {
        const check = () => {
          const found = shown.slice(from).find(wanted)
          if (!found) return
          settle()
          resolve(found)
        }
        const settle = () => {
          checks.delete(check)
          clearTimeout(timer)
        }
        const timer = setTimeout(() => {
          settle()
          const texts = shown.slice(from).map(({ activity }) => activity.text ?? activity.type)
          reject(new Error(`Not among what was shown: ${JSON.stringify(texts, null, 2)}`))
        }, patience)
        checks.add(check)
        check()
      }),
    async [Symbol.asyncDispose]() {
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

export type FakeTeams = Awaited<ReturnType<typeof openFakeTeams>>
