import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../platform/clock.js'
import { sql } from '../../platform/db/kysely.js'
import type { Listener } from '../../platform/events/store.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { openTestStore } from '../../platform/testing/open-test-store.js'
import { createMailbox } from '../desk/mailbox.js'
import { openTestDesk } from '../tests/open-test-desk.js'
import type { ConversationId, Message } from './message.js'
import { createMessageRelay } from './message-relay.js'
import { latestMessages } from './message-table.js'

describe('a conversation', () => {
  test('is the same one when its visitor comes back', async () => {
    await using desk = await openTestDesk()

    const again = await desk.conversations.open('webchat', 'visitor-1', 'en')
    const other = await desk.conversations.open('webchat', 'visitor-2', 'en')

    expect(again.id).toBe(desk.conversation.id)
    expect(other.id).not.toBe(desk.conversation.id)
  })

  test('belongs to the one customer whom the shop vouches for, on each channel', async () => {
    await using desk = await openTestDesk()
    const li = { shopId: 'qw-1001', name: '李雯', email: 'li@mail.example' } as const

    const first = await desk.conversations.open('webchat', 'customer:qw-1001', 'zh-Hans', li)
    const again = await desk.conversations.open('webchat', 'customer:qw-1001', 'en', {
      shopId: 'qw-1001',
      name: '李文',
      value: 'valued',
    })
    const teams = await desk.conversations.open('teams', 'user-7', 'en', { shopId: 'qw-1001' })
    const other = await desk.conversations.open('webchat', 'visitor-2', 'en')

    expect(again.id).toBe(first.id)
    expect(teams.id).not.toBe(first.id)
    expect(teams.customer).toBe(first.customer)
    expect(other.customer).not.toBe(first.customer)
    expect(await desk.conversations.customer(first.id)).toMatchObject({
      shopId: 'qw-1001',
      name: '李文',
      email: 'li@mail.example',
      facts: { value: 'valued' },
    })
    expect(await desk.conversations.customer(other.id)).toMatchObject({ shopId: null, name: '' })
  })

  test('stores a message once for each id of the channel', async () => {
    await using desk = await openTestDesk()
    const incoming = { channelId: 'same', text: '在吗' }

    const [first, second] = await Promise.all([
      desk.conversations.receive(desk.conversation.id, incoming),
      desk.conversations.receive(desk.conversation.id, incoming),
    ])

    expect(first.duplicate).toBe(false)
    expect(second.duplicate).toBe(true)
    expect(second.message.id).toBe(first.message.id)
    expect(await desk.texts()).toEqual(['customer: 在吗'])
  })

  test('that does not exist is a fault', async () => {
    await using desk = await openTestDesk()

    const received = desk.conversations.receive('conversation_x' as ConversationId, {
      channelId: 'a',
      text: 'hello',
    })

    await expect(received).rejects.toMatchObject({ code: 'not-found' })
  })

  test('closes a silent session of the bot, and opens a fresh one at the next word', async () => {
    const clock = fixedClock()
    await using desk = await openTestDesk({ clock })
    await desk.write('你好')
    const turn = await desk.botTurn('您好')
    const skill = { name: 'start-return', slots: { order: 'QW1' }, titles: {}, asking: 'item' }
    await desk.conversations.sendAsBot({
      ...turn,
      memory: { ...turn.memory, skill: { ...skill, asked: {}, choices: [] } },
    })
    const first = await desk.session()
    clock.advance(31 * MINUTE)

    const closed = await desk.conversations.closeSilent(clock.now() - 30 * MINUTE)
    await desk.write('再问一下')

    expect(closed).toBe(1)
    expect(first.memory.skill?.slots).toEqual({ order: 'QW1' })
    const fresh = await desk.session()
    expect(fresh.id).not.toBe(first.id)
    expect(fresh.memory.skill).toBeUndefined()
  })

  test('stays open over any silence while a message in it is unanswered', async () => {
    const clock = fixedClock()
    await using desk = await openTestDesk({ clock })
    await desk.write('多久发货')
    clock.advance(31 * MINUTE)

    const closed = await desk.conversations.closeSilent(clock.now() - 30 * MINUTE)

    expect(closed).toBe(0)
    expect(await desk.conversations.oldestOpenMessage()).toBeUndefined()
    expect(await desk.conversations.sessionsToAnswer()).toHaveLength(1)
  })

  test('is answered without reading what others wrote', async () => {
    await using desk = await openTestDesk()
    const { id } = desk.conversation
    const question = sql<{ detail: string }>`
      explain query plan select * from message where session_id = ${id} and number > 0`

    const { rows } = await question.execute(desk.store.db)

    expect(rows[0]?.detail).toContain('USING INDEX message_session')
  })

  test('remembers through a restart what the bot has not answered', async () => {
    await using desk = await openTestDesk()
    await desk.write('一')
    await desk.conversations.sendAsBot(await desk.botTurn('re 一'))
    await desk.write('二')
    await desk.write('三')

    const [session] = await desk.conversations.sessionsToAnswer()

    expect(
      session && (await desk.conversations.unanswered(session)).map(({ text }) => text),
    ).toEqual(['二', '三'])
  })

  test('of great length is shown from its end', async () => {
    await using desk = await openTestDesk()
    for (const text of ['一', '二', '三']) await desk.write(text)

    const latest = await latestMessages(desk.store.db, desk.conversation.id, 2)

    expect(latest.map(({ text }) => text)).toEqual(['二', '三'])
  })
})

describe('the relay', () => {
  test('hands on messages in the order of their numbers, until unsubscribed', async () => {
    await using desk = await openTestDesk()
    const stop = new AbortController()
    const relay = createMessageRelay(desk.store, stop.signal)
    const seen: string[] = []
    let end = () => {}
    const three = new Promise<void>((resolve) => {
      end = relay.onMessage(
        desk.conversation.id,
        (message) => {
          if (seen.push(message.text) === 3) resolve()
        },
        () => {},
      )
    })

    await Promise.all(['一', '二', '三'].map((text) => desk.write(text)))
    await three
    end()
    await desk.write('四')

    expect(seen).toEqual(['一', '二', '三'])
    stop.abort()
  })

  test('hands on what was written without reading it again', async () => {
    await using desk = await openTestDesk()
    await using withoutMessages = await openTestStore()
    const stop = new AbortController()
    const relay = createMessageRelay(
      { listen: desk.store.listen, db: withoutMessages.db },
      stop.signal,
    )
    const told = createMailbox<Message>()
    relay.onMessage(desk.conversation.id, told.put, () => {})

    await desk.write('一')

    const stored = await latestMessages(desk.store.db, desk.conversation.id, 1)
    expect(await told.take(stop.signal)).toEqual(stored)
    stop.abort()
  })

  test('says that a message could not be read, and hands on the next one', async () => {
    await using desk = await openTestDesk()
    await using withoutMessages = await openTestStore()
    let db = withoutMessages.db
    const store = {
      // As from a writer that hands nothing on.
      listen: (listener: Listener) => desk.store.listen((event) => listener(event)),
      get db() {
        return db
      },
    }
    const stop = new AbortController()
    const relay = createMessageRelay(store, stop.signal)
    const told = createMailbox<string>()
    relay.onMessage(
      desk.conversation.id,
      ({ text }) => told.put(text),
      () => told.put('lost'),
    )

    await desk.write('一')
    expect(await told.take(stop.signal)).toEqual(['lost'])
    db = desk.store.db
    await desk.write('二')

    expect(await told.take(stop.signal)).toEqual(['二'])
    stop.abort()
  })
})
