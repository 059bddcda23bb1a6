import { describe, expect, test } from 'vitest'
import { SECOND } from '../../platform/clock.js'
import { CHAT_LIMITS } from './chat-limits.js'
import { plainWords } from './fake-chat.js'
import { openTestChat } from './open-test-chat.js'

const HELLO = { type: 'message', text: '退款多久到账？', locale: 'zh-Hans' }

function hello(clientActivityID: string, more: object = {}) {
  return { ...HELLO, channelData: { clientActivityID, ...more } }
}

describe('starting and coming back', () => {
  test('a conversation is created once, and found afterwards', async () => {
    const { call, enter } = openTestChat()
    const { token, post } = await enter()

    const first = await call('POST', '/conversations', token, { user: {} })
    await post(HELLO)
    const later = await call('POST', '/conversations', token, { user: {}, locale: 'zh-CN' })

    expect([first.status, later.status]).toEqual([201, 200])
    expect(later.body.conversationId).toBe(first.body.conversationId)
  })

  test.each(['', '?watermark=', '?watermark=12'])(
    'coming back with "%s" gives a token and a stream',
    async (query) => {
      const { call, enter } = openTestChat()
      const { path, token, id } = await enter()

      const { status, body } = await call('GET', `${path}${query}`, token)

      expect(status).toBe(200)
      expect(body).toMatchObject({ conversationId: id, token: expect.any(String) })
      expect(body.streamUrl).toMatch(
        new RegExp(`^ws://localhost/directline/v3/directline${path}/stream\\?watermark=\\d+&t=`),
      )
    },
  )

  test('the stream is a secure one when the page came by HTTPS through a proxy', async () => {
    const { app, enter } = openTestChat()
    const { path, token } = await enter()

    const response = await app.request(`/directline/v3/directline${path}`, {
      headers: { authorization: `Bearer ${token}`, 'x-forwarded-proto': 'https' },
    })

    expect(await response.json()).toMatchObject({ streamUrl: expect.stringMatching(/^wss:/) })
  })

  test.each(['-1', '1.5', 'abc', '1e400'])('a watermark of %s is bad input', async (watermark) => {
    const { call, enter } = openTestChat()
    const { path, token } = await enter()

    expect((await call('GET', `${path}?watermark=${watermark}`, token)).status).toBe(400)
  })
})

describe('posting a message', () => {
  test('stores it, and the echo bears its id and the name that the client gave it', async () => {
    const { enter } = openTestChat()
    const { post, poll } = await enter()

    const { status, body } = await post(hello('client-1'))
    const { activities } = (await poll()).body

    expect(status).toBe(200)
    expect(activities).toMatchObject([
      {
        type: 'message',
        id: body.id,
        text: '退款多久到账？',
        textFormat: 'plain',
        from: { role: 'user' },
        channelData: { clientActivityID: 'client-1' },
      },
    ])
  })

  test('ignores who it says it is from, and every field that we do not know', async () => {
    const { enter } = openTestChat()
    const { post, poll } = await enter()

    await post({
      ...hello('client-1', { kind: 'agent', 'webchat:sequence-id': -1, evil: true }),
      from: { id: 'agent_1', name: '陈晨', role: 'bot' },
      id: 'message_of_mine',
      timestamp: '2000-01-01T00:00:00Z',
      suggestedActions: { actions: [] },
      thumbnailUrl: 'https://evil.example',
    })
    const [echo] = (await poll()).body.activities

    expect(echo?.from).toEqual({ id: expect.stringMatching(/^visitor_/), name: '', role: 'user' })
    expect(echo?.channelData).toEqual({
      'webchat:sequence-id': expect.any(Number),
      clientActivityID: 'client-1',
    })
    expect(JSON.stringify(echo)).not.toMatch(/evil|陈晨|message_of_mine|2000-01-01/)
  })

  test('twice under the same name stores it once, and both posts learn the same id', async () => {
    const { chat, enter } = openTestChat()
    const { post } = await enter()

    const first = await post(hello('client-1'))
    const again = await post(hello('client-1'))

    expect(again).toEqual(first)
    expect(chat.messages).toHaveLength(1)
  })

  test('again by the retry button, with a new name but the same send id, stores it once', async () => {
    const { chat, enter } = openTestChat()
    const { post } = await enter()

    const first = await post(hello('client-1', { sendId: 'send-1' }))
    const again = await post(hello('client-2', { sendId: 'send-1' }))

    expect(again.body.id).toBe(first.body.id)
    expect(chat.messages).toHaveLength(1)
  })

  test('with the same words on purpose stores both', async () => {
    const { chat, enter } = openTestChat()
    const { post } = await enter()

    await post(hello('client-1'))
    await post(hello('client-2'))
    await post(HELLO)
    await post(HELLO)

    expect(chat.messages).toHaveLength(4)
  })

  test('whose name another visitor used too stores both', async () => {
    const { chat, enter } = openTestChat()

    await (await enter()).post(hello('client-1'))
    await (await enter()).post(hello('client-1'))

    expect(chat.messages).toHaveLength(2)
  })

  test.each([
    ['markup', '<script>alert(1)</script> **bold** ![x](https://evil.example/p.png)'],
    ['emoji and right-to-left marks', '👩‍👩‍👧 \u202Eabc\u202C مرحبا'],
    ['4,000 characters', '退'.repeat(4_000)],
  ])('keeps %s as it was written', async (_, text) => {
    const { enter } = openTestChat()
    const { post, poll } = await enter()

    const { status } = await post({ type: 'message', text })

    expect(status).toBe(200)
    expect((await poll()).body.activities[0]?.text).toBe(text)
  })
})

