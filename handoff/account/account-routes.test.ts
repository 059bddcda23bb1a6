import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../platform/clock.js'
import type { AccountEnv } from './account-env.js'
import { openTestAccounts, post, SAME_ORIGIN } from './open-test-accounts.js'
import { safeNext, signedIn } from './signed-in.js'

describe('signing in', () => {
  test('by link leads to the desk with a cookie that scripts cannot read', async () => {
    await using test = await openTestAccounts()

    const response = await test.app.request(test.links[0]?.path ?? '')

    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/desk')
    expect(response.headers.get('set-cookie')).toMatch(/kefu-desk=.+HttpOnly; SameSite=Lax/)
  })

  test('makes an agent present, and leads an editor to the articles', async () => {
    await using test = await openTestAccounts()

    await test.app.request(test.links[0]?.path ?? '')
    const editor = await test.app.request(test.links[2]?.path ?? '')

    expect(editor.headers.get('location')).toBe('/knowledge')
    expect((await test.presence.all()).find(({ name }) => name === '陈晨')?.state).toBe('available')
  })

  test('by a link that was used says so, and lets those pass whom it let in', async () => {
    await using test = await openTestAccounts()
    const path = test.links[0]?.path ?? ''
    const first = await test.app.request(path)
    const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? ''

    const stranger = await test.app.request(path, { headers: { 'accept-language': 'en' } })
    const again = await test.app.request(path, { headers: { cookie } })

    expect(stranger.status).toBe(403)
    expect(await stranger.text()).toContain('was used already')
    expect(again.headers.get('location')).toBe('/desk')
  })

  test('with a wrong password keeps the login, and says what to do', async () => {
    await using test = await openTestAccounts()

    const response = await test.app.request(
      '/desk/sign-in',
      post({ login: '"><script>', password: 'no' }),
    )

    const html = await response.text()
    expect(response.status).toBe(403)
    expect(html).toContain('ask a supervisor for a sign-in link')
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;"')
  })

  test('with wrong passwords too often says how long to wait', async () => {
    await using test = await openTestAccounts()
    const attempt = post({ login: 'chen.chen', password: 'no' })
    for (let i = 0; i < 5; i++) await test.app.request('/desk/sign-in', attempt)

    const response = await test.app.request('/desk/sign-in', attempt)

    expect(response.status).toBe(429)
    expect(await response.text()).toContain('Wait 30 seconds')
  })

  test('with ever new names is slowed down as well, from one address', async () => {
    await using test = await openTestAccounts()
    const attempt = (login: string) =>
      test.app.request('/desk/sign-in', post({ login, password: 'x'.repeat(300) }))
    for (let i = 0; i < 60; i++) expect((await attempt(`name-${i}`)).status).toBe(403)

    const tooMany = await attempt('one-more')
    test.clock.advance(MINUTE)
    const later = await attempt('one-more')

    expect(tooMany.status).toBe(429)
    expect(later.status).toBe(403)
  })

  test('from another site is refused', async () => {
    await using test = await openTestAccounts()

    const response = await test.app.request(
      '/desk/sign-in',
      post(
        { login: 'chen.chen', password: 'no' },
        { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      ),
    )

    expect(response.status).toBe(403)
    expect(await response.text()).not.toContain('wrong')
  })

  test('with a body that is no form is a wrong password, not a crash', async () => {
    await using test = await openTestAccounts()

    const response = await test.app.request('/desk/sign-in', {
      method: 'POST',
      body: '{"login":',
      headers: { ...SAME_ORIGIN, 'content-type': 'application/json' },
    })

    expect(response.status).toBe(403)
  })
})

describe('the address to go on to', () => {
  test.each([
    { next: '/desk/cases/1?view=all', safe: '/desk/cases/1?view=all' },
    { next: '//evil.example', safe: undefined },
    { next: '/\\evil.example', safe: undefined },
    { next: '/.//evil.example', safe: undefined },
    { next: '/desk/..//evil.example', safe: undefined },
    { next: 'https://evil.example', safe: undefined },
    { next: '', safe: undefined },
  ])('$next is $safe', ({ next, safe }) => {
    expect(safeNext(next)).toBe(safe)
  })
})

describe('a page for people who are signed in', () => {
  async function openGuarded() {
    const test = await openTestAccounts()
    const guarded = new Hono<AccountEnv>()
    guarded.use(signedIn(test.accounts, ['agent', 'supervisor']))
    guarded.get('/cases', (c) => c.text(c.get('account').name))
    test.app.route('/desk', guarded)
    const cookie = async (login: string) => ({ cookie: `kefu-desk=${await test.enter(login)}` })
    return { ...test, cookie }
  }

  test('sends others to sign in, and names the way back', async () => {
    await using test = await openGuarded()

    const response = await test.app.request('/desk/cases?view=all', {
      headers: { accept: 'text/html' },
    })

    expect(response.headers.get('location')).toBe('/desk/sign-in?next=%2Fdesk%2Fcases%3Fview%3Dall')
  })

  test('sends the whole page away when a script asked for a part of it', async () => {
    await using test = await openGuarded()

    const response = await test.app.request('/desk/cases', {
      headers: { 'hx-request': 'true', cookie: 'kefu-desk=old' },
    })

    expect(response.headers.get('hx-redirect')).toContain('/desk/sign-in')
    expect(await response.text()).toBe('')
  })

  test('is closed to other roles, with a sentence', async () => {
    await using test = await openGuarded()
    const cookie = await test.cookie('zhao.ming')

    const response = await test.app.request('/desk/cases', {
      headers: { ...cookie, 'accept-language': 'zh-CN' },
    })

    expect(response.status).toBe(403)
    expect(await response.text()).toContain('您的账号（知识编辑）不能打开这一页')
  })

  test('stays in no cache', async () => {
    await using test = await openGuarded()

    const response = await test.app.request('/desk/cases', {
      headers: await test.cookie('chen.chen'),
    })

    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  test('knows who it is', async () => {
    await using test = await openGuarded()

    const response = await test.app.request('/desk/cases', {
      headers: await test.cookie('wang.jia'),
    })

    expect(await response.text()).toBe('王佳')
  })
})

describe('the own account', () => {
  test('sets a password, and tells what is wrong beside the field', async () => {
    await using test = await openTestAccounts()
    const cookie = { cookie: `kefu-desk=${await test.enter('chen.chen')}` }

    const differing = await test.app.request(
      '/desk/account',
      post({ password: 'long enough', repeat: 'something else' }, cookie),
    )
    const short = await test.app.request(
      '/desk/account',
      post({ password: 'short', repeat: 'short' }, cookie),
    )
    const good = await test.app.request(
      '/desk/account',
      post({ password: 'long enough', repeat: 'long enough' }, cookie),
    )

    expect(await differing.text()).toContain('id="repeat-error"')
    expect(await short.text()).toContain('Use at least 8 characters')
    expect(good.headers.get('location')).toBe('/desk/account?saved=password')
    expect((await test.accounts.signIn('chen.chen', 'long enough')).ok).toBe(true)
  })

  test('signs out: the session is over, and the agent is offline', async () => {
    await using test = await openTestAccounts()
    const token = await test.enter('chen.chen')

    const response = await test.app.request(
      '/desk/sign-out',
      post({}, { cookie: `kefu-desk=${token}` }),
    )

    expect(response.headers.get('location')).toBe('/desk/sign-in')
    expect(await test.accounts.accountOf(token)).toBeUndefined()
    expect((await test.presence.all()).every(({ state }) => state === 'offline')).toBe(true)
  })

  test('remembers language and appearance', async () => {
    await using test = await openTestAccounts()

    const response = await test.app.request(
      '/desk/account/display',
      post(
        { language: 'zh-Hant', theme: 'dark' },
        { cookie: `kefu-desk=${await test.enter('chen.chen')}` },
      ),
    )

    expect(response.headers.getSetCookie().join()).toMatch(/kefu-language=zh-Hant.+kefu-theme=dark/)
  })
})
