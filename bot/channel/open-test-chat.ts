import { once } from 'node:events'
import { WebSocket } from 'ws'
import { createHttpApp } from '../../platform/http/app.js'
import { serveHttp } from '../../platform/http/serve.js'
import type { Id, NewId } from '../../platform/id.js'
import { silentLog } from '../../platform/log.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import type { WireActivity } from './activity.js'
import type { ActivitySet } from './activity-stream.js'
import type { ChannelWords } from './chat-deps.js'
import { CHAT_LIMITS, type ChatLimits } from './chat-limits.js'
import { DIRECT_LINE_PATH, directLineRoutes, UPLOAD_BODY } from './direct-line.js'
import { fakeChat, plainWords } from './fake-chat.js'
import { createChatTokens } from './token.js'

function countingIds(): NewId {
  let count = 0
  return <Kind extends string>(kind: Kind) =>
    `${kind}_${String(++count).padStart(12, '0')}` as Id<Kind>
}

/** The routes over a record in memory, with a clock that stands still. */
export function openTestChat(words: ChannelWords = plainWords, limits: ChatLimits = CHAT_LIMITS) {
  const clock = fixedClock()
  const newId = countingIds()
  const chat = fakeChat({ clock, newId })
  const tokens = createChatTokens('a secret of this test', clock)
  const app = createHttpApp({ log: silentLog, newId, largerBodies: [UPLOAD_BODY] })
  app.route(DIRECT_LINE_PATH, directLineRoutes({ chat, tokens, words, clock, newId, limits }))

  /** Calls one of the routes; an object is posted as JSON. */
  async function call(method: string, path: string, token?: string, body?: unknown) {
    const response = await app.request(`${DIRECT_LINE_PATH}${path}`, {
      method,
      headers: { 'accept-language': 'zh-CN', ...(token && { authorization: `Bearer ${token}` }) },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }

  /** A visitor with a token, and what a client does with it. */
  async function enter() {
    const { body } = await call('POST', '/tokens/generate')
    const { token } = body
    const id = body.conversationId as Id<'conversation'>
    const path = `/conversations/${id}`
    return {
      id,
      token: token as string,
      path,
      post: (activity: unknown) => call('POST', `${path}/activities`, token, activity),
      poll: (watermark = '') =>
        call('GET', `${path}/activities?watermark=${watermark}`, token) as Promise<{
          status: number
          body: ActivitySet
        }>,
    }
  }

  return { app, chat, clock, tokens, newId, call, enter }
}

export type TestChat = ReturnType<typeof openTestChat>

/** Serves a chat on a real port, for clients that need sockets. */
export async function serveTestChat(test: TestChat) {
  const server = await serveHttp(test.app, { host: '127.0.0.1', port: 0, grace: 100 })
  const domain = `${server.url}${DIRECT_LINE_PATH}`

  /** Opens the stream of a visitor as a client does, by the address in the answer. */
  async function stream(visitor: { path: string; token: string }, watermark = '') {
    const response = await fetch(`${domain}${visitor.path}?watermark=${watermark}`, {
      headers: { authorization: `Bearer ${visitor.token}` },
    })
    const { streamUrl } = (await response.json()) as { streamUrl: string }
    return openSocket(streamUrl)
  }

  return Object.assign(server, { domain, stream })
}

/** A socket whose frames can be awaited one after another. */
export async function openSocket(url: string) {
  const socket = new WebSocket(url)
  const frames: string[] = []
  let wake = () => {}
  socket.on('message', (data) => {
    frames.push(String(data))
    wake()
  })
  await once(socket, 'open')

  async function frame(): Promise<string> {
    while (frames.length === 0) await new Promise<void>((resolve) => (wake = resolve))
    return frames.shift() ?? ''
  }

  return {
    socket,
    frame,
    /** The next frame that has activities. */
    async activities(): Promise<readonly WireActivity[]> {
      const text = await frame()
      return (JSON.parse(text) as ActivitySet).activities
    },
    closed: once(socket, 'close').then(([code]) => code as number),
  }
}
