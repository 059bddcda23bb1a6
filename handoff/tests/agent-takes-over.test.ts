import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../platform/clock.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { CHEN, COMPLAINT, LIN, openTestDesk } from './open-test-desk.js'

describe('a case from the bot to a person', () => {
  test('opens with the rule, the customer’s words, and the place in the queue', async () => {
    await using desk = await openTestDesk()

    const id = await desk.openCase('我要投诉你们的快递')

    expect(await desk.texts()).toEqual([
      'customer: 我要投诉你们的快递',
      'bot: sorry to hear that.\n\nplace 1, 2 min',
    ])
    const file = await desk.cases.find(id)
    expect(file?.case).toMatchObject({ status: 'waiting', rule: 'complaint', subject: '我要投诉' })
    expect(file?.owner).toEqual({ kind: 'queue', turn: 2 })
  })

  test('tells a time instead of a place when nobody is there, and when the shop is closed', async () => {
    await using nobody = await openTestDesk({ present: [] })
    await using closed = await openTestDesk({ open: false })

    await nobody.openCase()
    await closed.openCase()

    expect((await nobody.texts()).at(-1)).toContain('nobody until 3600000')
    // Eight hours to the opening, then one hour for the first answer (T4).
    expect((await closed.texts()).at(-1)).toContain('closed until 32400000')
  })

  test('comes with what the customer had already told the bot', async () => {
    await using desk = await openTestDesk()
    await desk.write('人工')
    const note = { text: '订单号：QW202611230001', author: '小梧' }

    await desk.handOver(await desk.botTurn('of course.'), { ...COMPLAINT, note })

    const [line] = await desk.cases.list({ view: 'queue', agent: CHEN })
    const file = line && (await desk.cases.find(line.case.id))
    expect(file?.notes).toMatchObject([{ text: note.text, agentName: '小梧' }])
  })

  test('keeps what the customer writes while waiting, and says so once', async () => {
    await using desk = await openTestDesk()
    await desk.openCase()

    await desk.write('订单 QW202611230001')
    await desk.write('快点')

    expect((await desk.texts()).slice(2)).toEqual([
      'customer: 订单 QW202611230001',
      'system: kept',
      'customer: 快点',
    ])
  })

  test('waits on while the customer goes back to the bot, and is still taken', async () => {
    await using desk = await openTestDesk()
    const id = await desk.openCase()

    await desk.write('back to the bot')
    const unanswered = await desk.conversations.unanswered(await desk.session())
    await desk.write('几点下班')
    const answered = await desk.conversations.sendAsBot(await desk.botTurn('22:00'))
    const taken = await desk.cases.take(id, LIN)
    const late = await desk.conversations.sendAsBot(await desk.botTurn('late'))

    expect(unanswered).toEqual([])
    expect(answered.ok).toBe(true)
    expect(taken).toMatchObject({ ok: true, case: { status: 'assigned' } })
    expect(late.ok).toBe(false)
    expect((await desk.texts()).slice(2)).toEqual([
      'customer: back to the bot',
      'system: back',
      'customer: 几点下班',
      'bot: 22:00',
      'system: Lin joined',
    ])
  })

  test('is not opened twice when the bot hands over again beside a waiting one', async () => {
    await using desk = await openTestDesk()
    const id = await desk.openCase()
    await desk.write('back to the bot')
    await desk.write('还是找人吧')

    await desk.handOver(await desk.botTurn('of course.'), COMPLAINT)

    const queue = await desk.cases.list({ view: 'queue', agent: CHEN })
    expect(queue.map((line) => line.case.id)).toEqual([id])
    expect((await desk.texts()).at(-1)).toBe('bot: of course.\n\nplace 1, 2 min')
    expect((await desk.session()).owner.kind).toBe('queue')
  })

  test('keeps its place and its promise when its customer comes back from the bot', async () => {
    const clock = fixedClock()
    await using desk = await openTestDesk({ clock })
    const id = await desk.openCase()
    const promisedAt = (await desk.cases.find(id))?.case.promisedAt
    clock.advance(10 * MINUTE)
    await desk.openCaseOfAnother()
    await desk.write('back to the bot')
    await desk.write('还是找人吧')

    await desk.handOver(await desk.botTurn('of course.'), COMPLAINT)

    expect((await desk.texts()).at(-1)).toBe('bot: of course.\n\nplace 1, 2 min')
    expect((await desk.cases.find(id))?.case.promisedAt).toBe(promisedAt)
  })

  test('becomes urgent when its customer grows angry while waiting', async () => {
    await using desk = await openTestDesk()
    const id = await desk.openCase()
    await desk.write('back to the bot')
    await desk.write('气死我了')

    const anger = { ...COMPLAINT, rule: 'anger', urgency: 'urgent' } as const
    await desk.handOver(await desk.botTurn('I am sorry.'), anger)

    const file = await desk.cases.find(id)
    expect(file?.case).toMatchObject({ urgency: 'urgent', rule: 'anger', subject: '我要投诉' })
    expect(file?.case.promisedAt).toBe(desk.clock.now() + 15 * MINUTE)
    expect((await desk.cases.take(id, CHEN)).ok).toBe(true)
  })

  test('tells the supervisor once for each cause, however often the customer asks', async () => {
    await using desk = await openTestDesk()
    const safety = { ...COMPLAINT, rule: 'safety', tell: ['supervisor'] } as const
    const told = async () =>
      (await desk.store.readAfter(0))
        .filter(({ name }) => name === 'supervisor-told')
        .map(({ data }) => data['rule'])
    const id = await desk.openCase()

    for (const handoff of [safety, safety, { ...safety, rule: 'threat' }]) {
      await desk.write('back to the bot')
      await desk.write('漏电，手麻了')
      await desk.handOver(await desk.botTurn('I am sorry.'), handoff)
    }

    expect(await told()).toEqual(['safety', 'threat'])
    const [alert] = (await desk.store.readAfter(0)).filter((e) => e.name === 'supervisor-told')
    expect(alert).toMatchObject({ topic: desk.conversation.id, data: { caseId: id } })
  })

  test('is taken by one of two agents who press at once', async () => {
    await using desk = await openTestDesk()
    const id = await desk.openCase()

    const outcomes = await Promise.all([desk.cases.take(id, CHEN), desk.cases.take(id, LIN)])

    expect(outcomes.map(({ ok }) => ok)).toEqual([true, false])
    expect(outcomes[1]).toEqual({ ok: false, refusal: 'already-taken' })
  })

  test('lets only its agent reply, and stores a repeated reply once', async () => {
    await using desk = await openTestDesk()
    const id = await desk.openCase()
    await desk.cases.take(id, CHEN)

    const stranger = await desk.cases.reply(id, LIN, { text: 'no', clientId: 'a' })
    await desk.cases.reply(id, CHEN, { text: '您好', clientId: 'b' })
    await desk.cases.reply(id, CHEN, { text: '您好', clientId: 'b' })

    expect(stranger).toEqual({ ok: false, refusal: 'not-yours' })
    expect((await desk.texts()).slice(2)).toEqual(['system: Chen joined', 'agent: 您好'])
  })

  test('takes each reply without a name of its own for a new one', async () => {
    await using desk = await openTestDesk()
    const id = await desk.openCase()
    await desk.cases.take(id, CHEN)

    await desk.cases.reply(id, CHEN, { text: '您好', clientId: '' })
    await desk.cases.reply(id, CHEN, { text: '请稍等', clientId: '' })

    expect((await desk.texts()).slice(-2)).toEqual(['agent: 您好', 'agent: 请稍等'])
  })

  test('refuses a reply from a page that was drawn for an older owner', async () => {
    await using desk = await openTestDesk()
    const id = await desk.openCase()
    await desk.cases.take(id, CHEN)

    const outcome = await desk.cases.reply(id, CHEN, { text: 'late', clientId: 'a', turn: 1 })

    expect(outcome).toEqual({ ok: false, refusal: 'owner-moved' })
  })

  test('goes to a colleague who is there, and not to one who is absent', async () => {
    await using desk = await openTestDesk()
    const id = await desk.openCase()
    await desk.cases.take(id, CHEN)

    const absent = await desk.cases.transfer(id, CHEN, { kind: 'agent', agent: LIN }, 'please')
    desk.present.add(LIN)
    const present = await desk.cases.transfer(id, CHEN, { kind: 'agent', agent: LIN }, 'please')

    expect(absent).toEqual({ ok: false, refusal: 'agent-absent' })
    expect(present).toMatchObject({ ok: true, case: { status: 'assigned', agent: LIN } })
    expect((await desk.cases.find(id))?.notes).toMatchObject([
      { agentName: 'Chen', text: 'please' },
    ])
    expect((await desk.session()).owner).toMatchObject({ kind: 'agent', agent: LIN })
  })

  test('that goes back into the queue keeps what its customer writes, and says so', async () => {
    await using desk = await openTestDesk()
    const id = await desk.openCase()
    await desk.cases.take(id, CHEN)
    await desk.write('在吗')

    await desk.cases.transfer(id, CHEN, { kind: 'queue' }, '')
    await desk.write('还有一件事')

    expect((await desk.texts()).at(-1)).toBe('system: kept')
  })

  test('goes back to the bot, which answers only what comes then', async () => {
    await using desk = await openTestDesk()
    const id = await desk.openCase()
    await desk.cases.take(id, CHEN)
    await desk.write('好的')

    await desk.cases.giveBack(id, CHEN)
    const before = await desk.conversations.unanswered(await desk.session())
    await desk.write('还有个问题')
    const after = await desk.conversations.unanswered(await desk.session())

    expect(before).toEqual([])
    expect(after.map(({ text }) => text)).toEqual(['还有个问题'])
    expect((await desk.session()).owner).toEqual({ kind: 'bot', turn: 4 })
  })
})

