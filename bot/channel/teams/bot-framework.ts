import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConversationReference,
  TeamsInfo,
  TurnContext,
} from 'botbuilder'
import { type Clock, type Millis, SECOND } from '../../../platform/clock.js'
import { Fault, reasonOf } from '../../../platform/fault.js'
import type { Address } from '../channel.js'
import { NotDelivered } from '../channel.js'
import { createClientToken } from './client-token.js'
import type { TeamsConfig } from './teams-config.js'

/** The Bot Framework as we use it: nobody but this file knows its SDK. */
export interface BotFramework {
  /**
   * Checks who sent an activity.
   *
   * @param authorization The header of the request; empty when there was none.
   * @throws {Fault} `unauthorized` when its signature does not hold, for whatever reason;
   *   `upstream-down` when the keys could not be read.
   */
  authenticate(activity: object, authorization: string): Promise<void>
  /** Where to answer to an activity that was authenticated: JSON that later processes understand. */
  addressOf(activity: object): Address
  /** @throws {NotDelivered} or whatever left open whether it arrived. */
  send(to: Address, activity: object): Promise<{ readonly id: string }>
  /** Puts another in the place of an activity of ours. */
  update(to: Address, id: string, activity: object): Promise<void>
  /** What the tenant's directory says of a user. */
  memberOf(to: Address, user: string): Promise<Member>
}

/** Somebody of the tenant; what its directory does not have is not given. */
export interface Member {
  readonly email?: string
  /** The name with which they sign in; a guest's is of no address of theirs. */
  readonly principal?: string
}

/** A request of the SDK, as its transport gets it. */
interface SdkRequest {
  readonly url: string
  readonly method: string
  readonly headers: { toJson(options: { preserveCase: boolean }): Record<string, string> }
  readonly body?: unknown
}

/** Longer than this, and nobody knows whether the message arrived. */
const LIMIT: Millis = 15 * SECOND

/** Before the message can have left, so that it certainly did not arrive. */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

export function createBotFramework(
  { account, authority }: Pick<TeamsConfig, 'account' | 'authority'>,
  clock: Pick<Clock, 'now'>,
  limit: Millis = LIMIT,
): BotFramework {
  const token = account && createClientToken(account, authority, clock)
  const authentication = new ConfigurationBotFrameworkAuthentication(
    {
      ChannelService: authority.channelService,
      ValidateAuthority: authority.validateAuthority,
      ToChannelFromBotLoginUrl: authority.toChannelFromBotLoginUrl,
      ToChannelFromBotOAuthScope: authority.toChannelFromBotOAuthScope,
      ToBotFromChannelTokenIssuer: authority.toBotFromChannelTokenIssuer,
      OAuthUrl: authority.oAuthUrl,
      ToBotFromChannelOpenIdMetadataUrl: authority.toBotFromChannelOpenIdMetadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: authority.toBotFromEmulatorOpenIdMetadataUrl,
      CallerId: authority.callerId,
    },
    {
      isValidAppId: async (id) => account !== null && id === account.appId,
      isAuthenticationDisabled: async () => account === null,
      async createCredentials() {
        return {
          async signRequest(request) {
            if (token) request.headers.set('authorization', `Bearer ${await ownToken(token)}`)
            return request
          },
        }
      },
    },
    undefined,
    undefined,
    // The SDK's own transport sends a message again when it does not know whether it arrived.
    { httpClient: { sendRequest: (request) => sendOnce(request, limit) as never } },
  )
  // Without an error handler, what goes wrong in a turn comes back to whoever began it.
  const adapter = new CloudAdapter(authentication)

  function inTurn(to: Address, work: (context: TurnContext) => Promise<void>): Promise<void> {
    const reference = to['reference'] as Partial<ConversationReference>
    return adapter.continueConversationAsync(account?.appId ?? '', reference, (context) => {
      // An id that the SDK invents, and would name as the message that is answered.
      delete (context.activity as Partial<Activity>).id
      return work(context)
    })
  }

  return {
    async authenticate(activity, authorization) {
      try {
        await authentication.authenticateRequest(activity as Activity, authorization)
      } catch (cause) {
        throw faultOf(cause)
      }
    },

    addressOf(activity) {
      // The activity differs each time, and no answer needs it.
      const { activityId, ...reference } = TurnContext.getConversationReference(
        activity as Activity,
      )
      return { reference: JSON.parse(JSON.stringify(reference)) }
    },

    async send(to, activity) {
      let id = ''
      await inTurn(to, async (context) => {
        id = (await context.sendActivity(hideEntities(activity)))?.id ?? ''
      })
      return { id }
    },

    update: (to, id, activity) =>
      inTurn(to, async (context) => {
        await context.updateActivity({ ...hideEntities(activity), id })
      }),

    async memberOf(to, user) {
      let found: Member = {}
      await inTurn(to, async (context) => {
        const { email, userPrincipalName } = await TeamsInfo.getMember(context, user)
        found = {
          ...(email && { email }),
          ...(userPrincipalName && { principal: userPrincipalName }),
        }
      })
      return found
    },
  }
}

