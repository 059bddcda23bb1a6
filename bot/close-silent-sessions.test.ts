import { describe, expect, test } from 'vitest'
import { MINUTE } from '../platform/clock.js'
import type { StoredEvent } from '../platform/events/event-table.js'
import { silentLog } from '../platform/log.js'
import { type FixedClock, fixedClock } from '../platform/testing/fixed-clock.js'
import { closeSilentSessions } from './close-silent-sessions.js'

const SILENCE = 30 * MINUTE

/** Conversations that only tell when they were asked to close, and a way to hear of a message. */
function openTest(clock: FixedClock, oldest: () => number | undefined, close = async () => 0) {
  const sweeps: number[] = []
  const listeners = new Set<(event: StoredEvent) => void>()
  const end = closeSilentSessions({
    store: {
      listen(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    conversations: {
      async closeSilent() {
        sweeps.push(clock.now())
        return close()
      },
      oldestOpenMessage: async () => oldest(),
    },
    clock,
    log: silentLog,
    silence: SILENCE,
  })
  const message = { number: 1, at: 0, topic: 'a', name: 'message-added', data: {} }
  return {
    sweeps,
    end,
    write: () => {
      for (const listener of listeners) listener(message)
    },
  }
}

/** Lets what was begun by a timer come to its end; nothing in these tests waits for more. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
}

describe('closing silent sessions', () => {
  test('sleeps until the oldest one is due', async () => {
    const clock = fixedClock()
    const start = clock.now()
    const test = openTest(clock, () => start)
    await settle()

    clock.advance(SILENCE)
    expect(test.sweeps).toEqual([start])
    clock.advance(1)
    await settle()

    expect(test.sweeps).toEqual([start, start + SILENCE + 1])
    await test.end()
  })

  test('sleeps for good while nobody writes, and wakes after the next message', async () => {
    const clock = fixedClock()
    const test = openTest(clock, () => undefined)
    await settle()

    clock.advance(10 * SILENCE)
    expect(test.sweeps).toHaveLength(1)
    test.write()
    clock.advance(SILENCE + 1)
    await settle()

    expect(test.sweeps).toHaveLength(2)
    await test.end()
  })

  test('tries again once a minute while nothing can be stored', async () => {
    const clock = fixedClock()
    const longAgo = clock.now() - 10 * SILENCE
    const test = openTest(
      clock,
      () => longAgo,
      async () => {
        throw new Error('the disk is full')
      },
    )
    await settle()

    for (let minute = 0; minute < 3; minute++) {
      clock.advance(MINUTE - 1)
      await settle()
      clock.advance(1)
      await settle()
    }

    expect(test.sweeps).toHaveLength(4)
    await test.end()
  })
})
