import { describe, expect, test } from 'vitest'
import { openTestDesk } from '../tests/open-test-desk.js'
import { createRevisions } from './revisions.js'

async function openTest() {
  const desk = await openTestDesk()
  const { id } = desk.conversation
  return {
    ...desk,
    id,
    revisions: createRevisions(desk),
    newest: async () => (await desk.conversations.messagesAfter(id, 0, 100)).at(-1),
    told: async () =>
      (await desk.store.readAfter(0)).filter(({ name }) => /edited|deleted/.test(name)),
    [Symbol.asyncDispose]: () => desk[Symbol.asyncDispose](),
  }
}

describe('a customer who changes a message', () => {
  test('is answered by the new words, and staff see the old ones', async () => {
    await using test = await openTest()
    await test.write('怎么退货')
    const at = test.clock.now()

    await test.revisions.edit(test.id, 'client-1', '怎么换货')

    const [unanswered] = await test.conversations.unanswered(await test.session())
    expect(unanswered).toMatchObject({
      text: '怎么换货',
      extras: { earlier: [{ text: '怎么退货', until: at }] },
    })
    expect(await test.told()).toMatchObject([{ name: 'message-edited' }])
  })

  test('changes nothing when it is told twice, or of a message that is not known', async () => {
    await using test = await openTest()
    await test.write('怎么退货')

    for (let times = 0; times < 2; times++) {
      await test.revisions.edit(test.id, 'client-1', '怎么换货')
      await test.revisions.edit(test.id, 'nobody-knows', 'x')
    }

    expect((await test.newest())?.extras.earlier).toHaveLength(1)
    expect(await test.told()).toHaveLength(1)
  })

  test('takes it back, and brings it back', async () => {
    await using test = await openTest()
    await test.write('怎么退货')

    await test.revisions.remove(test.id, 'client-1')
    await test.revisions.remove(test.id, 'client-1')
    const deleted = await test.newest()
    await test.revisions.edit(test.id, 'client-1', '怎么退货')

    expect(deleted).toMatchObject({ text: '怎么退货', extras: { deletedAt: test.clock.now() } })
    expect((await test.newest())?.extras).toEqual({})
    expect(await test.told()).toHaveLength(2)
  })

  test('cannot change what the bot said', async () => {
    await using test = await openTest()
    await test.write('怎么退货')
    const sent = await test.conversations.sendAsBot(await test.botTurn('这样退'))
    const { db } = test.store
    await db.updateTable('message').set({ channel_id: 'ours' }).where('role', '=', 'bot').execute()

    await test.revisions.edit(test.id, 'ours', 'x')

    expect(sent.ok && sent.message.text).toBe('这样退')
    expect((await test.newest())?.text).toBe('这样退')
  })
})
