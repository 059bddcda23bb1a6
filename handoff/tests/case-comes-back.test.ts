import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../platform/clock.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { CHEN, LIN, openTestDesk, WANG } from './open-test-desk.js'

async function openTaken() {
  const clock = fixedClock()
  const desk = await openTestDesk({ clock, present: [CHEN, LIN] })
  const id = await desk.openCase()
  await desk.cases.take(id, CHEN)
  return Object.assign(desk, { clock, id })
}

describe('a case whose agent is silent', () => {
  test('comes back once, with its place, a note, and a word to the customer', async () => {
    await using desk = await openTaken()
    const promisedAt = (await desk.cases.find(desk.id))?.case.promisedAt
    desk.clock.advance(10 * MINUTE)
    await desk.openCaseOfAnother()

    const released = await Promise.all([
      desk.silent.release(desk.clock.now()),
      desk.silent.release(desk.clock.now()),
    ])

    expect(released.flat()).toEqual([desk.id])
    const file = await desk.cases.find(desk.id)
    expect(file?.case).toMatchObject({ status: 'waiting', leftBy: CHEN, promisedAt })
    expect(file?.owner.kind).toBe('queue')
    expect(file?.notes).toMatchObject([{ kind: 'silent', agentName: 'Chen' }])
    expect((await desk.texts()).at(-1)).toBe('system: Chen away\n\nplace 1, 1 min')
  })

  test('stays while the agent had the last word, and while they note what they do', async () => {
    await using desk = await openTaken()
    await desk.cases.reply(desk.id, CHEN, { text: '您好', clientId: 'a' })
    desk.clock.advance(30 * MINUTE)
    const answered = await desk.silent.release(desk.clock.now())

    await desk.write('还在吗')
    desk.clock.advance(9 * MINUTE)
    await desk.cases.note(desk.id, CHEN, '问过仓库')
    desk.clock.advance(9 * MINUTE)
    const atWork = await desk.silent.release(desk.clock.now())
    desk.clock.advance(MINUTE)
    const silent = await desk.silent.release(desk.clock.now())

    expect([answered, atWork, silent]).toEqual([[], [], [desk.id]])
  })

  test('stays with an agent who answers in that very moment', async () => {
    await using desk = await openTaken()
    desk.clock.advance(10 * MINUTE)

    const reply = desk.cases.reply(desk.id, CHEN, { text: '我在', clientId: 'a' })
    const released = await desk.silent.release(desk.clock.now())

    expect((await reply).ok).toBe(true)
    expect(released).toEqual([])
    expect((await desk.session()).owner).toMatchObject({ kind: 'agent', agent: CHEN })
  })

  test('refuses the words that its agent sends too late, from the page they had', async () => {
    await using desk = await openTaken()
    const { turn } = (await desk.session()).owner
    desk.clock.advance(10 * MINUTE)
    await desk.silent.release(desk.clock.now())

    const late = await desk.cases.reply(desk.id, CHEN, { text: '我在', clientId: 'a', turn })

    expect(late).toEqual({ ok: false, refusal: 'owner-moved' })
  })

  test('comes back when its agent is gone, whoever had the last word', async () => {
    await using desk = await openTaken()
    await desk.cases.reply(desk.id, CHEN, { text: '您好', clientId: 'a' })
    desk.present.delete(CHEN)
    desk.clock.advance(3 * MINUTE - 1)
    const early = await desk.silent.release(desk.clock.now())
    desk.clock.advance(1)

    const released = await desk.silent.release(desk.clock.now())

    expect([early, released]).toEqual([[], [desk.id]])
    expect((await desk.cases.find(desk.id))?.notes).toMatchObject([{ kind: 'gone' }])
  })
})

