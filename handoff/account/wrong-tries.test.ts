import { expect, test } from 'vitest'
import { DAY, SECOND } from '../../platform/clock.js'
import { createWrongTries } from './wrong-tries.js'

test('five wrong passwords make a login wait half a minute, and no longer though the clock was set back', () => {
  let now = 10 * DAY
  const tries = createWrongTries({ now: () => now })
  for (let count = 0; count < 5; count++) tries.wrong('chen.chen')

  expect(tries.waitFor('chen.chen')).toBe(30 * SECOND)
  expect(tries.waitFor('lin.xiaoyu')).toBe(0)
  now -= DAY
  expect(tries.waitFor('chen.chen')).toBe(0)
})
