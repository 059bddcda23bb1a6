import { describe, expect, test } from 'vitest'
import type { BotTurn, ConversationId, FileMark, Message, Session } from '../../handoff/index.js'
import { MINUTE, SECOND } from '../../platform/clock.js'
import type { StoredEvent } from '../../platform/events/event-table.js'
import { silentLog } from '../../platform/log.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import type { TurnPlan } from './plan-turn.js'
import { createReception } from './reception.js'

const QUIET = 700
const CONVERSATION = 'conversation_000000000001' as ConversationId

function planFor(texts: readonly string[], more: Partial<TurnPlan> = {}): TurnPlan {
  return { say: { text: `re ${texts.join(' ')}` }, handoff: null, trace: {}, ...more } as TurnPlan
}

/** The bot before one conversation in memory, whose record can be made to refuse. */
function openTest() {
  const clock = fixedClock()
  const stop = new AbortController()
  const listeners = new Set<(event: StoredEvent) => void>()
  const messages: Pick<Message, 'number' | 'text' | 'extras'>[] = []
  const said: string[] = []
  const state = {
    answeredThrough: 0,
    owner: 'bot' as Session['owner']['kind'],
    isFull: false,
    planFails: false,
    /** What a rule says of each message. */
    handoff: null as TurnPlan['handoff'],
    raised: [] as string[],
    /** What the bot is sure of, for who waits. */
    sure: null as string | null,
    tries: 0,
  }

  async function store(turn: BotTurn) {
    state.tries++
    if (state.isFull) throw new Error('the disk is full')
    state.answeredThrough = turn.answeredThrough
    said.push(turn.say.text)
    return { ok: true, message: {} as Message } as const
  }

  const reception = createReception(
    {
      store: {
        listen(listener) {
          listeners.add(listener)
          return () => listeners.delete(listener)
        },
      },
      conversations: {
        session: async () =>
          ({
            owner: { kind: state.owner, turn: 1 },
            answeredThrough: state.answeredThrough,
          }) as Session,
        unanswered: async () =>
          messages.filter(({ number }) => number > state.answeredThrough) as Message[],
        sendAsBot: store,
        sessionsToAnswer: async () => [{ conversation: CONVERSATION } as Session],
      },
      handOver: store,
      relay: { typing: () => {} },
      standing: async () => ({
        circumstances: { value: 'ordinary', emergencies: [] },
        customer: null,
      }),
      async plan({ texts }) {
        if (state.planFails) throw new Error('no index')
        return planFor(texts, { handoff: state.handoff })
      },
      async raiseCase(_session, { rule, text }) {
        state.raised.push(`${rule}: ${text}`)
        return true
      },
      outranks: () => false,
      sayMeanwhile: async () => (state.sure === null ? null : { text: state.sure, extras: {} }),
      planForFiles: ({ files }) => planFor(files),
      planForFailure: () =>
        planFor([], { say: { text: 'a person', extras: {} }, handoff: {} as TurnPlan['handoff'] }),
      clock,
      log: silentLog,
      quiet: QUIET,
    },
    stop.signal,
  )

  return {
    reception,
    state,
    said,
    stop,
    write(text: string, files: readonly string[] = []) {
      const marks = files.map((name) => ({ name }) as FileMark)
      const number = messages.push({
        number: messages.length + 1,
        text,
        extras: { files: marks },
      })
      const data = { role: 'customer' }
      const event = { number, at: 0, topic: CONVERSATION, name: 'message-added', data }
      for (const listener of listeners) listener(event)
    },
    /** Lets time pass, and what falls due come to its end. */
    async pass(time: number) {
      clock.advance(time)
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

describe('the reception', () => {
  test('counts who waits, from their first word to the end of the turn', async () => {
    const bot = openTest()
    const counts = [bot.reception.unanswered()]

    bot.write('你好')
    counts.push(bot.reception.unanswered())
    await bot.pass(QUIET)
    await bot.pass(0)
    counts.push(bot.reception.unanswered())

    expect(counts).toEqual([0, 1, 0])
  })

  test('answers once when several messages come in quick succession', async () => {
    const bot = openTest()

    bot.write('你好')
    await bot.pass(QUIET - 1)
    bot.write('多久发货')
    await bot.pass(QUIET - 1)
    expect(bot.said).toEqual([])
    await bot.pass(1)

    expect(bot.said).toEqual(['re 你好 多久发货'])
  })

  test('says nothing to who waits for a person, and makes them urgent when a rule does', async () => {
    const bot = openTest()
    bot.state.owner = 'queue'

    bot.write('好的，我等')
    await bot.pass(QUIET)
    expect(bot.state.raised).toEqual([])
    bot.state.handoff = { rule: 'low-confidence', urgency: 'normal' } as TurnPlan['handoff']
    bot.write('还要多久')
    await bot.pass(QUIET)
    expect(bot.state.raised).toEqual([])
    bot.state.handoff = { rule: 'anger', urgency: 'urgent' } as TurnPlan['handoff']
    bot.write('等了一小时，太过分了')
    await bot.pass(QUIET)

    expect(bot.state.raised).toEqual(['anger: re 等了一小时，太过分了'])
    expect(bot.said).toEqual([])
  })

  test('says what it is sure of to who waits, and leaves what they wrote for the person', async () => {
    const bot = openTest()
    bot.state.owner = 'queue'

    bot.state.sure = '保修两年。'
    bot.write('保修多久')
    await bot.pass(QUIET)

    expect(bot.said).toEqual(['保修两年。'])
    expect(bot.state.answeredThrough).toBe(0)
  })

  test('says something to files without a word, and answers the words of those with some', async () => {
    const bot = openTest()

    bot.write('', ['photo.jpg'])
    bot.write('', ['bill.pdf'])
    await bot.pass(QUIET)
    bot.write('', ['photo.jpg'])
    bot.write('杯子碎了')
    await bot.pass(QUIET)

    expect(bot.said).toEqual(['re photo.jpg bill.pdf', 're 杯子碎了'])
  })

  test('passes to a person when the turn breaks', async () => {
    const bot = openTest()
    bot.state.planFails = true

    bot.write('多久发货')
    await bot.pass(QUIET)

    expect(bot.said).toEqual(['a person'])
  })

  test('tries again until a turn can be stored, ever more slowly, and answers once', async () => {
    const bot = openTest()
    bot.state.isFull = true
    bot.write('多久发货')
    await bot.pass(QUIET)

    for (const wait of [5 * SECOND, 10 * SECOND, 20 * SECOND, 40 * SECOND, MINUTE, MINUTE]) {
      const { tries } = bot.state
      await bot.pass(wait - 1)
      expect(bot.state.tries).toBe(tries)
      await bot.pass(1)
      expect(bot.state.tries).toBe(tries + 1)
    }
    bot.state.isFull = false
    await bot.pass(MINUTE)
    await bot.pass(10 * MINUTE)

    expect(bot.said).toEqual(['re 多久发货'])
  })

  test('does not let who writes again wait for the next try', async () => {
    const bot = openTest()
    bot.state.isFull = true
    bot.write('多久发货')
    await bot.pass(QUIET)
    bot.state.isFull = false

    bot.write('在吗')
    await bot.pass(QUIET)
    await bot.pass(MINUTE)

    expect(bot.said).toEqual(['re 多久发货 在吗'])
  })

  test('says nothing where a person is the owner', async () => {
    const bot = openTest()
    bot.state.owner = 'agent'

    bot.write('多久发货')
    await bot.pass(QUIET)

    expect(bot.said).toEqual([])
  })

  test('takes up at the start what was left unanswered', async () => {
    const bot = openTest()
    bot.write('多久发货')
    await bot.reception.resume()

    await bot.pass(0)
    await bot.pass(QUIET)

    expect(bot.said).toEqual(['re 多久发货'])
  })

  test('tries nothing more after it was closed', async () => {
    const bot = openTest()
    bot.state.isFull = true
    bot.write('多久发货')
    await bot.pass(QUIET)

    await bot.reception.close()
    await bot.pass(10 * MINUTE)

    expect(bot.state.tries).toBe(1)
  })
})
