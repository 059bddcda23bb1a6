import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'

const DIRECT_LINE = '/directline/v3/directline/conversations'

/** How soon a client tries again what did not work; a browser waits longer. */
const AGAIN = 100

/** One message as its sender saw it; times by the machine's clock, `null` when it did not happen. */
export interface SentMessage {
  /** The `clientActivityID`, the same at each try. */
  readonly key: string
  readonly conversation: string
  readonly postedAt: number
  /** The id that the service gave it: from here on it may not be lost. */
  id: string | null
  echoAt: number | null
  replyAt: number | null
  /** How often the service asked to wait. */
  refusals: number
  /** Refusals without a sentence or without `Retry-After`, and errors of the program. */
  rudeRefusals: number
}

/** What one customer sent and was shown. */
export interface ChatRecord {
  readonly conversation: string
  readonly sent: readonly SentMessage[]
  /** Ids of all that the stream brought, in order. */
  readonly shown: readonly string[]
  readonly reconnects: number
  /** How often its token had expired and it took a new one, as the page does. */
  readonly renewals: number
}

export interface ChatClient {
  /** Whether its last message has its answer, or was given up. */
  isFree(): boolean
  /** Posts until it is stored; a refusal is final unless `insists`. */
  say(text: string, options: { readonly insists: boolean }): Promise<void>
  record(): ChatRecord
  close(): void
}

interface WireMessage {
  readonly type: string
  readonly id: string
  readonly channelData: {
    readonly kind?: string
    readonly clientActivityID?: string
  }
}

/** Connections that leave from `address`, so that many visitors are not one address. */
export function agentFrom(address: string): Agent {
  return new Agent({ keepAlive: true, localAddress: address })
}

/** Enters by the page's token, opens the stream, and comes back from its watermark when it breaks. */
export async function enterAsClient(url: string, agent: Agent): Promise<ChatClient> {
  const start = await call(agent, 'POST', `${url}/chat/token`, {}, { language: 'zh-Hans' })
  if (start.status !== 200) throw new Error(`No token: ${start.status} ${start.text}`)
  const { token, conversationId } = JSON.parse(start.text) as Record<string, string>
  if (!token || !conversationId) throw new Error(`No token in ${start.text}`)
  let authorization = { authorization: `Bearer ${token}` }
  const sent: SentMessage[] = []
  const shown: string[] = []
  const byKey = new Map<string, SentMessage>()
  let watermark = ''
  let isOver = false
  let reconnects = 0
  let renewals = 0
  let socket: WebSocket | undefined

  function show({ type, id, channelData }: WireMessage): void {
    if (type !== 'message') return
    shown.push(id)
    const at = Date.now()
    const own = byKey.get(channelData.clientActivityID ?? '')
    if (own) own.echoAt ??= at
    if (channelData.kind !== 'bot') return
    for (const message of sent) if (message.echoAt !== null) message.replyAt ??= at
  }

  /** The visitor is known by their cookie, so the conversation is the same. */
  async function renew(): Promise<void> {
    const cookie = { cookie: start.cookie }
    const again = await call(agent, 'POST', `${url}/chat/token`, cookie, { language: 'zh-Hans' })
    const fresh = JSON.parse(again.text) as Record<string, string>
    if (again.status !== 200 || fresh['conversationId'] !== conversationId) {
      throw new Error(`Not let in again: ${again.status} ${again.text}`)
    }
    renewals++
    authorization = { authorization: `Bearer ${fresh['token']}` }
  }

  async function connect(): Promise<void> {
    const path = `${url}${DIRECT_LINE}/${conversationId}?watermark=${watermark}`
    const { status, text } = await call(agent, 'GET', path, authorization)
    if (status === 403) await renew()
    if (status !== 200) throw new Error(`No stream: ${status} ${text}`)
    const opened = new WebSocket((JSON.parse(text) as { streamUrl: string }).streamUrl)
    opened.on('error', () => {})
    opened.on('message', (data) => {
      const frame = String(data)
      if (frame === '') return
      const set = JSON.parse(frame) as { activities: WireMessage[]; watermark?: string }
      for (const activity of set.activities) show(activity)
      if (set.watermark) watermark = set.watermark
    })
    opened.once('close', () => {
      if (!isOver && opened === socket) void comeBack()
    })
    await once(opened, 'open')
    socket = opened
    // It may have been closed before anybody looked.
    if (opened.readyState > WebSocket.OPEN) void comeBack()
  }

  async function comeBack(): Promise<void> {
    reconnects++
    socket = undefined
    while (!isOver) {
      const back = await connect().then(
        () => true,
        () => false,
      )
      if (back) return
      await sleep(AGAIN)
    }
  }

  await connect()
  // What a browser's client does each 20 s, so that it is not taken for gone.
  const alive = setInterval(() => {
    if (socket?.readyState === WebSocket.OPEN) socket.send('')
  }, 20_000)

  return {
    isFree: () => {
      const last = sent.at(-1)
      return last === undefined || last.replyAt !== null || (last.id === null && last.refusals > 0)
    },
    async say(text, { insists }) {
      const key = `${conversationId} ${sent.length}`
      const message: SentMessage = {
        ...{ key, conversation: conversationId, postedAt: Date.now() },
        ...{ id: null, echoAt: null, replyAt: null, refusals: 0, rudeRefusals: 0 },
      }
      sent.push(message)
      byKey.set(key, message)
      const body = {
        type: 'message',
        text,
        locale: 'zh-Hans',
        channelData: { clientActivityID: key },
      }
      while (!isOver) {
        const path = `${url}${DIRECT_LINE}/${conversationId}/activities`
        const answer = await call(agent, 'POST', path, authorization, body).catch(() => undefined)
        if (answer?.status === 200) {
          message.id = (JSON.parse(answer.text) as { id: string }).id
          return
        }
        if (answer && (answer.status === 429 || answer.status >= 500)) {
          message.refusals++
          if (answer.status === 500 || !answer.isPolite) message.rudeRefusals++
          if (!insists) return
        } else if (answer?.status === 403) {
          await renew()
        } else if (answer) {
          throw new Error(`Not taken: ${answer.status} ${answer.text}`)
        }
        await sleep(AGAIN)
      }
    },
    record: () => ({ conversation: conversationId, sent, shown, reconnects, renewals }),
    close() {
      isOver = true
      clearInterval(alive)
      socket?.terminate()
    },
  }
}

interface Answer {
  readonly status: number
  readonly text: string
  /** It has a sentence for people, and says when to come again. */
  readonly isPolite: boolean
  /** What it wants to be told again. */
  readonly cookie: string
}

function call(
  agent: Agent,
  method: string,
  url: string,
  headers: Record<string, string>,
  body?: unknown,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const json = { accept: 'application/json', 'content-type': 'application/json' }
    const sending = request(
      url,
      { method, agent, headers: { ...json, ...headers } },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part) => {
          text += part
        })
        response.on('error', reject)
        response.on('end', () => {
          const isPolite =
            response.headers['retry-after'] !== undefined && /"message":"[^"]{10,}"/.test(text)
          const [given = ''] = response.headers['set-cookie'] ?? []
          const cookie = given.split(';')[0] ?? ''
          resolve({ status: response.statusCode ?? 0, text, isPolite, cookie })
        })
      },
    )
    sending.on('error', reject)
    sending.end(body === undefined ? undefined : JSON.stringify(body))
  })
}
