import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { SECOND } from '../../platform/clock.js'
import type { Id } from '../../platform/id.js'
import { openTestChat, serveTestChat } from './open-test-chat.js'

const AGENT = {
  role: 'agent',
  agent: 'agent_000000000001' as Id<'agent'>,
  name: '陈晨',
} as const

function bot(text: string) {
  return { speaker: { role: 'bot' }, text, language: 'zh-Hans' } as const
}

describe('the stream', () => {
  test('first brings what was missed, then what comes, each once', async () => {
    const chat = openTestChat()
    await using server = await serveTestChat(chat)
    const visitor = await chat.enter()
    for (let i = 1; i <= 250; i++) chat.chat.say(visitor.id, bot(`${i}`))

    const { activities } = await server.stream(visitor)
    const seen: (string | undefined)[] = []
    while (seen.length < 250) seen.push(...(await activities()).map(({ text }) => text))
    chat.chat.say(visitor.id, bot('251'))
    seen.push(...(await activities()).map(({ text }) => text))

    expect(seen).toEqual(Array.from({ length: 251 }, (_, i) => `${i + 1}`))
  })

  test('goes on behind the watermark', async () => {
    const chat = openTestChat()
    await using server = await serveTestChat(chat)
    const visitor = await chat.enter()
    chat.chat.say(visitor.id, bot('seen'))
    const { number } = chat.chat.say(visitor.id, bot('seen too'))
    chat.chat.say(visitor.id, bot('missed'))

    const { frame } = await server.stream(visitor, String(number))

    expect(JSON.parse(await frame())).toMatchObject({
      activities: [{ text: 'missed' }],
      watermark: String(number + 3),
    })
  })

  test('says nothing of other conversations', async () => {
    const chat = openTestChat()
    await using server = await serveTestChat(chat)
    const [mine, theirs] = [await chat.enter(), await chat.enter()]
    const { activities } = await server.stream(mine)

    chat.chat.say(theirs.id, bot('for them'))
    chat.chat.say(mine.id, bot('for me'))

    expect(await activities()).toMatchObject([{ text: 'for me' }])
  })

  test('shows who is typing, between the messages and in a growing order', async () => {
    const chat = openTestChat()
    await using server = await serveTestChat(chat)
    const visitor = await chat.enter()
    const { activities } = await server.stream(visitor)

    chat.chat.say(visitor.id, bot('first'))
    const shown = [...(await activities())]
    for (const speaker of [{ role: 'bot' }, AGENT] as const) {
      chat.chat.showTyping(visitor.id, speaker)
      shown.push(...(await activities()))
    }
    chat.chat.say(visitor.id, bot('second'))
    shown.push(...(await activities()))

    expect(shown).toMatchObject([
      { type: 'message' },
      { type: 'typing', from: { id: 'bot', role: 'bot' } },
      { type: 'typing', from: { id: AGENT.agent, name: '陈晨' }, channelData: { kind: 'agent' } },
      { type: 'message' },
    ])
    const places = shown.map(({ channelData }) => channelData['webchat:sequence-id'])
    expect(places).toEqual([...new Set(places)].sort((a, b) => a - b))
    expect((await visitor.poll()).body.activities).toHaveLength(2)
  })

  test.each([
    ['typing', { type: 'typing' }],
    [
      'message',
      {
        type: 'message',
        value: {
          kind: 'survey',
          survey: 'survey_000000000001',
          speed: 5,
          attitude: 5,
          solution: 5,
        },
      },
    ],
    ['event', { type: 'event', name: 'webchat/join' }],
  ])('echoes a %s that is not stored, or the client would wait', async (type, activity) => {
    const chat = openTestChat()
    await using server = await serveTestChat(chat)
    const visitor = await chat.enter()
    const { activities } = await server.stream(visitor)

    const { body } = await visitor.post({ ...activity, channelData: { clientActivityID: 'c1' } })

    expect(await activities()).toMatchObject([
      { type, id: body.id, from: { role: 'user' }, channelData: { clientActivityID: 'c1' } },
    ])
    expect(chat.chat.messages).toEqual([])
  })

  test('echoes a retry under its new name, with the id of what is stored', async () => {
    const chat = openTestChat()
    await using server = await serveTestChat(chat)
    const visitor = await chat.enter()
    const { activities } = await server.stream(visitor)
    const post = (clientActivityID: string) =>
      visitor.post({
        type: 'message',
        text: '在吗',
        channelData: { clientActivityID, sendId: 's' },
      })

    const { body } = await post('c1')
    const first = await activities()
    await post('c2')
    const again = await activities()

    expect(first).toMatchObject([{ id: body.id, channelData: { clientActivityID: 'c1' } }])
    expect(again).toMatchObject([
      { id: body.id, text: '在吗', channelData: { clientActivityID: 'c2' } },
    ])
  })

  test('sends an empty frame each 20 seconds, and drops a client that never does', async () => {
    const chat = openTestChat()
    await using server = await serveTestChat(chat)
    const { socket, frame, closed } = await server.stream(await chat.enter())

    chat.clock.advance(20 * SECOND)
    expect(await frame()).toBe('')
    socket.send('')
    chat.clock.advance(100 * SECOND)

    expect(await closed).toBe(1001)
  })

  test('that fails is closed, and whoever spoke hears nothing of it', async () => {
    const broken = () => {
      throw new Error('no words')
    }
    const chat = openTestChat({ botName: broken, say: broken })
    await using server = await serveTestChat(chat)
    const visitor = await chat.enter()
    const { activities, closed } = await server.stream(visitor)
    const posted = await visitor.post({ type: 'message', text: '在吗' })
    await activities()

    chat.chat.say(visitor.id, bot('在的'))

    expect(posted.status).toBe(200)
    expect(await closed).toBe(1001)
  })

  test('that lost a message is closed, and has it when the client comes back', async () => {
    const chat = openTestChat()
    await using server = await serveTestChat(chat)
    const visitor = await chat.enter()
    const { activities, closed } = await server.stream(visitor)
    const before = chat.chat.say(visitor.id, bot('一'))
    await activities()

    chat.chat.sayUnread(visitor.id, bot('二'))

    expect(await closed).toBe(1001)
    const again = await server.stream(visitor, String(before.number))
    expect(await again.activities()).toMatchObject([{ text: '二' }])
  })

  test('stops listening when the client leaves', async () => {
    const chat = openTestChat()
    await using server = await serveTestChat(chat)
    const visitor = await chat.enter()
    const first = await server.stream(visitor)

    first.socket.close()
    await first.closed
    const others = await Promise.all(Array.from({ length: 8 }, () => server.stream(visitor)))

    expect(others).toHaveLength(8)
  })
})