describe('the bot', () => {
  test('cannot speak after the handoff with what it began before it', async () => {
    await using desk = await openTestDesk()
    await desk.write('你好')
    const late = await desk.botTurn('too late')
    await desk.handOver(await desk.botTurn('a colleague comes.'), COMPLAINT)

    const outcome = await desk.conversations.sendAsBot(late)

    expect(outcome).toEqual({ ok: false, refusal: 'owner-moved' })
    expect(await desk.texts()).not.toContain('bot: too late')
  })

  test('never gets a word in during 1,000 raced attempts after a person took over', async () => {
    await using desk = await openTestDesk()
    const id = await desk.openCase()
    const believed = { ...(await desk.session()), owner: { kind: 'bot', turn: 1 } as const }
    const turn = { ...(await desk.botTurn('talking over')), session: believed }

    // Attempts start before, during and after the taking, with every counter that ever was.
    const attempts = Array.from({ length: 1_000 }, (_, i) =>
      desk.conversations.sendAsBot({
        ...turn,
        session: { ...believed, owner: { kind: 'bot', turn: i % 5 } },
      }),
    )
    const [taken] = await Promise.all([desk.cases.take(id, CHEN), ...attempts])
    const outcomes = await Promise.all(attempts)

    expect(taken.ok).toBe(true)
    expect(outcomes.filter(({ ok }) => ok)).toEqual([])
    expect(await desk.texts()).not.toContain('bot: talking over')
  })

  test('answers the same messages once, however often the turn is sent', async () => {
    await using desk = await openTestDesk()
    await desk.write('你好')
    const turn = await desk.botTurn('answer')

    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => desk.conversations.sendAsBot(turn)),
    )

    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await desk.texts()).toEqual(['customer: 你好', 'bot: answer'])
  })

  test('races a handover: whichever of answer and handover comes first is the only one', async () => {
    await using desk = await openTestDesk()
    await desk.write('你好')
    const turn = await desk.botTurn('answer')

    const handedOver = desk.handOver(turn, COMPLAINT)
    const late = Array.from({ length: 200 }, () => desk.conversations.sendAsBot(turn))

    expect((await handedOver).ok).toBe(true)
    expect((await Promise.all(late)).filter(({ ok }) => ok)).toEqual([])
    expect(await desk.texts()).toHaveLength(2)
  })
})
