import { describe, expect, test } from 'vitest'
import type { Label } from '../knowledge/index.js'
import { DAY, MINUTE } from '../platform/clock.js'
import type { StoredEvent } from '../platform/events/event-table.js'
import { silentLog } from '../platform/log.js'
import { fixedClock } from '../platform/testing/fixed-clock.js'
import { learnFromUse } from './learn-from-use.js'

const labels = (count: number): readonly Label[] =>
  Array.from({ length: count }, (_, i) => ({ text: `问题 ${i}`, language: 'zh-Hans', gold: ['a'] }))

/** Learning that counts how often the record was read and knowledge learned. */
function open(known: readonly Label[] = []) {
  const clock = fixedClock()
  const listeners = new Set<(event: StoredEvent) => void>()
  const state = { known, read: 0, learned: 0 }
  const learning = learnFromUse({
    store: {
      listen(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    async labels() {
      state.read++
      return state.known
    },
    clock,
    log: silentLog,
  })
  learning.watch({ learnAgain: () => void state.learned++ })
  return {
    state,
    learning,
    listeners,
    happen: (name: string) => {
      const event = { number: 1, at: clock.now(), topic: 'conversation_1', name, data: {} }
      for (const listener of listeners) listener(event)
    },
    /** Lets time pass, and what falls due in it be done. */
    async pass(time: number) {
      clock.advance(time)
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

describe('learning from use', () => {
  test('learns again once twenty labels are new, and not for those it has learned', async () => {
    const { state, learning, happen, pass } = open()
    state.known = labels(19)
    await learning.labelsFromUse()
    await pass(10 * MINUTE)

    state.known = labels(38)
    happen('answer-rated')
    await pass(10 * MINUTE)
    const after19 = state.learned
    state.known = labels(39)
    happen('answer-corrected')
    await pass(10 * MINUTE)

    expect([after19, state.learned]).toEqual([0, 1])
  })

  test('learns of a single new label when a day has passed', async () => {
    const { state, happen, pass } = open()
    state.known = labels(1)
    happen('answer-rated')
    await pass(DAY - MINUTE)
    const before = state.learned
    await pass(MINUTE)

    expect([before, state.learned]).toEqual([0, 1])
  })

  test('reads the record once for many signs, and not at all while nothing happens', async () => {
    const { state, happen, pass } = open()
    for (let i = 0; i < 50; i++) happen('message-added')
    await pass(10 * MINUTE)
    await pass(3 * DAY)

    expect(state).toMatchObject({ read: 1, learned: 0 })
  })

  test('looks once at the start for what came before', async () => {
    const { state, pass } = open(labels(20))
    await pass(10 * MINUTE)

    expect(state.learned).toBe(1)
  })

  test('does nothing once it is closed', async () => {
    const { state, learning, listeners, pass } = open(labels(20))
    await learning[Symbol.asyncDispose]()
    await pass(DAY)

    expect(state).toMatchObject({ read: 0, learned: 0 })
    expect(listeners.size).toBe(0)
  })
})
