import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { branchSignal } from './branch-signal.js'

const listeners = (signal: AbortSignal) => getEventListeners(signal, 'abort').length

test('all branches share one listener, and the last that is over takes it off', () => {
  const whole = new AbortController()

  const branches = Array.from({ length: 50 }, () => branchSignal(whole.signal))
  expect(listeners(whole.signal)).toBe(1)
  for (const branch of branches.slice(1)) branch[Symbol.dispose]()
  expect(listeners(whole.signal)).toBe(1)
  branches[0]?.abort()

  expect(listeners(whole.signal)).toBe(0)
})

test('a branch ends with the whole, for the same reason, and with nothing else', () => {
  const whole = new AbortController()
  const [first, second, over] = [1, 2, 3].map(() => branchSignal(whole.signal))
  over?.[Symbol.dispose]()
  first?.abort()
  expect(second?.signal.aborted).toBe(false)

  whole.abort('the service stops')

  expect(second?.signal.reason).toBe('the service stops')
  expect(over?.signal.aborted).toBe(false)
  expect(branchSignal(whole.signal).signal.reason).toBe('the service stops')
})

test('a whole that was left by all can be branched off again', () => {
  const whole = new AbortController()
  branchSignal(whole.signal)[Symbol.dispose]()
  const again = branchSignal(whole.signal)

  whole.abort()

  expect(again.signal.aborted).toBe(true)
})