describe('a stream is refused', () => {
  async function statusOf(url: string): Promise<number> {
    const socket = new WebSocket(url)
    const [, response] = await once(socket, 'unexpected-response')
    return response.statusCode
  }

  async function streamUrl(domain: string, visitor: { path: string; token: string }) {
    const response = await fetch(`${domain}${visitor.path}`, {
      headers: { authorization: `Bearer ${visitor.token}` },
    })
    return ((await response.json()) as { streamUrl: string }).streamUrl
  }

  test('when its ticket is older than a minute', async () => {
    const chat = openTestChat()
    await using server = await serveTestChat(chat)
    const url = await streamUrl(server.domain, await chat.enter())

    chat.clock.advance(60 * SECOND)

    expect(await statusOf(url)).toBe(403)
  })

  test('without a ticket, and with the token that is for requests', async () => {
    const chat = openTestChat()
    await using server = await serveTestChat(chat)
    const visitor = await chat.enter()
    const url = (await streamUrl(server.domain, visitor)).replace(/t=.*/, 't=')

    expect(await statusOf(url)).toBe(401)
    expect(await statusOf(`${url}${visitor.token}`)).toBe(401)
  })

  test('for another conversation', async () => {
    const chat = openTestChat()
    await using server = await serveTestChat(chat)
    const [mine, theirs] = [await chat.enter(), await chat.enter()]
    const url = await streamUrl(server.domain, mine)

    expect(await statusOf(url.replace(mine.id, theirs.id))).toBe(404)
  })

  test('in the ninth tab', async () => {
    const chat = openTestChat()
    await using server = await serveTestChat(chat)
    const visitor = await chat.enter()
    await Promise.all(Array.from({ length: 8 }, () => server.stream(visitor)))

    expect(await statusOf(await streamUrl(server.domain, visitor))).toBe(429)
  })

  test('when it is no socket at all', async () => {
    const chat = openTestChat()
    const { path } = await chat.enter()

    expect((await chat.call('GET', `${path}/stream`)).status).toBe(400)
  })
})
