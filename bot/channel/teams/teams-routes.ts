import { type Context, Hono } from 'hono'
import { Fault } from '../../../platform/fault.js'
import type { HttpEnv } from '../../../platform/http/http-env.js'
import { readJson } from '../../../platform/http/read-json.js'
import { remoteAddress } from '../../../platform/http/remote-address.js'
import type { BotFramework } from './bot-framework.js'
import { readTeamsActivity, type TeamsIncoming } from './read-teams-activity.js'
import { isLoopback, isServiceUrl } from './service-url.js'
import type { TeamsConfig } from './teams-config.js'

export interface TeamsRoutesDeps {
  readonly config: TeamsConfig
  readonly framework: Pick<BotFramework, 'authenticate' | 'addressOf'>
  /** Stores it; nothing is answered before. */
  readonly receive: (
    incoming: TeamsIncoming,
    address: ReturnType<BotFramework['addressOf']>,
  ) => Promise<void>
}

/** Where Azure posts what happens in Teams. */
export const TEAMS_PATH = '/api/messages'

/**
 * The door for Teams. First the shape, which costs nothing; then the signature; then everything
 * that the activity says of itself.
 */
export function teamsRoutes({ config, framework, receive }: TeamsRoutesDeps): Hono<HttpEnv> {
  const { account } = config
  return new Hono<HttpEnv>().post(TEAMS_PATH, async (c) => {
    if (account === null) refuseOthers(c)
    const body = await readJson(c)
    const incoming = readTeamsActivity(body)
    if (!isServiceUrl(incoming.place.serviceUrl, account && config.serviceHosts)) {
      throw new Fault(
        'forbidden',
        'The activity wants its answer at an address that is not of Teams. See KEFU_TEAMS_SERVICE_HOSTS.',
      )
    }
    await framework.authenticate(body, c.req.header('authorization') ?? '')
    if (account && incoming.place.tenant !== account.tenant) {
      throw new Fault('forbidden', 'The activity is of another tenant. See KEFU_TEAMS_TENANT.')
    }
    await receive(incoming, framework.addressOf(body))
    // An invoke has to be answered with an object, everything else with nothing.
    return body['type'] === 'invoke' ? c.json({}) : c.body(null, 200)
  })
}

/**
 * Nobody is checked, so whoever calls has to be a program on this machine: neither a proxy that
 * brings others, nor a page in a browser here.
 */
function refuseOthers(c: Context): void {
  const address = remoteAddress(c).replace(/^::ffff:/, '')
  const isHere = address === 'unknown' || isLoopback(address)
  const brings = ['forwarded', 'x-forwarded-for', 'origin'].find((name) => c.req.header(name))
  if (isHere && brings === undefined) return
  throw new Fault('forbidden', 'KEFU_TEAMS is "local": only programs on this machine may call.')
}
