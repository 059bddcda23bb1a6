import { type Activity, ConnectionStatus, DirectLine } from 'botframework-directlinejs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { MINUTE } from '../../platform/clock.js'
import { fetchAjax } from './fetch-ajax.js'
import { openTestChat, serveTestChat } from './open-test-chat.js'

// The client looks for both in the global scope, where a browser has them.
const before = globalThis.WebSocket
beforeAll(() => Object.assign(globalThis, { WebSocket }))
afterAll(() => Object.assign(globalThis, { WebSocket: before }))

type Options = ConstructorParameters<typeof DirectLine>[0]

/** Microsoft's client against our routes, over sockets or by polling. */
async function connect(options: Options = {}) {
  const chat = openTestChat()
  const server = await serveTestChat(chat)
  const { id, token } = await chat.enter()
  const client = new DirectLine({ domain: server.domain, token, ajax: fetchAjax(), ...options })
  // Undocumented, as the page sets them: how soon it comes back after a drop.
  Object.assign(client, { getRetryDelay: () => 10, timeout: 50, retries: 100 })

  const seen: Activity[] = []
  const waiting = new Set<() => void>()
  client.activity$.subscribe({
    next(activity) {
      seen.push(activity)
      for (const check of waiting) check()
    },
    error: () => {},
  })

  return {
    chat,
    server,
    client,
    id,
    seen,
    post: (activity: object) =>
      new Promise<string>((resolve, reject) => {
        client.postActivity(activity as Activity).subscribe(resolve, reject)
      }),
    until: (done: (activities: readonly Activity[]) => boolean) =>
      new Promise<void>((resolve) => {
        const check = () => {
          if (!done(seen)) return
          waiting.delete(check)
          resolve()
        }
        waiting.add(check)
        check()
      }),
    online: () =>
      new Promise<void>((resolve) => {
        client.connectionStatus$.subscribe((status) => {
          if (status === ConnectionStatus.Online) resolve()
        })
      }),
    async [Symbol.asyncDispose]() {
      client.end()
      await server[Symbol.asyncDispose]()
    },
  }
}

const HELLO = {
  type: 'message',
  text: '在吗',
  from: { id: 'me' },
  channelData: { clientActivityID: 'c1' },
}

describe.each([
  ['sockets', {}],
  ['polling', { webSocket: false, pollingInterval: 200 }],
] as const)('botframework-directlinejs over %s', (_, options) => {
  test('posts, sees its own words with the id it was given, and the answer', async () => {
    await using visitor = await connect(options)
    const { chat, id, post, until, seen } = visitor

    const posted = await post(HELLO)
    await until((activities) => activities.length === 1)
    chat.chat.say(id, { speaker: { role: 'bot' }, text: '在的', language: 'zh-Hans' })
    await until((activities) => activities.length === 2)

    expect(seen).toMatchObject([
      { id: posted, text: '在吗', from: { role: 'user' }, channelData: { clientActivityID: 'c1' } },
      { text: '在的', from: { role: 'bot' } },
    ])
  })

  test('is told in the answer why a message was refused', async () => {
    await using visitor = await connect(options)

    const refused = visitor.post({ ...HELLO, text: 'x'.repeat(4_001) })

    await expect(refused).rejects.toMatchObject({
      status: 413,
      response: { error: { message: 'too-long zh-Hans 4000' } },
    })
  })

  test('comes back to a conversation and reads all of it', async () => {
    const chat = openTestChat()
    await using server = await serveTestChat(chat)
    const { id, token } = await chat.enter()
    for (const text of ['a', 'b']) {
      chat.chat.say(id, { speaker: { role: 'bot' }, text, language: 'en' })
    }

    const client = new DirectLine({
      domain: server.domain,
      token,
      conversationId: id,
      ajax: fetchAjax(),
      ...options,
    })
    const texts = await new Promise<unknown[]>((resolve) => {
      const seen: unknown[] = []
      client.activity$.subscribe({
        next(activity) {
          seen.push('text' in activity && activity.text)
          if (seen.length === 2) resolve(seen)
        },
        error: () => {},
      })
    })
    client.end()

    expect(texts).toEqual(['a', 'b'])
  })
})

describe('botframework-directlinejs', () => {
  test('comes back by itself after its socket dropped, and misses nothing', async () => {
    await using visitor = await connect()
    const { chat, id, online, until, seen } = visitor
    await online()
    const say = (text: string) =>
      chat.chat.say(id, { speaker: { role: 'bot' }, text, language: 'en' })
    say('before')
    await until((activities) => activities.length === 1)

    // Silent for longer than a client may be, so the server closes the stream.
    chat.clock.advance(2 * MINUTE)
    say('meanwhile')
    await until((activities) => activities.length === 2)
    say('after')
    await until((activities) => activities.length === 3)

    expect(seen.map((activity) => 'text' in activity && activity.text)).toEqual([
      'before',
      'meanwhile',
      'after',
    ])
  })

  test('is told by 403 that its token has expired', async () => {
    await using visitor = await connect()
    const { chat, client, online, post } = visitor
    await online()

    chat.clock.advance(40 * MINUTE)
    const posted = await post(HELLO)

    expect(posted).toBe('retry')
    expect(client.connectionStatus$.getValue()).toBe(ConnectionStatus.ExpiredToken)
  })
})
