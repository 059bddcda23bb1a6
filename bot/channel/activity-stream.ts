import type { ConversationId, Message, Speaker } from '../../handoff/index.js'
import { type Clock, type Millis, SECOND } from '../../platform/clock.js'
import { reasonOf } from '../../platform/fault.js'
import type { NewId } from '../../platform/id.js'
import type { Language } from '../../platform/language.js'
import type { Logger } from '../../platform/log.js'
import { accountOf, messageToActivity, type Viewer, type WireActivity } from './activity.js'
import type { ChannelWords, ChatDeps } from './chat-deps.js'
import type { PassingActivity, StreamHub } from './stream-hub.js'

/** What is sent over a socket, or answered to a poll. */
export interface ActivitySet {
  readonly activities: readonly WireActivity[]
  /** The number of the newest stored message, as text: where to go on from. */
  readonly watermark: string
}

export interface ActivityStreamDeps {
  readonly chat: Pick<ChatDeps, 'messagesAfter' | 'onMessage' | 'onTyping'>
  readonly words: ChannelWords
  readonly hub: StreamHub
  readonly clock: Clock
  readonly newId: NewId
  readonly log: Logger
}

export interface StreamRequest extends Viewer {
  readonly conversation: ConversationId
  readonly language: Language
  /** Number of the last message that the client has; 0 for the whole history. */
  readonly after: number
}

export interface ActivitySink {
  send(frame: string): void
  close(): void
}

export interface ActivityStream {
  /** The client gave a sign of life. */
  heard(): void
  end(): void
}

/** Messages to a frame while catching up. */
export const PAGE = 100
/** Proxies and browsers drop a silent connection; an empty frame is Direct Line's keep-alive. */
const KEEP_ALIVE_EVERY: Millis = 20 * SECOND
/** A client sends a keep-alive each 20 seconds at most; one that missed four is gone. */
const GONE_AFTER: Millis = 90 * SECOND

/**
 * Sends a client what it has not seen, then each message as it is committed, each once and in
 * order, until `end`.
 */
export function startActivityStream(
  request: StreamRequest,
  sink: ActivitySink,
  deps: ActivityStreamDeps,
): ActivityStream {
  const { chat, words, hub, clock, newId, log } = deps
  const { conversation, language } = request
  let last = request.after
  let passed = 0
  // Collects what is committed while older messages are still being read; `null` afterwards.
  let early: Message[] | null = []
  let ended = false
  let heardAt = clock.now()

  function sendMessages(messages: readonly Message[]): void {
    const unseen = messages.filter(({ number }) => number > last)
    if (unseen.length === 0 || ended) return
    last = unseen.at(-1)?.number ?? last
    passed = 0
    send(unseen.map((message) => messageToActivity(message, request, words)))
  }

  // Its place is behind the newest message and before the next, whose number is a whole one more.
  function sendPassing(activity: PassingActivity): void {
    passed += 1
    const place = last + 1 - 1 / (1 + passed)
    send([{ ...activity, channelData: { ...activity.channelData, 'webchat:sequence-id': place } }])
  }

  function send(activities: readonly WireActivity[]): void {
    if (ended) return
    sink.send(JSON.stringify({ activities, watermark: String(last) } satisfies ActivitySet))
  }

  async function catchUp(): Promise<void> {
    for (;;) {
      const page = await chat.messagesAfter(conversation, last, PAGE)
      if (ended) return
      sendMessages(page)
      if (page.length < PAGE) break
    }
    const waiting = early ?? []
    early = null
    sendMessages(waiting)
  }

  function showTyping(speaker: Speaker): void {
    if (speaker.role === 'customer' || speaker.role === 'system') return
    sendPassing({
      type: 'typing',
      id: newId('activity'),
      timestamp: new Date(clock.now()).toISOString(),
      channelId: 'webchat',
      conversation: { id: conversation },
      from: accountOf(speaker, request, language, words),
      channelData: { kind: speaker.role },
    })
  }

  function keepAlive(): void {
    if (clock.now() - heardAt >= GONE_AFTER) {
      end()
      sink.close()
      return
    }
    sink.send('')
    cancelKeepAlive = clock.after(KEEP_ALIVE_EVERY, keepAlive)
  }

  /** A stream that cannot go on must not disturb the sender, nor other streams. */
  function guarded<Value>(work: (value: Value) => void): (value: Value) => void {
    return (value) => {
      try {
        work(value)
      } catch (cause) {
        fail(cause)
      }
    }
  }

  // The client comes back by itself and asks again from its watermark.
  function fail(cause: unknown): void {
    log.error({ event: 'stream-failed', conversation, reason: reasonOf(cause) }, 'a chat failed')
    end()
    sink.close()
  }

  function end(): void {
    ended = true
    cancelKeepAlive()
    for (const stop of stops) stop()
  }

  // Listening begins before reading, so that nothing falls between the two.
  const stops = [
    chat.onMessage(
      conversation,
      guarded((message) => {
        if (early === null) sendMessages([message])
        else early.push(message)
      }),
      fail,
    ),
    chat.onTyping(conversation, guarded(showTyping)),
    hub.join(conversation, guarded(sendPassing)),
  ]
  let cancelKeepAlive = clock.after(KEEP_ALIVE_EVERY, keepAlive)
  catchUp().catch(fail)

  return {
    end,
    heard() {
      heardAt = clock.now()
    },
  }
}
