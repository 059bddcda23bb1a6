import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { DAY } from '../clock.js'
import { signedCookie } from './cookies.js'

function testApp(secret = 'secret') {
  const cookie = signedCookie({ name: 'visitor', secret, keep: DAY })
  return new Hono()
    .post('/', async (c) => {
      await cookie.write(c, 'visitor_1')
      return c.body(null, 204)
    })
    .get('/', async (c) => c.text((await cookie.read(c)) ?? 'nobody'))
}

async function cookieFrom(app: Hono, headers: Record<string, string> = {}) {
  const response = await app.request('/', { method: 'POST', headers })
  return response.headers.get('set-cookie') ?? ''
}

describe('a signed cookie', () => {
  test('comes back as it was written, and no script can read it', async () => {
    const app = testApp()
    const cookie = await cookieFrom(app)

    const response = await app.request('/', { headers: { cookie: cookie.split(';')[0] ?? '' } })

    expect(await response.text()).toBe('visitor_1')
    expect(cookie).toContain('HttpOnly')
    expect(cookie).toContain('SameSite=Lax')
    expect(cookie).toContain('Max-Age=86400')
  })

  test('is for HTTPS only when the visitor came by HTTPS', async () => {
    expect(await cookieFrom(testApp())).not.toContain('Secure')
    expect(await cookieFrom(testApp(), { 'x-forwarded-proto': 'https' })).toContain('Secure')
  })

  test.each([
    ['changed', (cookie: string) => cookie.replace('visitor_1', 'visitor_2')],
    ['without a signature', () => 'visitor=visitor_1'],
  ])('that was %s counts as none', async (_, change) => {
    const app = testApp()
    const cookie = change((await cookieFrom(app)).split(';')[0] ?? '')

    const response = await app.request('/', { headers: { cookie } })

    expect(await response.text()).toBe('nobody')
  })

  test('of another secret counts as none', async () => {
    const cookie = (await cookieFrom(testApp('other'))).split(';')[0] ?? ''

    const response = await testApp().request('/', { headers: { cookie } })

    expect(await response.text()).toBe('nobody')
  })
})
