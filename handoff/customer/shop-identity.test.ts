import { describe, expect, test } from 'vitest'
import { profileById } from './customer-table.js'
import { openTestCustomers } from './open-test-customers.js'

const ZHANG = { shopId: 'S-1', name: '张三' }

describe('a customer whom the shop vouches for', () => {
  test('has one file on every channel, brought up to date at each visit', async () => {
    await using desk = await openTestCustomers()

    const chat = await desk.conversations.open('webchat', 'v-2', 'zh-Hans', ZHANG)
    const facts = { spentInYear: 6_000 }
    const told = { shopId: 'S-1', email: 'zhang@example.com', phone: '138-0013-8000', facts }
    const teams = await desk.conversations.open('teams', 'zhang', 'en', told)

    expect(teams.customer).toBe(chat.customer)
    expect(await profileById(desk.store.db, chat.customer)).toMatchObject({
      name: '张三',
      email: 'zhang@example.com',
      phone: '13800138000',
      facts,
    })
  })

  test('is found in the file that stays after a merge', async () => {
    await using desk = await openTestCustomers()
    await desk.identify(desk.customer, ZHANG)
    const chat = await desk.openChannel('webchat', 'v-2')
    await desk.identify(chat.customer, ZHANG)
    await desk.files.merge(chat.customer, desk.customer, { id: 'agent_x' as never, name: 'X' })

    const teams = await desk.conversations.open('teams', 'zhang', 'en', ZHANG)

    expect(teams.customer).toBe(chat.customer)
  })

  test('keeps what the shop said before, where it says nothing new', async () => {
    await using desk = await openTestCustomers()
    await desk.identify(desk.customer, { ...ZHANG, facts: { spentInYear: 6_000, level: 'gold' } })

    await desk.identify(desk.customer, {
      shopId: 'S-1',
      value: 'ordinary',
      facts: { level: 'free' },
    })

    expect(await profileById(desk.store.db, desk.customer)).toMatchObject({
      name: '张三',
      facts: { spentInYear: 6_000, level: 'free', value: 'ordinary' },
    })
    expect(await desk.values.ofCustomer(desk.store.db, desk.customer)).toBe('ordinary')
  })

  test('does not get into the file of another on a shared device', async () => {
    await using desk = await openTestCustomers()
    await desk.identify(desk.customer, ZHANG)

    const outcome = await desk.identify(desk.customer, { shopId: 'S-2', name: '李四' })
    await desk.conversations.open('webchat', 'visitor-1', 'zh-Hans', {
      shopId: 'S-2',
      name: '李四',
    })

    expect(outcome).toEqual({ ok: false, refusal: 'other-person' })
    expect(await profileById(desk.store.db, desk.customer)).toMatchObject({ ...ZHANG })
  })

  test('is valued in the queue and before the rules alike', async () => {
    await using desk = await openTestCustomers()
    await desk.identify(desk.customer, { ...ZHANG, facts: { spentInYear: 6_000 } })
    const { db } = desk.store

    expect(await desk.values.ofCustomer(db, desk.customer)).toBe('valued')
    const { value } = await desk.values.inConversation(db, desk.conversation.id)
    expect(value).toBe('valued')
    expect(await desk.values.inConversation(db, 'conversation_none' as never)).toEqual({
      value: 'ordinary',
      shopId: null,
    })
  })
})
