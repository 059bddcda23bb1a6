import { expect, test } from 'vitest'
import { MINUTE, SECOND } from '../../../platform/clock.js'
import { fixedClock } from '../../../platform/testing/fixed-clock.js'
import { waitAfter } from '../delivery/delivery.js'
import { enterTeams } from './enter-teams.js'
import { openTestTeams } from './open-test-teams.js'

const TRIES = 3

test('a connector that freezes holds up nobody else, and has each message once in the end', async () => {
  const clock = fixedClock()
  await using test = await openTestTeams((same) => same, { clock, answerLimit: SECOND / 4 })
  const { state } = test.teams
  const [li, wang] = [
    enterTeams(test.teams, test, { user: 'li' }),
    enterTeams(test.teams, test, { user: 'wang' }),
  ]
  const rows = () =>
    test.store.db.selectFrom('delivery').selectAll().orderBy('message_number').execute()
  /** A few milliseconds go by until it is so, far fewer than any wait between two tries. */
  const soon = <T>(read: () => T) =>
    expect.poll(() => {
      clock.advance(1)
      return read()
    })
  const textsOf = ({ messages }: typeof li) => messages().map(({ activity }) => activity.text)
  await li.say('你好')
  const toLi = await test.conversation()
  await wang.say('你好')
  const toWang = (await test.stored()).find((each) => each.conversation !== toLi)?.conversation

  state.stalled.add(li.conversation)
  await test.say('一', {}, toLi)
  await test.say('二', {}, toLi)
  await soon(() => state.stalls).toBe(1)
  await test.say('快', {}, toWang)
  await soon(() => textsOf(wang)).toEqual(['快'])
  let triedAt = clock.now()
  for (let tries = 1; tries <= TRIES; tries++) {
    await soon(rows).toMatchObject([{ tries, begun_at: null }, { tries: 0 }, { state: 'sent' }])
    const next = (await rows())[0]?.next_try_at ?? 0
    expect(next).toBeLessThanOrEqual(clock.now() + waitAfter(tries))
    if (tries > 1) expect(next).toBeGreaterThanOrEqual(triedAt + waitAfter(tries))
    // The oldest message alone is tried, and no sooner.
    expect(state.stalls).toBe(tries)
    if (tries === TRIES) state.stalled.clear()
    triedAt = next
    clock.advance(next - clock.now())
  }
  await soon(() => textsOf(li)).toEqual(['一', '二'])
  await soon(rows).toMatchObject([{ state: 'sent' }, { state: 'sent' }, { state: 'sent' }])
  clock.advance(10 * MINUTE)

  expect(textsOf(li)).toEqual(['一', '二'])
  expect(textsOf(wang)).toEqual(['快'])
  // No answer came, so nobody can know that it was not taken; staff are told.
  expect(await rows()).toMatchObject([
    { tries: TRIES + 1, may_be_twice: 1 },
    { tries: 1, may_be_twice: 0 },
    { tries: 1, may_be_twice: 0 },
  ])
})
