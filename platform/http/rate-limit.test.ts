import { expect, test } from 'vitest'
import { DAY, SECOND } from '../clock.js'
import { fixedClock } from '../testing/fixed-clock.js'
import { createRateLimit } from './rate-limit.js'

test('a key may do its share in each stretch of time, whatever others do', () => {
  const clock = fixedClock()
  const limit = createRateLimit({ max: 2, per: 10 * SECOND }, clock)
  const tries = (key: string) => [limit.take(key), limit.take(key), limit.take(key)]

  expect(tries('a')).toEqual([true, true, false])
  expect(tries('b')).toEqual([true, true, false])
  clock.advance(9 * SECOND)
  expect(limit.take('a')).toBe(false)
  clock.advance(1 * SECOND)
  expect(tries('a')).toEqual([true, true, false])
})

test('a refusal does not count, so waiting always helps', () => {
  const clock = fixedClock()
  const limit = createRateLimit({ max: 1, per: 10 * SECOND }, clock)
  limit.take('a')

  clock.advance(5 * SECOND)
  limit.take('a')
  clock.advance(5 * SECOND)

  expect(limit.take('a')).toBe(true)
})

test('nobody is locked out by what they did before the clock was set back', () => {
  const clock = fixedClock()
  let ahead = 0
  const limit = createRateLimit({ max: 1, per: 10 * SECOND }, { now: () => clock.now() + ahead })
  limit.take('a')

  ahead = -DAY
  const after = [limit.take('a'), limit.take('a')]
  clock.advance(10 * SECOND)

  expect(after).toEqual([true, false])
  expect(limit.take('a')).toBe(true)
})
