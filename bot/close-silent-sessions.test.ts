import { describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '../platform/clock.js'
import { createDueTimer } from '../platform/due/due-timer.js'
import type { StoredEvent } from '../platform/events/event-table.js'
import { type FixedClock, fixedClock } from '../platform/testing/fixed-clock.js'
import { closeSilentSessions } from './close-silent-sessions.js'

const SILENCE = 30 * MINUTE

/** Conversations that only tell when they were asked to close, and a way to hear of a message. */
function openTest(clock: FixedClock, oldest: () => number | undefined, close = async () => 0) {
  const sweeps: number[] = []
  const listeners = new Set<(event: StoredEvent) => void>()
  let ahead = 0
  const shifted = { now: () => clock.now() + ahead, after: clock.after }
  const timer = createDueTimer({ clock: shifted, report: () => {} })
  const sessions = closeSilentSessions({
    store: {
      listen(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    conversations: {
      async closeSilent() {
        sweeps.push(shifted.now())
        return close()
      },
      oldestOpenMessage: async () => oldest(),
    },
    clock: shifted,
    silence: SILENCE,
  })
  const unlisten = sessions.follow(timer.register(sessions).look)
  const message = { number: 1, at: 0, topic: 'a', name: 'message-added', data: {} }
  return {
    sweeps,
    write: () => {
      for (const listener of listeners) listener(message)
    },
    setBack: (time: number) => {
      ahead -= time
    },
    async [Symbol.asyncDispose]() {
      unlisten()
      await timer[Symbol.asyncDispose]()
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
    await using test = openTest(clock, () => (clock.now() === start ? start : undefined))
    await settle()

    clock.advance(SILENCE)
    await settle()
    expect(test.sweeps).toEqual([start])
    clock.advance(1)
    await settle()

    expect(test.sweeps).toEqual([start, start + SILENCE + 1])
  })

  test('sleeps for good while nobody writes, and wakes after the next message', async () => {
    const clock = fixedClock()
    await using test = openTest(clock, () => undefined)
    await settle()

    clock.advance(10 * SILENCE)
    await settle()
    expect(test.sweeps).toHaveLength(1)
    test.write()
    await settle()
    clock.advance(SILENCE + 1)
    await settle()

    expect(test.sweeps).toHaveLength(2)
  })

  test('does not wait for a moment that was set before the clock was set back', async () => {
    const clock = fixedClock()
    await using test = openTest(clock, () => undefined)
    test.write()
    await settle()

    test.setBack(DAY)
    test.write()
    await settle()
    clock.advance(SILENCE + 1)
    await settle()

    expect(test.sweeps).toHaveLength(2)
  })

  test('tries again once a minute while nothing can be stored', async () => {
    const clock = fixedClock()
    const longAgo = clock.now() - 10 * SILENCE
    await using test = openTest(
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
  })
})
