import { describe, expect, test } from 'vitest'
import { CHEN } from '../tests/open-test-desk.js'
import { profileById, samePerson } from './customer-table.js'
import { AGENT, openTestCustomers, SUPERVISOR, UNDONE_WITHIN } from './open-test-customers.js'
import { deleteTag, insertTag, tagsOf } from './tag-table.js'

/** One person on two channels: a case waits on the first, a visit is open on the second. */
async function openTwo() {
  const desk = await openTestCustomers()
  const caseId = await desk.openCase()
  const teams = await desk.openChannel('teams', 'zhang@example.com')
  await desk.say(teams, '我的订单呢')
  const other = teams.customer
  await desk.identify(desk.customer, { shopId: 'S-1', name: '张三' })
  await desk.identify(other, {
    shopId: 'S-1',
    email: 'zhang@example.com',
    phone: '+86 138 0013 8000',
  })
  return { ...desk, caseId, teams, other }
}

async function allMessages(desk: Awaited<ReturnType<typeof openTwo>>) {
  return desk.store.db.selectFrom('message').selectAll().orderBy('number').execute()
}

async function allSessions(desk: Awaited<ReturnType<typeof openTwo>>) {
  return desk.store.db.selectFrom('session').selectAll().orderBy('id').execute()
}

describe('two files of one person', () => {
  test('are proposed for one another when the shop id agrees', async () => {
    await using desk = await openTwo()
    const profile = await profileById(desk.store.db, desk.customer)
    if (!profile) throw new Error('There is no file.')

    expect((await samePerson(desk.store.db, profile)).map(({ id }) => id)).toEqual([desk.other])
  })

  test.each([
    [true, true, 1],
    [true, false, 0],
    [false, false, 0],
  ])('one phone, verified there %s and here %s, proposes %i', async (there, here, count) => {
    await using desk = await openTestCustomers()
    const { customer: other } = await desk.openChannel('teams', 'li')
    const phone = '13800138000'
    await desk.identify(desk.customer, { shopId: 'S-1', phone, isPhoneVerified: here })
    await desk.identify(other, { shopId: 'S-2', phone: `+86 ${phone}`, isPhoneVerified: there })
    const profile = await profileById(desk.store.db, desk.customer)
    if (!profile) throw new Error('There is no file.')

    expect(await samePerson(desk.store.db, profile)).toHaveLength(count)
  })

  test('become one, and no message, number, session or owner changes', async () => {
    await using desk = await openTwo()
    const before = { messages: await allMessages(desk), sessions: await allSessions(desk) }

    const outcome = await desk.files.merge(desk.customer, desk.other, AGENT)

    expect(outcome.ok).toBe(true)
    expect({ messages: await allMessages(desk), sessions: await allSessions(desk) }).toEqual(before)
    expect(await desk.customerOf(desk.teams)).toBe(desk.customer)
    expect(await profileById(desk.store.db, desk.customer)).toMatchObject({
      name: '张三',
      email: 'zhang@example.com',
      phone: '13800138000',
      isPhoneVerified: false,
    })
    expect((await desk.store.readAfter(0)).at(-1)).toMatchObject({
      topic: desk.customer,
      name: 'customer-merged',
      data: { merged: desk.other, agent: CHEN },
    })
  })

  test('go on being served: the case is taken, and the other visit answered', async () => {
    await using desk = await openTwo()
    await desk.files.merge(desk.other, desk.customer, AGENT)

    const taken = await desk.cases.take(desk.caseId, CHEN)
    await desk.say(desk.teams, '还在吗')

    expect(taken.ok).toBe(true)
    expect((await desk.cases.find(desk.caseId))?.customer.id).toBe(desk.other)
    const open = await desk.store.db
      .selectFrom('session')
      .selectAll()
      .where('closed_at', 'is', null)
      .execute()
    expect(open.map((session) => session.owner_kind).sort()).toEqual(['agent', 'bot'])
  })

  test('are told apart again by a supervisor, with what came meanwhile', async () => {
    await using desk = await openTwo()
    const { db } = desk.store
    await insertTag(db, desk.customer, 'repeat', CHEN, 1)
    await insertTag(db, desk.other, 'repeat', CHEN, 1)
    await insertTag(db, desk.other, 'gift', CHEN, 1)
    await insertTag(db, desk.other, 'elderly', CHEN, 1)
    const before = [await profileById(db, desk.customer), await profileById(db, desk.other)]
    const merged = await desk.files.merge(desk.customer, desk.other, AGENT)
    if (!merged.ok) throw new Error(merged.refusal)
    await desk.say(desk.teams, '后来写的')
    await deleteTag(db, desk.customer, 'elderly')

    const undone = await desk.files.undo(merged.merge.id, SUPERVISOR)

    expect(undone.ok).toBe(true)
    expect([await profileById(db, desk.customer), await profileById(db, desk.other)]).toEqual(
      before,
    )
    expect(await desk.customerOf(desk.teams)).toBe(desk.other)
    expect(await desk.customerOf(desk.conversation)).toBe(desk.customer)
    expect((await tagsOf(db, desk.customer)).map(({ tag }) => tag)).toEqual(['repeat'])
    expect((await tagsOf(db, desk.other)).map(({ tag }) => tag)).toEqual(['gift', 'repeat'])
    const messages = await desk.conversations.messagesAfter(desk.teams.id, 0, 10)
    expect(messages.map(({ text }) => text)).toEqual(['我的订单呢', '后来写的'])
  })

  test('a case opened after the merge goes back with its conversation', async () => {
    await using desk = await openTwo()
    const merged = await desk.files.merge(desk.other, desk.customer, AGENT)
    if (!merged.ok) throw new Error(merged.refusal)
    await desk.cases.take(desk.caseId, CHEN)
    await desk.cases.solve(desk.caseId, CHEN, {
      category: 'complaint',
      cause: 'people',
      summary: '',
    })
    const later = await desk.openCase('又坏了')

    await desk.files.undo(merged.merge.id, SUPERVISOR)

    expect((await desk.cases.find(later))?.customer.id).toBe(desk.customer)
  })
})

