import { fileURLToPath } from 'node:url'
import { type EmbedderChoice, readEmbedderChoice } from '../knowledge/index.js'
import { MINUTE, type Millis } from '../platform/clock.js'
import { choiceFrom, type Environment, textFrom, wholeNumberFrom } from '../platform/env.js'
import { Fault } from '../platform/fault.js'
import type { LogLevel } from '../platform/log.js'
import { readTeams, type TeamsConfig } from './channel/teams/teams-config.js'

/** The whole configuration, read once at the start. Figures of the service stand in `content/`. */
export interface Config {
  readonly http: {
    /** 0 lets the machine choose a free one. */
    readonly port: number
    /** Address to listen on; only this machine by default. */
    readonly host: string
  }
  /** The one folder that Kefu writes to. */
  readonly dataFolder: string
  readonly contentFolder: string
  /** Which model makes the vectors. */
  readonly embedder: EmbedderChoice
  readonly logLevel: LogLevel
  readonly shop: ShopConfig
  /** Origins of the shop's pages that may embed the chat; the service's own always may. */
  readonly chatOrigins: readonly string[]
  /** `null` when the service does not stand in Teams. */
  readonly teams: TeamsConfig | null
  readonly bot: {
    /** How long a customer must be quiet before the bot answers. */
    readonly quiet: Millis
  }
}

/** The shop's own system, and how it tells the chat who a visitor is. */
export type ShopConfig =
  /** The sample shop, which runs inside. */
  | { readonly kind: 'sample' }
  | {
      readonly kind: 'http'
      readonly url: string
      readonly key: string
      /** `null` when the shop tells nobody apart: all visitors are anonymous. */
      readonly identity: IdentityConfig | null
    }

export interface IdentityConfig {
  /** Shared with the shop, which signs with it. */
  readonly secret: string
  /** Where the shop’s page asks for a token; a path on its own host. */
  readonly path: string
}

/** Shorter than its hash, a secret of HS256 could be guessed (RFC 7518, 3.2). */
const SHORTEST_SECRET = 32

/** Long enough for "hello", "one question" and the question itself to be one. */
const QUIET: Millis = 700

const CONTENT = fileURLToPath(new URL('../content', import.meta.url))

/** @throws {Fault} `misconfigured` with the variable, its value and what to set instead. */
export function readConfig(env: Environment): Config {
  return {
    http: {
      port: wholeNumberFrom(env, 'KEFU_PORT', 3000, { min: 0, max: 65_535 }),
      host: textFrom(env, 'KEFU_HOST', '127.0.0.1'),
    },
    dataFolder: textFrom(env, 'KEFU_DATA', '.kefu'),
    contentFolder: textFrom(env, 'KEFU_CONTENT', CONTENT),
    embedder: readEmbedderChoice(env),
    logLevel: choiceFrom(env, 'KEFU_LOG', ['debug', 'info', 'warn', 'error', 'silent'], 'warn'),
    shop: readShop(env),
    chatOrigins: readOrigins(env),
    teams: readTeams(env, textFrom(env, 'KEFU_HOST', '127.0.0.1')),
    bot: {
      quiet: wholeNumberFrom(env, 'KEFU_QUIET_MS', QUIET, { min: 0, max: MINUTE }),
    },
  }
}

function readShop(env: Environment): ShopConfig {
  const url = textFrom(env, 'KEFU_SHOP_URL', '')
  const key = textFrom(env, 'KEFU_SHOP_KEY', '')
  const secret = textFrom(env, 'KEFU_IDENTITY_SECRET', '')
  const path = textFrom(env, 'KEFU_IDENTITY_PATH', '/kefu-identity')
  if (url === '') {
    const lonely = ['KEFU_SHOP_KEY', 'KEFU_IDENTITY_SECRET'].find((name) => textFrom(env, name, ''))
    if (lonely === undefined) return { kind: 'sample' }
    const message = `${lonely} is set but KEFU_SHOP_URL is not. Set both, or neither for the sample shop.`
    throw new Fault('misconfigured', message)
  }
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    const message = `KEFU_SHOP_URL is ${JSON.stringify(url)}. Set an address such as https://shop.example/kefu.`
    throw new Fault('misconfigured', message)
  }
  if (key === '') {
    const message =
      'KEFU_SHOP_URL is set but KEFU_SHOP_KEY is not. Set both, or neither for the sample shop.'
    throw new Fault('misconfigured', message)
  }
  if (secret !== '' && secret.length < SHORTEST_SECRET) {
    const message = `KEFU_IDENTITY_SECRET has ${secret.length} characters. Set at least ${SHORTEST_SECRET}, from a random source.`
    throw new Fault('misconfigured', message)
  }
  const identity = secret === '' ? null : { secret, path }
  return { kind: 'http', url: url.replace(/\/+$/, ''), key, identity }
}

function readOrigins(env: Environment): readonly string[] {
  const listed = textFrom(env, 'KEFU_CHAT_ORIGINS', '')
  return listed.split(/[\s,]+/).flatMap((origin) => {
    if (origin === '') return []
    // A path, a wildcard or a slash at the end would never be the same as what a browser says.
    if (/^https?:\/\//.test(origin) && originIn(origin) === origin) return [origin]
    const message = `KEFU_CHAT_ORIGINS has ${JSON.stringify(origin)}. List whole origins without a path, such as https://shop.example,https://www.shop.example.`
    throw new Fault('misconfigured', message)
  })
}

function originIn(address: string): string | undefined {
  return URL.canParse(address) && !address.includes('*') ? new URL(address).origin : undefined
}
