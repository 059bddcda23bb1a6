import { expect, test } from 'vitest'
import { MINUTE } from '../../platform/clock.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import type { SessionId } from '../conversation/message.js'
import { CHEN, COMPLAINT, openTestDesk } from '../tests/open-test-desk.js'
import { casesOfTurns } from './cases-of-turns.js'

test('a turn belongs to the case of its visit that was opened nearest to it', async () => {
  const clock = fixedClock()
  await using desk = await openTestDesk({ clock })
  const first = await desk.openCase()
  const began = clock.now()
  await desk.cases.take(first, CHEN)
  await desk.cases.giveBack(first, CHEN)
  clock.advance(10 * MINUTE)
  await desk.write('人工')
  await desk.handOver(await desk.botTurn('of course.'), COMPLAINT)
  const [second] = await desk.cases.list({ view: 'queue', agent: CHEN })
  const { id: session } = await desk.session()

  const turn = (minutes: number) => ({ session, at: began + minutes * MINUTE })
  const other = { session: 'session_other0000000' as SessionId, at: began }
  const found = await casesOfTurns(desk.store.db, [turn(1), turn(9), other])

  expect(found).toEqual([first, second?.case.id, null])
  expect(await casesOfTurns(desk.store.db, [])).toEqual([])
})
