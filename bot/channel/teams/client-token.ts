import { z } from 'zod'
import { type Clock, type Instant, MINUTE, type Millis, SECOND } from '../../../platform/clock.js'
import { Fault } from '../../../platform/fault.js'
import type { TeamsAccount, TeamsAuthority } from './teams-config.js'

/** Longer than this, and the message is tried again later. */
const LIMIT: Millis = 10 * SECOND

/** A token is renewed before it expires, so that none expires on its way. */
const EARLY: Millis = 5 * MINUTE

const ANSWER = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() })

/**
 * The bot's own token, by its id and secret (RFC 6749, 4.4), kept until shortly before its end.
 *
 * @throws {Fault} `upstream-down` when the issuer gives none; safe to try again.
 */
export function createClientToken(
  { appId, secret }: TeamsAccount,
  {
    toChannelFromBotLoginUrl,
    toChannelFromBotOAuthScope,
  }: Pick<TeamsAuthority, 'toChannelFromBotLoginUrl' | 'toChannelFromBotOAuthScope'>,
  clock: Pick<Clock, 'now'>,
): () => Promise<string> {
  let kept: { readonly token: string; readonly from: Instant; readonly until: Instant } | undefined
  let asking: Promise<string> | undefined

  async function ask(): Promise<string> {
    let response: Response
    try {
      response = await fetch(`${toChannelFromBotLoginUrl}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: appId,
          client_secret: secret,
          scope: `${toChannelFromBotOAuthScope}/.default`,
        }),
        signal: AbortSignal.timeout(LIMIT),
      })
    } catch (cause) {
      throw new Fault('upstream-down', 'The issuer of tokens did not answer. It is tried again.', {
        cause,
      })
    }
    const answer = ANSWER.safeParse(await response.json().catch(() => null))
    if (!response.ok || !answer.success) {
      throw new Fault(
        'upstream-down',
        `The issuer of tokens answered ${response.status}. Check KEFU_TEAMS_APP_ID, KEFU_TEAMS_APP_SECRET and KEFU_TEAMS_TENANT; the secret may have expired.`,
      )
    }
    const { access_token: token, expires_in: seconds } = answer.data
    const from = clock.now()
    kept = { token, from, until: from + seconds * SECOND - EARLY }
    return token
  }

  return async () => {
    const now = clock.now()
    // Before its beginning the clock was set back, and nobody knows how old it is.
    if (kept && now >= kept.from && now < kept.until) return kept.token
    asking ??= ask().finally(() => {
      asking = undefined
    })
    return asking
  }
}
