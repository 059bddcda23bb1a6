import { SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../platform/clock.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { createIdentities } from './identity.js'

const SECRET = 'a secret that the shop shares with us'
const LI = {
  shopId: 'qw-1001',
  name: '李雯',
  email: 'liwen@mail.example',
  value: 'valued',
} as const

/** As a shop makes one, except for what a test changes. */
async function tokenOf(
  clock: { now(): number },
  claims: Record<string, unknown>,
  { secret = SECRET, alg = 'HS256', audience = 'kefu', life = 300 } = {},
) {
  const now = Math.floor(clock.now() / 1_000)
  return new SignJWT(claims)
    .setProtectedHeader({ alg })
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + life)
    .sign(new TextEncoder().encode(secret.padEnd(64, '.')))
}

describe('who the shop says a visitor is', () => {
  test('is believed while the token is fresh', async () => {
    const clock = fixedClock()
    const identities = createIdentities(SECRET, clock)
    const token = await identities.sign(LI)

    expect(await identities.read(token)).toEqual({ ok: true, identity: LI })
    clock.advance(6 * MINUTE)
    expect(await identities.read(token)).toEqual({ ok: false, refusal: 'expired' })
  })

  test.each([
    ['forged, with another secret', { sub: 'qw-1001' }, { secret: 'another one' }, 'forged'],
    ['signed in another way', { sub: 'qw-1001' }, { alg: 'HS512' }, 'forged'],
    ['meant for something else', { sub: 'qw-1001' }, { audience: 'checkout' }, 'foreign'],
    ['about nobody', {}, {}, 'foreign'],
    ['about an id that no shop has', { sub: '../orders' }, {}, 'foreign'],
  ])('is not believed when the token is %s', async (_why, claims, how, refusal) => {
    const clock = fixedClock()
    const identities = createIdentities(SECRET.padEnd(64, '.'), clock)

    const token = await tokenOf(clock, claims, how)

    expect(await identities.read(token)).toEqual({ ok: false, refusal })
  })

  test('is not believed for long, even when the shop says so', async () => {
    const clock = fixedClock()
    const identities = createIdentities(SECRET.padEnd(64, '.'), clock)
    const token = await tokenOf(clock, { sub: 'qw-1001' }, { life: (24 * HOUR) / 1_000 })

    clock.advance(HOUR)

    expect(await identities.read(token)).toEqual({ ok: false, refusal: 'expired' })
  })

  test.each(['', 'nonsense', 'a.b.c', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJxdy0xMDAxIn0.'])(
    'is not read from %j',
    async (token) => {
      const identities = createIdentities(SECRET, fixedClock())

      expect(await identities.read(token)).toEqual({ ok: false, refusal: 'forged' })
    },
  )
})
