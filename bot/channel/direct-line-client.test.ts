import { type Activity, ConnectionStatus, DirectLine } from 'botframework-directlinejs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { MINUTE } from '../../platform/clock.js'
import { fetchAjax } from './fetch-ajax.js'
import { openTestChat, serveTestChat } from './open-test-chat.js'
import { SAMPLE_FILES } from './sample-files.js'

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

  test('sends files with words and without, and sees them again, but not their bytes', async () => {
    await using visitor = await connect(options)
    const { chat, post, until, seen } = visitor
    const attach = (name: string, content: Buffer) => ({
      name,
      // What the client believes; nobody else does.
      contentType: 'text/html',
      contentUrl: `data:;base64,${content.toString('base64')}`,
      thumbnailUrl: 'data:image/jpeg;base64,AA',
    })
    const { png, pdf } = SAMPLE_FILES

    const posted = await post({ ...HELLO, attachments: [attach('a.png', png())] })
    await post({
      ...HELLO,
      text: '',
      attachments: [attach('a.png', png()), attach('a.png', pdf())],
      channelData: { clientActivityID: 'c2' },
    })
    await until((activities) => activities.length === 2)

    const size = png().length
    expect(seen).toMatchObject([
      {
        id: posted,
        text: '在吗',
        channelData: { clientActivityID: 'c1' },
        attachments: [{ name: 'a.png', contentType: 'image/png', content: { size } }],
      },
      {
        channelData: { clientActivityID: 'c2' },
        // The client makes their names differ.
        attachments: [
          { name: 'a.png', contentType: 'image/png' },
          { name: 'a (1).png', contentType: 'application/pdf' },
        ],
      },
    ])
    expect(JSON.stringify(seen)).not.toMatch(/contentUrl|thumbnailUrl/)
    expect(chat.chat.contents.map((content) => Buffer.from(content))).toEqual([png(), png(), pdf()])
  })

  test('is told in the answer why a file was refused', async () => {
    await using visitor = await connect(options)
    const content = SAMPLE_FILES.html().toString('base64')
    const contentUrl = `data:;base64,${content}`

    const refused = visitor.post({
      ...HELLO,
      attachments: [{ name: 'photo.jpg', contentType: 'image/jpeg', contentUrl }],
    })

    await expect(refused).rejects.toMatchObject({
      status: 415,
      response: { error: { code: 'wrong-type', message: 'file-wrong-type zh-Hans' } },
    })
    expect(visitor.chat.chat.messages).toEqual([])
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