describe('a post that cannot be taken', () => {
  test.each([
    ['not JSON', '{"type":', 400, 'not JSON'],
    ['a list', [], 400, 'Send an object'],
    ['without a type', { text: 'hi' }, 400, 'has no type'],
    ['of a type that we do not know', { type: 'invoke' }, 400, '"invoke"'],
    ['without text', { type: 'message' }, 400, 'has no text'],
    ['of blanks', { type: 'message', text: ' \n\u3000\0' }, 400, 'has no text'],
    ['with text that is a number', { type: 'message', text: 7 }, 400, 'not a string'],
    ['with a file by name', { type: 'message', text: 'x', attachments: [{}] }, 400, 'Upload them'],
    ['too long', { type: 'message', text: 'x'.repeat(4_001) }, 413, 'too-long zh-Hans 4000'],
    ['of 1 MB', { type: 'message', text: 'x'.repeat(1024 * 1024) }, 413, 'larger than 262144'],
  ])(
    '%s is refused in a sentence, and nothing is stored',
    async (_, activity, status, sentence) => {
      const { chat, enter } = openTestChat()
      const { post } = await enter()

      const answer = await post(activity)

      expect(answer.status).toBe(status)
      expect(answer.body.error.message).toContain(sentence)
      expect(chat.messages).toEqual([])
    },
  )

  test('the 21st message in ten seconds has to wait, and only that visitor', async () => {
    const { clock, enter } = openTestChat()
    const busy = await enter()
    const calm = await enter()
    for (let i = 0; i < 20; i++) await busy.post(hello(`client-${i}`))

    const refused = await busy.post(hello('client-20'))
    const other = await calm.post(hello('client-1'))
    clock.advance(10 * SECOND)
    const later = await busy.post(hello('client-20'))

    expect(refused).toMatchObject({
      status: 429,
      body: { error: { code: 'too-many', message: 'too-many zh-Hans' } },
    })
    expect([other.status, later.status]).toEqual([200, 200])
  })

  test('is asked to come again while too many conversations wait, and is then stored', async () => {
    const { chat, enter } = openTestChat()
    const { post } = await enter()
    chat.crowd.unanswered = CHAT_LIMITS.crowd.unanswered

    const refused = await post(hello('client-1'))
    chat.crowd.unanswered--
    const again = await post(hello('client-1'))

    expect(refused).toMatchObject({
      status: 429,
      body: { error: { code: 'too-many', message: 'too-many zh-Hans' } },
    })
    expect(again.status).toBe(200)
    expect(chat.messages).toHaveLength(1)
  })

  test('is asked to come again while too many are being stored', async () => {
    const limits = { ...CHAT_LIMITS, crowd: { storing: 1, unanswered: 10 } }
    const { chat, enter } = openTestChat(plainWords, limits)
    const [first, second] = [await enter(), await enter()]

    let free = () => {}
    chat.crowd.disk = new Promise((resolve) => {
      free = resolve
    })
    const posts = [first.post(hello('a')), second.post(hello('b'))]
    const refused = await Promise.race(posts)
    free()
    const statuses = (await Promise.all(posts)).map(({ status }) => status)

    expect(refused.status).toBe(429)
    expect(statuses.toSorted()).toEqual([200, 429])
    expect(chat.messages).toHaveLength(1)
    expect((await first.post(hello('c'))).status).toBe(200)
  })
})
