import { expect, test } from 'vitest'
import { lazy } from './lazy.js'

test('is made once, at its first use', () => {
  let made = 0
  const value = lazy(() => ++made)

  expect(made).toBe(0)
  expect([value(), value()]).toEqual([1, 1])
})

test('what could not be made is tried again', () => {
  let tries = 0
  const value = lazy(() => {
    if (++tries === 1) throw new Error('not yet')
    return 'made'
  })

  expect(value).toThrow('not yet')
  expect(value()).toBe('made')
})