/** Reads the token in a way that says, when there is none, that nothing was sent. */
async function ownToken(token: () => Promise<string>): Promise<string> {
  try {
    return await token()
  } catch (cause) {
    throw new NotDelivered({ passes: true, detail: 'no token', cause })
  }
}

/** A field of `channelData` that never leaves this process. */
const HIDDEN = 'kefuEntities'

/**
 * The SDK sends of each entity its `type` alone (4.23.3), which would drop the label of what a
 * machine made and all sources. So they travel where it changes nothing, and are put into their
 * place when it has written the body.
 */
function hideEntities(activity: object): Partial<Activity> {
  const { entities, channelData, ...rest } = activity as Partial<Activity>
  return { ...rest, channelData: { ...channelData, ...(entities && { [HIDDEN]: entities }) } }
}

function showEntities(body: string): string {
  if (!body.includes(HIDDEN)) return body
  const { channelData, ...rest } = JSON.parse(body)
  const { [HIDDEN]: entities, ...data } = channelData
  return JSON.stringify({ ...rest, entities, channelData: data })
}

/** One try over the network. */
async function sendOnce(request: SdkRequest, limit: Millis): Promise<unknown> {
  let response: Response
  try {
    response = await fetch(request.url, {
      method: request.method,
      headers: request.headers.toJson({ preserveCase: true }),
      ...(typeof request.body === 'string' && { body: showEntities(request.body) }),
      signal: AbortSignal.timeout(limit),
      redirect: 'error',
    })
  } catch (cause) {
    const code = codeOf(cause)
    if (code !== undefined && NEVER_LEFT.has(code)) {
      throw new NotDelivered({ passes: true, detail: code, cause })
    }
    throw new Error(`The channel gave no answer (${code ?? reasonOf(cause)}).`, { cause })
  }
  if (!response.ok) {
    const { status } = response
    await response.body?.cancel()
    throw new NotDelivered({
      // 401 is mended by the operator, the others by time.
      passes: status >= 500 || [401, 408, 412, 429].includes(status),
      detail: String(status),
      waitAtLeast: readRetryAfter(response.headers.get('retry-after')),
    })
  }
  const headers = Object.fromEntries(response.headers)
  return {
    request,
    status: response.status,
    headers: { toJson: () => headers },
    bodyAsText: await response.text(),
  }
}

function codeOf(cause: unknown): string | undefined {
  const inner = cause instanceof Error ? cause.cause : undefined
  return inner instanceof Error && 'code' in inner ? String(inner.code) : undefined
}

function readRetryAfter(text: string | null): Millis {
  const seconds = Number(text)
  return Number.isFinite(seconds) && seconds > 0 ? seconds * SECOND : 0
}

/** What the SDK throws is an error of one of three libraries; only one kind of it is not a refusal. */
function faultOf(cause: unknown): Fault {
  const facts = cause instanceof Error ? (cause as { name: string; statusCode?: unknown }) : null
  const keysUnread = facts?.name === 'FetchError' || facts?.statusCode === 500
  if (keysUnread) {
    return new Fault('upstream-down', 'The keys that Teams signs with could not be read.', {
      cause,
    })
  }
  return new Fault(
    'unauthorized',
    'The request is not signed by Teams for this bot. Send it through the Bot Framework.',
    { cause },
  )
}
