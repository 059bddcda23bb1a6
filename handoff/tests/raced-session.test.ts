import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { MINUTE } from '../../platform/clock.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { casesOfCustomer } from '../case/case-table.js'
import type { ForceTarget } from '../case/pass-case.js'
import type { AgentId, CaseId } from '../conversation/message.js'
import { expectOneOwner, expectOnlyOwnersSpoke } from './expect-one-owner.js'
import { CHEN, COMPLAINT, LIN, openTestDesk, WANG } from './open-test-desk.js'

const ROUNDS = 500
const ATTEMPTS = 20

/** Numbers that look random, and are the same in every run. Source: mulberry32. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

test('10,000 attempts of bot, agents, timers, transfers and a supervisor on one session', async ({
  annotate,
}) => {
  const clock = fixedClock()
  await using desk = await openTestDesk({ clock, present: [CHEN, LIN, WANG] })
  const { cases, conversations } = desk
  const below = numbersFrom(20_261_126)
  const agentAt = (): AgentId => (below(2) === 0 ? CHEN : LIN)
  /** What a text was answered with: `true` for those that must be in the chat. */
  const sent = new Map<string, boolean>()
  const done = new Map<string, number>()
  await desk.openCase()
  const session = (await desk.session()).id

  for (let round = 0; round < ROUNDS; round++) {
    // Everyone acts on what they saw when the round began, or before.
    const seen = await desk.session()
    const turn = await desk.botTurn('')
    const id = await latestCase()
    if (round % 5 === 4) clock.advance(11 * MINUTE)

    await Promise.all(
      Array.from({ length: ATTEMPTS }, async (_, index) => {
        const text = `${round}-${index}`
        const believed = seen.owner.turn - below(2)
        const count = (name: string, ok: boolean) =>
          done.set(name, (done.get(name) ?? 0) + Number(ok))
        const attempts = [
          async function customer() {
            sent.set(`customer: ${text}`, true)
            await desk.write(text)
            return true
          },
          async function bot() {
            const { ok } = await conversations.sendAsBot({
              ...turn,
              session: { ...seen, owner: { kind: 'bot', turn: believed } },
              say: { text },
            })
            sent.set(`bot: ${text}`, ok)
            return ok
          },
          async function handOver() {
            const own = {
              ...turn,
              session: { ...seen, owner: { kind: 'bot', turn: believed } },
            } as const
            return (await desk.handOver(own, COMPLAINT)).ok
          },
          async function takeCase() {
            return (await cases.take(id, agentAt())).ok
          },
          async function giveCase() {
            return (await cases.give(id, { agent: agentAt(), because: 'least-load' })).ok
          },
          async function reply() {
            const belief = below(2) === 0 ? { turn: seen.owner.turn } : {}
            const { ok } = await cases.reply(id, agentAt(), { text, clientId: '', ...belief })
            sent.set(`agent: ${text}`, ok)
            return ok
          },
          async function transferCase() {
            const to =
              below(2) === 0
                ? { kind: 'queue' as const }
                : { kind: 'agent' as const, agent: agentAt() }
            return (await cases.transfer(id, agentAt(), to, '')).ok
          },
          async function timer() {
            return (await desk.silent.release(clock.now())).length > 0
          },
          async function supervisor() {
            if (below(4) > 0) return false
            const targets: readonly ForceTarget[] = [
              { kind: 'agent', agent: WANG },
              { kind: 'agent', agent: agentAt() },
              { kind: 'queue' },
              { kind: 'bot' },
            ]
            return (await cases.force(id, WANG, targets[below(4)] ?? { kind: 'queue' }, '')).ok
          },
          async function giveBack() {
            if (below(4) > 0) return false
            return (await cases.giveBack(id, agentAt())).ok
          },
          async function backToBot() {
            if (below(4) > 0) return false
            await desk.write('back to the bot')
            return true
          },
        ]
        const attempt = attempts[below(attempts.length)]
        // Some begin when others are half done.
        for (let turns = below(4); turns > 0; turns--) await setImmediate()
        if (attempt) count(attempt.name, await attempt())
      }),
    )
    await expectOneOwner(desk)
  }

  // One visit all along, and in it everything that was accepted, and nothing that was refused.
  expect((await desk.session()).id).toBe(session)
  await expectOnlyOwnersSpoke(desk)
  const stored = new Set(await desk.texts(100_000))
  const wrong = [...sent].filter(([text, isThere]) => stored.has(text) !== isThere)
  expect(wrong).toEqual([])
  expect(stored.size).toBeGreaterThan(1_000)
  for (const name of [
    'bot',
    'handOver',
    'takeCase',
    'reply',
    'transferCase',
    'timer',
    'supervisor',
  ]) {
    expect(done.get(name), `accepted attempts of ${name}`).toBeGreaterThan(0)
  }
  await annotate(`accepted: ${JSON.stringify(Object.fromEntries(done))}`)

  async function latestCase(): Promise<CaseId> {
    const all = await casesOfCustomer(desk.store.db, desk.conversation.customer)
    const current =
      all.find(({ status }) => status === 'waiting' || status === 'assigned') ?? all[0]
    if (!current) throw new Error('There is no case.')
    return current.id
  }
}, 180_000)