describe('a merge is refused', () => {
  test('when nothing agrees', async () => {
    await using desk = await openTestCustomers()
    const { customer: other } = await desk.openChannel('teams', 'li')

    const outcome = await desk.files.merge(desk.customer, other, AGENT)

    expect(outcome).toEqual({ ok: false, refusal: 'nothing-agrees' })
  })

  test('when it was done already, also by two at once', async () => {
    await using desk = await openTwo()

    const outcomes = await Promise.all([
      desk.files.merge(desk.customer, desk.other, AGENT),
      desk.files.merge(desk.other, desk.customer, AGENT),
    ])

    expect(outcomes.map(({ ok }) => ok)).toEqual([true, false])
    expect(outcomes[1]).toEqual({ ok: false, refusal: 'not-there' })
  })
})

describe('undoing a merge is refused', () => {
  async function openMerged() {
    const desk = await openTwo()
    const merged = await desk.files.merge(desk.customer, desk.other, AGENT)
    if (!merged.ok) throw new Error(merged.refusal)
    return { ...desk, id: merged.merge.id }
  }

  test('to an agent', async () => {
    await using desk = await openMerged()
    expect(await desk.files.undo(desk.id, AGENT)).toEqual({ ok: false, refusal: 'supervisor-only' })
  })

  test('after the time for it, and not a moment before', async () => {
    await using early = await openMerged()
    early.clock.advance(UNDONE_WITHIN)
    await using late = await openMerged()
    late.clock.advance(UNDONE_WITHIN + 1)

    expect(await early.files.undo(early.id, SUPERVISOR)).toMatchObject({ ok: true })
    expect(await late.files.undo(late.id, SUPERVISOR)).toEqual({ ok: false, refusal: 'too-late' })
  })

  test('twice', async () => {
    await using desk = await openMerged()
    await desk.files.undo(desk.id, SUPERVISOR)

    const again = await desk.files.undo(desk.id, SUPERVISOR)

    expect(again).toEqual({ ok: false, refusal: 'already-undone' })
  })

  test('while a later one stands upon it', async () => {
    await using desk = await openMerged()
    const third = await desk.openChannel('webchat', 'visitor-3')
    await desk.identify(third.customer, { shopId: 'S-1' })
    const later = await desk.files.merge(third.customer, desk.customer, AGENT)
    if (!later.ok) throw new Error(later.refusal)

    const first = await desk.files.undo(desk.id, SUPERVISOR)
    await desk.files.undo(later.merge.id, SUPERVISOR)
    const then = await desk.files.undo(desk.id, SUPERVISOR)

    expect(first).toEqual({ ok: false, refusal: 'later-first' })
    expect(then.ok).toBe(true)
    expect(await desk.customerOf(desk.teams)).toBe(desk.other)
  })
})