describe('a reply to a case that nobody has', () => {
  test('takes it in the same moment', async () => {
    await using desk = await openTestDesk()
    const id = await desk.openCase()

    const outcome = await desk.cases.reply(id, CHEN, { text: '您好', clientId: 'a', turn: 2 })

    expect(outcome).toMatchObject({ ok: true, case: { status: 'assigned', agent: CHEN } })
    expect((await desk.texts()).slice(2)).toEqual(['system: Chen joined', 'agent: 您好'])
  })

  test('is sent also when it overtakes what taking the case draws', async () => {
    await using desk = await openTestDesk()
    const id = await desk.openCase()
    await desk.cases.take(id, CHEN)

    const outcome = await desk.cases.reply(id, CHEN, { text: '您好', clientId: 'a', turn: 2 })

    expect(outcome.ok).toBe(true)
    expect((await desk.texts()).slice(2)).toEqual(['system: Chen joined', 'agent: 您好'])
  })

  test('of two that are sent at once lets one pass, and drops no word into the other’s', async () => {
    await using desk = await openTestDesk()
    const id = await desk.openCase()

    const outcomes = await Promise.all([
      desk.cases.reply(id, CHEN, { text: '我来', clientId: 'a', turn: 2 }),
      desk.cases.reply(id, LIN, { text: '我来', clientId: 'b', turn: 2 }),
    ])

    expect(outcomes).toMatchObject([{ ok: true }, { ok: false, refusal: 'not-yours' }])
    expect((await desk.texts()).slice(2)).toEqual(['system: Chen joined', 'agent: 我来'])
  })
})

describe('a supervisor', () => {
  test('takes a case over, which is kept with who did it', async () => {
    await using desk = await openTaken()

    const outcome = await desk.cases.force(desk.id, WANG, { kind: 'agent', agent: WANG }, '我来')

    expect(outcome).toMatchObject({ ok: true, case: { agent: WANG, because: 'forced', by: WANG } })
    expect((await desk.cases.find(desk.id))?.notes).toMatchObject([
      { kind: 'forced', agentName: 'Wang', text: '我来' },
    ])
    const events = await desk.store.readAfter(0, { topic: desk.conversation.id })
    expect(events.at(-1)).toMatchObject({
      name: 'case-forced',
      data: { caseId: desk.id, by: WANG, from: CHEN, to: WANG },
    })
    expect((await desk.texts()).slice(-2)).toEqual(['system: Chen left', 'system: Wang joined'])
  })

  test('assigns one that waits, and not to somebody who is not at work', async () => {
    await using desk = await openTestDesk({ present: [LIN] })
    const id = await desk.openCase()

    const absent = await desk.cases.force(id, WANG, { kind: 'agent', agent: CHEN }, '')
    const there = await desk.cases.force(id, WANG, { kind: 'agent', agent: LIN }, '')

    expect(absent).toEqual({ ok: false, refusal: 'agent-absent' })
    expect(there).toMatchObject({ ok: true, case: { status: 'assigned', agent: LIN, by: WANG } })
  })

  test('puts a case back, to a team with what it needs, or to the bot', async () => {
    await using desk = await openTaken()
    const legal = { kind: 'team', team: 'complaints', skill: 'legal' } as const

    const queued = await desk.cases.force(desk.id, WANG, legal, '')
    const owner = (await desk.session()).owner.kind
    const returned = await desk.cases.force(desk.id, WANG, { kind: 'bot' }, '')

    expect(queued).toMatchObject({
      ok: true,
      case: { status: 'waiting', team: 'complaints', skill: 'legal' },
    })
    expect(owner).toBe('queue')
    expect(returned).toMatchObject({ ok: true, case: { status: 'returned' } })
    expect((await desk.session()).owner.kind).toBe('bot')
  })
})

test('a case passed on to a team waits there in its place', async () => {
  await using desk = await openTaken()
  const before = (await desk.cases.find(desk.id))?.case

  const to = { kind: 'team', team: 'complaints', skill: 'legal' } as const
  const outcome = await desk.cases.transfer(desk.id, CHEN, to, '要法务看')

  expect(outcome).toMatchObject({
    ok: true,
    case: { status: 'waiting', team: to.team, skill: to.skill, promisedAt: before?.promisedAt },
  })
  expect((await desk.cases.find(desk.id))?.notes).toMatchObject([{ text: '要法务看' }])
})
