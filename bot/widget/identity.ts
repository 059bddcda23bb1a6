import { z } from 'zod'
import type { ShopIdentity } from '../../handoff/index.js'
import { type Clock, MINUTE, type Millis, SECOND } from '../../platform/clock.js'

/** What the shop's page gives to the widget, and the chat checks. */
export interface Identities {
  /** Never throws for a token: whoever is refused chats on as a visitor without a name. */
  read(token: string): Promise<IdentityReading>
  /** Makes a token as the shop would; the sample shop is the only one that asks here. */
  sign(identity: ShopIdentity): Promise<string>
}

export type IdentityReading =
  | { readonly ok: true; readonly identity: ShopIdentity }
  | { readonly ok: false; readonly refusal: IdentityRefusal }

/**
 * `expired` is worth a new token. `forged` was signed with another secret. `foreign` was signed with
 * ours, but for something else, or does not say who.
 */
export type IdentityRefusal = 'expired' | 'forged' | 'foreign'

/** So that a token that the shop uses for itself, with the same secret, opens no chat. */
export const IDENTITY_AUDIENCE = 'kefu'

/** A token is good for as long as a page takes to open the chat, however long it says. */
const LONGEST_LIFE: Millis = 10 * MINUTE
const CLOCKS_DIFFER: Millis = 30 * SECOND

const CLAIMS = z.object({
  sub: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/),
  name: z.string().trim().min(1).max(100).optional(),
  email: z.email().max(200).optional(),
  value: z.enum(['ordinary', 'valued']).optional(),
})

/** Loaded when somebody signs in: a start need not wait for it. */
const loadJose = () => import('jose')

/** @param secret Shared with the shop's server; nobody else may know it. */
export function createIdentities(secret: string, clock: Pick<Clock, 'now'>): Identities {
  const key = new TextEncoder().encode(secret)
  return {
    async read(token) {
      const { errors, jwtVerify } = await loadJose()
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          audience: IDENTITY_AUDIENCE,
          requiredClaims: ['sub', 'iat', 'exp'],
          currentDate: new Date(clock.now()),
          maxTokenAge: LONGEST_LIFE / SECOND,
          clockTolerance: CLOCKS_DIFFER / SECOND,
        })
        const claims = CLAIMS.safeParse(payload)
        if (!claims.success) return { ok: false, refusal: 'foreign' }
        const { sub, name, email, value } = claims.data
        return {
          ok: true,
          identity: {
            shopId: sub,
            ...(name !== undefined && { name }),
            ...(email !== undefined && { email }),
            ...(value !== undefined && { value }),
          },
        }
      } catch (cause) {
        if (cause instanceof errors.JWTExpired) return { ok: false, refusal: 'expired' }
        if (cause instanceof errors.JWTClaimValidationFailed) {
          return { ok: false, refusal: 'foreign' }
        }
        if (cause instanceof errors.JOSEError) return { ok: false, refusal: 'forged' }
        throw cause
      }
    },
    async sign({ shopId, ...claims }) {
      const { SignJWT } = await loadJose()
      const now = Math.floor(clock.now() / SECOND)
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(shopId)
        .setAudience(IDENTITY_AUDIENCE)
        .setIssuedAt(now)
        .setExpirationTime(now + (5 * MINUTE) / SECOND)
        .sign(key)
    },
  }
}
