import {
  type BotTurn,
  type ConversationId,
  createConversations,
  EMPTY_MEMORY,
  handoffMigrations,
  type Message,
  saveAddress,
} from '../../../handoff/index.js'
import { createDueTimer } from '../../../platform/due/due-timer.js'
import { newId } from '../../../platform/id.js'
import { silentLog } from '../../../platform/log.js'
import { type FixedClock, fixedClock } from '../../../platform/testing/fixed-clock.js'
import { openTestStore } from '../../../platform/testing/open-test-store.js'
import type { Address, Channel, Outbound } from '../channel.js'
import { createCourier } from './courier.js'

/** A channel that keeps what it took, and does what a test says. */
export function scriptedChannel() {
  const taken: { readonly to: unknown; readonly text: string }[] = []
  const channel = {
    id: 'teams' as const,
    taken,
    texts: () => taken.map(({ text }) => text),
    /** What happens instead of taking it; it may throw, or wait. */
    before: async (_to: Address, _message: Outbound): Promise<void> => {},
    /** What happens when it is taken, and before the answer arrives. */
    after: async (_to: Address, _message: Outbound): Promise<void> => {},
    async send(to: Address, message: Outbound) {
      await channel.before(to, message)
      taken.push({ to: to['user'], text: message.text })
      await channel.after(to, message)
      return { id: `sent-${taken.length}` }
    },
    async typing() {},
  }
  return channel satisfies Channel
}

/** Conversations over a real database, and couriers that can be ended and begun again. */
export async function openTestCourier(clock: FixedClock = fixedClock()) {
  const store = await openTestStore([handoffMigrations], clock)
  const channel = scriptedChannel()
  const conversations = createConversations({
    store,
    clock,
    newId,
    keptLine: () => 'kept',
    backToBot: () => ({ title: 'back', value: 'back' }),
    isBackToBot: () => false,
    backLine: () => 'back',
    ratedLine: () => 'rated',
    askSurvey: async () => {},
  })

  async function open(user: string, options: { channel?: 'teams' | 'webchat' } = {}) {
    const { channel: which = 'teams' } = options
    const { id } = await conversations.open(which, user, 'zh-Hans')
    if (which === 'teams') await saveAddress(store.db, id, { user })
    await conversations.receive(id, { channelId: `${user}-1`, text: 'hello' })
    return id
  }

  /** The bot says something in a conversation; it is committed when this returns. */
  async function say(conversation: ConversationId, text: string): Promise<Message> {
    const session = await conversations.session(conversation)
    if (!session) throw new Error('No session is open.')
    const trace = { question: '', signals: [], rules: [], passages: [], probability: null }
    const turn: BotTurn = {
      session,
      answeredThrough: session.answeredThrough,
      language: 'zh-Hans',
      memory: EMPTY_MEMORY,
      trace: { ...trace, decision: 'answer' },
      say: { text },
    }
    const sent = await conversations.sendAsBot(turn)
    if (!sent.ok) throw new Error(`The bot was refused: ${sent.refusal}.`)
    return sent.message
  }

  /** A courier as a process has it. Ending it waits for what is under way. */
  function start() {
    const timer = createDueTimer({
      clock,
      report(_source, cause) {
        throw cause
      },
    })
    const courier = createCourier({ store, clock, log: silentLog, channels: { teams: channel } })
    const end = courier.follow(timer.register(courier).look)
    return {
      async [Symbol.asyncDispose]() {
        await end()
        await timer[Symbol.asyncDispose]()
      },
    }
  }

  const rows = () => store.db.selectFrom('delivery').selectAll().orderBy('message_number').execute()

  /** Waits until all that is due has been tried; a few milliseconds go by. */
  async function settled(): Promise<void> {
    for (let quiet = 0; quiet < 8; ) {
      const before = JSON.stringify([await rows(), channel.taken.length])
      clock.advance(1)
      await new Promise((resolve) => setImmediate(resolve))
      quiet = before === JSON.stringify([await rows(), channel.taken.length]) ? quiet + 1 : 0
    }
  }

  return {
    store,
    clock,
    channel,
    conversations,
    open,
    say,
    start,
    rows,
    settled,
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  }
}
