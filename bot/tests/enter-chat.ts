import { type Activity, ConnectionStatus, DirectLine } from 'botframework-directlinejs'
import { WebSocket } from 'ws'
import { type Millis, SECOND } from '../../platform/clock.js'
import type { Language } from '../../platform/language.js'
import type { WireActivity } from '../channel/activity.js'
import { DIRECT_LINE_PATH } from '../channel/direct-line.js'
import { fetchAjax } from '../channel/fetch-ajax.js'
import type { ChatStart } from '../channel/start-chat.js'

export interface EnterOptions {
  readonly language?: Language
  /** What the shop's page gives for whoever is signed in. */
  readonly identity?: string
  /** Asks again and again instead of holding a socket. */
  readonly polling?: boolean
}

/** Far above what anything takes, far below the limit of a test, so that a failure says what was missing. */
const PATIENCE: Millis = 45 * SECOND

const POST_AGAIN: Millis = 200

/** A customer who came by the shop's page, with Microsoft's client. */
export interface Customer extends Disposable {
  readonly conversation: string
  readonly token: string
  /** All that arrived, in the order in which it did. */
  readonly seen: readonly WireActivity[]
  /** Posts once. Resolves with the id of what was stored, or with "retry". */
  post(activity: object): Promise<string>
  /** Writes a message, and posts it again until it is stored or refused, as the page does. */
  say(text: string): Promise<string>
  /** Writes a message and waits for the bot's answer to it. */
  ask(text: string): Promise<WireActivity>
  /** The first that arrived, or will arrive, behind the first `from` ones and is `wanted`. */
  next(wanted: (activity: WireActivity) => boolean, from?: number): Promise<WireActivity>
  isOnline(): boolean
}

export async function enterChat(url: string, options: EnterOptions = {}): Promise<Customer> {
  const { language = 'zh-Hans', polling = false } = options
  const { token, conversationId } = await takeToken(url, language, options.identity)
  // The client asks the global scope whether there are sockets at all; Node 20 has none.
  if (!('WebSocket' in globalThis)) Object.assign(globalThis, { WebSocket })
  const client = new DirectLine({
    domain: `${url}${DIRECT_LINE_PATH}`,
    token,
    conversationId,
    ajax: fetchAjax(),
    ...(polling && { webSocket: false, pollingInterval: 200 }),
  })
  // Undocumented, as the page sets them: how soon it comes back after a drop.
  Object.assign(client, {
    getRetryDelay: () => 100,
    timeout: 500,
    retries: Number.MAX_SAFE_INTEGER,
  })
  const seen: WireActivity[] = []
  const checks = new Set<() => void>()
  client.activity$.subscribe({
    next(activity) {
      seen.push(activity as unknown as WireActivity)
      for (const check of checks) check()
    },
    error: () => {},
  })
  let written = 0

  const customer: Customer = {
    conversation: conversationId,
    token,
    seen,
    post: (activity) =>
      new Promise((resolve, reject) => {
        client
          .postActivity({ from: { id: 'me' }, ...activity } as Activity)
          .subscribe(resolve, reject)
      }),
    async say(text) {
      written++
      const channelData = { clientActivityID: `${conversationId} ${written}` }
      for (;;) {
        const id = await customer.post({ type: 'message', text, locale: language, channelData })
        if (id !== 'retry') return id
        await new Promise((resolve) => setTimeout(resolve, POST_AGAIN))
      }
    },
    async ask(text) {
      const from = seen.length
      await customer.say(text)
      return customer.next(isFrom('bot'), from)
    },
    next: (wanted, from = 0) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const found = seen.slice(from).find(wanted)
          if (!found) return
          settle()
          resolve(found)
        }
        const settle = () => {
          checks.delete(check)
          clearTimeout(timer)
        }
        const timer = setTimeout(() => {
          settle()
          const texts = seen.slice(from).map(({ type, text = type }) => text)
          reject(new Error(`Not among what arrived: ${JSON.stringify(texts, null, 2)}`))
        }, PATIENCE)
        checks.add(check)
        check()
      }),
    isOnline: () => client.connectionStatus$.getValue() === ConnectionStatus.Online,
    [Symbol.dispose]: () => client.end(),
  }
  return customer
}

/** Asks for a token as the shop's page does. */
export async function takeToken(
  url: string,
  language: Language,
  identity?: string,
): Promise<ChatStart & { readonly identity?: unknown }> {
  const response = await fetch(`${url}/chat/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ language, identity }),
  })
  return (await response.json()) as ChatStart & { readonly identity?: unknown }
}

/** Picks messages by who speaks; the customer's own echo has no kind. */
export function isFrom(kind: 'bot' | 'agent' | 'system' | undefined) {
  return (activity: WireActivity) =>
    activity.type === 'message' && activity.channelData.kind === kind
}

/** Picks messages that hold these words. */
export function says(words: string) {
  return (activity: WireActivity) => activity.text?.includes(words) ?? false
}

/** What the sample shop's page says of whoever signs in there, by the shop's id. */
export async function identityOf(url: string, customer: string): Promise<string> {
  const entered = await fetch(`${url}/sample-shop/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ customer, lang: 'en' }),
    redirect: 'manual',
  })
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
  const response = await fetch(`${url}/sample-shop/identity`, { headers: { cookie } })
  const { token } = (await response.json()) as { readonly token: string }
  return token
}
