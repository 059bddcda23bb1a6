import { choiceFrom, type Environment, textFrom } from '../../../platform/env.js'
import { Fault } from '../../../platform/fault.js'
import { isLoopback, readHosts } from './service-url.js'

/** How the service stands in Teams; `null` when it does not. */
export interface TeamsConfig {
  /** `null`: nobody is checked, so that only this machine may call. For development. */
  readonly account: TeamsAccount | null
  readonly authority: TeamsAuthority
  /** Hosts that may be answered: names, and endings such as `.botframework.com`. */
  readonly serviceHosts: readonly string[]
  /** Where customers and staff find our pages, without a slash at the end. */
  readonly site: string
  /** Whether an address of the tenant's directory says who the shop's customer is. */
  readonly linkByEmail: boolean
  /** Staff work from Teams by `login@` this domain; `null`: they do not. */
  readonly staffDomain: string | null
}

/** The bot as it is registered in Azure, for one tenant. */
export interface TeamsAccount {
  readonly appId: string
  readonly secret: string
  readonly tenant: string
}

/** Who signs what comes from Teams, and where we get our own token: the SDK's nine settings. */
export interface TeamsAuthority {
  readonly channelService: string
  readonly validateAuthority: boolean
  readonly toChannelFromBotLoginUrl: string
  readonly toChannelFromBotOAuthScope: string
  readonly toBotFromChannelTokenIssuer: string
  readonly oAuthUrl: string
  readonly toBotFromChannelOpenIdMetadataUrl: string
  readonly toBotFromEmulatorOpenIdMetadataUrl: string
  readonly callerId: string
}

/** Azure as everybody but governments uses it. */
function publicAzure(tenant: string): TeamsAuthority {
  return {
    channelService: '',
    validateAuthority: true,
    toChannelFromBotLoginUrl: `https://login.microsoftonline.com/${tenant}`,
    toChannelFromBotOAuthScope: 'https://api.botframework.com',
    toBotFromChannelTokenIssuer: 'https://api.botframework.com',
    oAuthUrl: 'https://api.botframework.com',
    toBotFromChannelOpenIdMetadataUrl:
      'https://login.botframework.com/v1/.well-known/openidconfiguration',
    toBotFromEmulatorOpenIdMetadataUrl:
      'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
    callerId: 'urn:botframework:azure',
  }
}

/** Where Teams answers from, the clouds of governments among them. */
const SERVICE_HOSTS =
  'smba.trafficmanager.net, .botframework.com, .teams.microsoft.com, .teams.microsoft.us'

const NAMES = ['KEFU_TEAMS_APP_ID', 'KEFU_TEAMS_APP_SECRET', 'KEFU_TEAMS_TENANT'] as const

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * @param host On which the service listens.
 * @throws {Fault} `misconfigured` with what is missing, above all a bot without an id where
 *   strangers could reach it: then nothing that arrives would be checked.
 */
export function readTeams(env: Environment, host: string): TeamsConfig | null {
  const given = NAMES.filter((name) => textFrom(env, name, '') !== '')
  const mode = choiceFrom(
    env,
    'KEFU_TEAMS',
    ['off', 'local', 'on'],
    given.length > 0 ? 'on' : 'off',
  )
  if (mode === 'off') return null
  const common = {
    serviceHosts: readHosts(textFrom(env, 'KEFU_TEAMS_SERVICE_HOSTS', SERVICE_HOSTS)),
    linkByEmail: choiceFrom(env, 'KEFU_TEAMS_LINK', ['none', 'email'], 'none') === 'email',
    staffDomain: textFrom(env, 'KEFU_TEAMS_STAFF_DOMAIN', '') || null,
  }
  if (mode === 'local') {
    refuseStrangers(env, host)
    const site = readSite(env, `http://${host}:${textFrom(env, 'KEFU_PORT', '3000')}`)
    return { ...common, account: null, authority: publicAzure('botframework.com'), site }
  }
  const missing = NAMES.find((name) => !given.includes(name))
  if (missing !== undefined) {
    throw new Fault(
      'misconfigured',
      `Teams is switched on, but ${missing} is not set. Set ${NAMES.join(', ')} as Azure shows them, or KEFU_TEAMS=off.`,
    )
  }
  const [appId, secret, tenant] = NAMES.map((name) => textFrom(env, name, '')) as [
    string,
    string,
    string,
  ]
  for (const [name, value] of [
    ['KEFU_TEAMS_APP_ID', appId],
    ['KEFU_TEAMS_TENANT', tenant],
  ] as const) {
    if (GUID.test(value)) continue
    throw new Fault(
      'misconfigured',
      `${name} is ${JSON.stringify(value)}. Set the id as Azure shows it: 36 characters with lines between.`,
    )
  }
  return {
    ...common,
    account: { appId, secret, tenant },
    authority: publicAzure(tenant),
    site: readSite(env, ''),
  }
}

function refuseStrangers(env: Environment, host: string): void {
  const ids = 'Set KEFU_TEAMS_APP_ID, KEFU_TEAMS_APP_SECRET and KEFU_TEAMS_TENANT instead.'
  if (textFrom(env, 'NODE_ENV', '') === 'production') {
    throw new Fault(
      'misconfigured',
      `KEFU_TEAMS is "local", which checks nobody, and NODE_ENV is "production". ${ids}`,
    )
  }
  if (!isLoopback(host)) {
    throw new Fault(
      'misconfigured',
      `KEFU_TEAMS is "local", which checks nobody, and KEFU_HOST is ${JSON.stringify(host)}, where others reach it. Listen on 127.0.0.1. Or: ${ids}`,
    )
  }
}

function readSite(env: Environment, fallback: string): string {
  const site = textFrom(env, 'KEFU_SITE', fallback)
  if (site === '') {
    throw new Fault(
      'misconfigured',
      'KEFU_SITE is not set. Set where customers reach this service, such as https://help.shop.example: links in Teams begin with it.',
    )
  }
  if (!URL.canParse(site) || !/^https?:$/.test(new URL(site).protocol)) {
    throw new Fault(
      'misconfigured',
      `KEFU_SITE is ${JSON.stringify(site)}. Set an address such as https://help.shop.example.`,
    )
  }
  return site.replace(/\/+$/, '')
}
