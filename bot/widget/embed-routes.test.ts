import { describe, expect, test } from 'vitest'
import type { ConversationId } from '../../handoff/index.js'
import { DAY } from '../../platform/clock.js'
import { openTestShop } from './open-test-shop.js'

const SHOP = 'https://shop.example'

describe('the script that shops load', () => {
  test('is one file for any page, kept for minutes, and sent again only when it changed', async () => {
    const { app } = await openTestShop()

    const first = await app.request('/widget.js')
    const etag = first.headers.get('etag') ?? ''
    const again = await app.request('/widget.js', { headers: { 'if-none-match': etag } })

    expect(first.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(first.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(first.headers.get('cache-control')).toBe('public, max-age=300')
    expect(again.status).toBe(304)
    // A part takes what those before it gave.
    const script = await first.text()
    expect(script.indexOf('tag.kefu = {')).toBeLessThan(script.indexOf('} = tag.kefu'))
  })

  test('is compressed', async () => {
    const { app } = await openTestShop()

    const response = await app.request('/widget.js', { headers: { 'accept-encoding': 'gzip, br' } })

    expect(response.headers.get('content-encoding')).toMatch(/gzip|br/)
  })
})

describe('what a shop’s page asks', () => {
  test.each([
    ['zh-TW', 'zh-Hant', '問客服'],
    ['en-GB', 'en', 'Ask us'],
    ['zh', 'zh-Hans', '问客服'],
  ])('is answered in the page’s language, %s', async (lang, language, open) => {
    const { app } = await openTestShop(undefined, { origins: [SHOP] })

    const response = await app.request(`/chat/embed?lang=${lang}`, { headers: { origin: SHOP } })

    expect(response.headers.get('access-control-allow-origin')).toBe(SHOP)
    expect(response.headers.get('vary')).toContain('Origin')
    expect(await response.json()).toMatchObject({
      language,
      frame: '/chat/frame',
      words: { open, unread: expect.stringContaining('{count}') },
    })
  })

  test.each([
    'https://evil.example',
    'https://shop.example.evil.example',
    'http://shop.example',
    'https://shop.example:8443',
    'null',
  ])('is refused to a page of %s', async (origin) => {
    const { app, enter } = await openTestShop(undefined, { origins: [SHOP] })
    const { unreadKey } = (await enter()).body as { unreadKey?: string }

    for (const [path, init] of [
      ['/chat/embed', {}],
      ['/chat/unread', { method: 'POST', body: JSON.stringify({ key: unreadKey, seen: 0 }) }],
    ] as const) {
      const response = await app.request(path, { ...init, headers: { origin } })
      expect(response.status).toBe(403)
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
      expect(((await response.json()) as { error: { message: string } }).error.message).toContain(
        'KEFU_CHAT_ORIGINS',
      )
    }
  })

  test('may frame the chat when its origin is listed, and no other page may', async () => {
    const { app } = await openTestShop(undefined, { origins: [SHOP] })
    const frame = (origin: string) =>
      app.request(`/chat/frame?origin=${encodeURIComponent(origin)}`)

    const listed = await frame(SHOP)
    const evil = await frame('https://evil.example')
    const own = await app.request('/chat/frame')

    const ancestors = (response: Response) =>
      /frame-ancestors ([^;]+)/.exec(response.headers.get('content-security-policy') ?? '')?.[1]
    expect(listed.status).toBe(200)
    expect(ancestors(listed)).toBe(`'self' ${SHOP}`)
    expect(listed.headers.get('x-frame-options')).toBeNull()
    expect(evil.status).toBe(403)
    expect(ancestors(evil)).toBe("'self'")
    expect(ancestors(own)).toBe("'self' http://localhost")
  })
})

describe('the count of what was said meanwhile', () => {
  async function visit() {
    const shop = await openTestShop(undefined, { origins: [SHOP] })
    const { body } = await shop.enter()
    const { unreadKey, conversationId } = body as typeof body & { unreadKey: string }
    const say = (role: 'bot' | 'system') =>
      shop.chat.say(conversationId as ConversationId, {
        speaker: { role },
        language: 'en',
        text: 'x',
      })
    async function unread(body: unknown) {
      const response = await shop.app.request('/chat/unread', {
        method: 'POST',
        headers: { origin: SHOP },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
      return { status: response.status, body: (await response.json()) as { unread: number } }
    }
    return { ...shop, token: body.token, unreadKey, say, unread }
  }

  test('counts the bot’s and agents’ words behind the last that was seen', async () => {
    const { say, unread, unreadKey } = await visit()
    const first = say('bot')
    say('system')
    say('bot')

    expect((await unread({ key: unreadKey, seen: 0 })).body).toEqual({ unread: 2 })
    expect((await unread({ key: unreadKey, seen: first.number })).body).toEqual({ unread: 1 })
  })

  test('is told to nobody with another key, and to the key for a month', async () => {
    const { unread, unreadKey, token, clock } = await visit()

    expect((await unread({ key: token, seen: 0 })).status).toBe(401)
    expect((await unread({ key: 'forged', seen: 0 })).status).toBe(401)
    clock.advance(31 * DAY)
    expect((await unread({ key: unreadKey, seen: 0 })).status).toBe(403)
  })

  test.each(['', 'nonsense', '[]', '{"key":1,"seen":0}', '{"key":"a","seen":-1}'])(
    'says what was wrong with %j',
    async (body) => {
      const { unread } = await visit()

      expect((await unread(body)).status).toBe(400)
    },
  )

  test('may not be asked for without end', async () => {
    const { unread, unreadKey } = await visit()
    for (let i = 0; i < 20; i++) await unread({ key: unreadKey, seen: 0 })

    expect((await unread({ key: unreadKey, seen: 0 })).status).toBe(429)
  })

  test('opens no chat with its key', async () => {
    const { app, unreadKey } = await visit()

    const response = await app.request('/directline/v3/directline/conversations', {
      method: 'POST',
      headers: { authorization: `Bearer ${unreadKey}` },
    })

    expect(response.status).toBe(401)
  })
})

describe('the key that a page keeps for a visitor without a cookie', () => {
  const open = async (
    { app }: Awaited<ReturnType<typeof openTestShop>>,
    body: object,
    headers: Record<string, string> = {},
  ) => {
    const response = await app.request('/chat/token', {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    return (await response.json()) as { conversationId: string; visitor?: string }
  }

  test('brings them back to their conversation, and is given only where it is asked for', async () => {
    const shop = await openTestShop()

    const first = await open(shop, { visitor: '' })
    const again = await open(shop, { visitor: first.visitor })

    expect(again.conversationId).toBe(first.conversationId)
    expect((await open(shop, {})).visitor).toBeUndefined()
  })

  test.each(['forged', 7, null])('of %j makes a new visitor', async (visitor) => {
    const shop = await openTestShop()
    const first = await open(shop, { visitor: '' })

    expect((await open(shop, { visitor })).conversationId).not.toBe(first.conversationId)
  })

  test('does not go before the cookie, which scripts cannot set', async () => {
    const shop = await openTestShop()
    const { cookie, body } = await shop.enter()
    const { visitor } = await open(shop, { visitor: '' })

    expect((await open(shop, { visitor }, { cookie })).conversationId).toBe(body.conversationId)
  })
})
