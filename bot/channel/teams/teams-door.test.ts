import { describe, expect, test, vi } from 'vitest'
import { enterTeams } from './enter-teams.js'
import type { TokenFlaws } from './fake-teams.js'
import { openTestTeams } from './open-test-teams.js'

/** The SDK prints to the console what it refuses, beside throwing it. */
vi.spyOn(console, 'error').mockImplementation(() => {})

describe('the door', () => {
  const FLAWS: readonly (readonly [string, TokenFlaws])[] = [
    ['for another bot', { audience: '00000000-0000-4000-8000-0000000000ff' }],
    ['of another issuer', { issuer: 'https://issuer.example' }],
    ['with another signature', { otherKey: true }],
    ['that has expired', { expires: -3_000 }],
    ['with a key that nobody knows', { keyId: 'unknown' }],
    ['for another address', { serviceUrl: 'http://127.0.0.1:1' }],
  ]

  test.each(FLAWS)('answers 401 to a token %s, and stores nothing', async (_, flaws) => {
    await using test = await openTestTeams()
    const li = enterTeams(test.teams, test)

    const { status } = await li.post({ text: 'x' }, await test.teams.sign(flaws))

    expect(status).toBe(401)
    expect(await test.stored()).toEqual([])
  })

  test.each([
    ['no token at all', ''],
    ['a token that is none', 'x.y.z'],
    ['half a token', 'eyJhbGciOiJub25lIn0.e30.'],
  ])('answers 401 to %s', async (_, token) => {
    await using test = await openTestTeams()

    const { status } = await enterTeams(test.teams, test).post({ text: 'x' }, token)

    expect(status).toBe(401)
    expect(await test.stored()).toEqual([])
  })

  test.each([
    ['no type', { type: undefined }, 'has no type'],
    ['another channel', { channelId: 'emulator' }, 'is of another channel'],
    ['no serviceUrl', { serviceUrl: undefined }, 'has no serviceUrl'],
    ['no sender', { from: undefined }, 'from'],
    ['a message without id', { id: undefined, text: 'x' }, 'has no id'],
  ])('answers 400 to %s, and says what is wrong', async (_, more, says) => {
    await using test = await openTestTeams()

    const { status, body } = await enterTeams(test.teams, test).post(more)

    expect(status).toBe(400)
    expect(JSON.stringify(body)).toContain(says)
  })

  test.each([
    'https://evil.example/',
    'https://smba.trafficmanager.net@evil.example/',
    'https://evil.example/#smba.trafficmanager.net',
    'file:///etc/passwd',
    'not an address',
  ])('answers 403 to the foreign serviceUrl %s, even when it is signed', async (serviceUrl) => {
    await using test = await openTestTeams()
    const token = await test.teams.sign({ serviceUrl })

    const { status } = await enterTeams(test.teams, test).post({ text: 'x', serviceUrl }, token)

    expect(status).toBe(403)
    expect(await test.stored()).toEqual([])
  })

  test('answers 403 to another tenant', async () => {
    await using test = await openTestTeams()
    const stranger = enterTeams(test.teams, test, {
      tenant: '00000000-0000-4000-8000-00000000000c',
    })

    expect(await stranger.say('x')).toMatchObject({ status: 403 })
    expect(await test.stored()).toEqual([])
  })

  test('without an app id answers on this machine alone', async () => {
    await using test = await openTestTeams((config) => ({ ...config, account: null }))
    const li = enterTeams(test.teams, test)

    const near = await li.post({ text: 'x' }, '')
    const far = await li.post(
      { text: 'y', serviceUrl: 'https://smba.trafficmanager.net/emea/' },
      '',
    )

    const brought = await Promise.all(
      ['x-forwarded-for', 'forwarded', 'origin'].map((name) =>
        fetch(`${test.url}/api/messages`, {
          method: 'POST',
          headers: { [name]: 'https://elsewhere.example' },
          body: JSON.stringify(li.activity({ text: 'z' })),
        }),
      ),
    )

    expect([near.status, far.status]).toEqual([200, 403])
    expect(brought.map(({ status }) => status)).toEqual([403, 403, 403])
    expect((await test.stored()).map(({ text }) => text)).toEqual(['x'])
  })

  test('answers 503 while the keys cannot be read, so that Teams tells it again', async () => {
    await using test = await openTestTeams((config) => ({
      ...config,
      authority: {
        ...config.authority,
        toBotFromChannelOpenIdMetadataUrl: 'http://127.0.0.1:1/openid',
      },
    }))

    expect(await enterTeams(test.teams, test).say('x')).toMatchObject({ status: 503 })
  })
})
