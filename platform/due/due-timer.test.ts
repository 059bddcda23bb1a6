import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Clock, DAY, HOUR, type Instant, MINUTE, SECOND } from '../clock.js'
import { type FixedClock, fixedClock } from '../testing/fixed-clock.js'
import { AFTER_FAILURE, createDueTimer, type DueSource, LONGEST_SLEEP } from './due-timer.js'

/** What is written down and outlives a process: the moments, and which of them were found when. */
interface Disk {
  readonly moments: Set<Instant>
  readonly found: { readonly moment: Instant; readonly at: Instant }[]
}

function sourceOn(disk: Disk, clock: FixedClock): DueSource {
  const open = () => [...disk.moments].filter((each) => !disk.found.some((f) => f.moment === each))
  return {
    name: 'test',
    next: async () => (open().length === 0 ? undefined : Math.min(...open())),
    async run(now) {
      for (const moment of open().filter((each) => each <= now)) {
        disk.found.push({ moment, at: clock.now() })
      }
    },
  }
}

/** Lets begun promises come to their end; nothing in these tests waits for more. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

const ascending = (a: number, b: number) => a - b

function openTest(moments: readonly Instant[] = []) {
  const clock = fixedClock(0)
  const disk: Disk = { moments: new Set(moments), found: [] }
  const reports: string[] = []
  const start = (clockOfTimer: Clock = clock) =>
    createDueTimer({
      clock: clockOfTimer,
      report: (name, cause) => reports.push(`${name}: ${cause}`),
    })
  return { clock, disk, reports, start }
}

describe('the timer', () => {
  test('runs a source at its moment, and not before', async () => {
    const { clock, disk, start } = openTest([HOUR])
    await using timer = start()
    timer.register(sourceOn(disk, clock))
    await settle()

    clock.advance(HOUR - 1)
    await settle()
    expect(disk.found).toEqual([])
    clock.advance(1)
    await settle()

    expect(disk.found).toEqual([{ moment: HOUR, at: HOUR }])
  })

  test('finds at its start what fell due while nobody was there', async () => {
    const { clock, disk, start } = openTest([HOUR, 2 * HOUR])
    clock.advance(DAY)
    await using timer = start()

    timer.register(sourceOn(disk, clock))
    await settle()

    expect(disk.found.map(({ moment }) => moment)).toEqual([HOUR, 2 * HOUR])
  })

  test('hears of an earlier moment that came later', async () => {
    const { clock, disk, start } = openTest([DAY])
    await using timer = start()
    const handle = timer.register(sourceOn(disk, clock))
    await settle()

    disk.moments.add(MINUTE)
    handle.look()
    await settle()
    clock.advance(MINUTE)
    await settle()

    expect(disk.found).toEqual([{ moment: MINUTE, at: MINUTE }])
  })

  test('sleeps longer than a timer of the machine can', async () => {
    const { clock, disk, start } = openTest([60 * DAY])
    let longest = 0
    const after: Clock['after'] = (delay, work) => {
      longest = Math.max(longest, delay)
      return clock.after(delay, work)
    }
    await using timer = start({ now: clock.now, after })
    timer.register(sourceOn(disk, clock))
    await settle()

    clock.advance(60 * DAY)
    await settle()

    expect(disk.found).toEqual([{ moment: 60 * DAY, at: 60 * DAY }])
    expect(longest).toBeLessThan(2 ** 31)
  })

  test('notices within the longest sleep that the clock was set forward', async () => {
    const { clock, disk, start } = openTest([10 * HOUR])
    let ahead = 0
    await using timer = start({ now: () => clock.now() + ahead, after: clock.after })
    timer.register(sourceOn(disk, clock))
    await settle()

    ahead = 11 * HOUR
    clock.advance(LONGEST_SLEEP)
    await settle()

    expect(disk.found.map(({ moment }) => moment)).toEqual([10 * HOUR])
  })

  test('waits on when the clock was set back', async () => {
    const { clock, disk, start } = openTest([10 * SECOND])
    let ahead = 0
    await using timer = start({ now: () => clock.now() + ahead, after: clock.after })
    timer.register(sourceOn(disk, clock))
    await settle()

    ahead = -HOUR
    clock.advance(10 * SECOND)
    await settle()
    expect(disk.found).toEqual([])
    clock.advance(HOUR)
    await settle()

    expect(disk.found).toHaveLength(1)
  })

  test('asks all anew when the clock was set back', async () => {
    const { clock, start } = openTest()
    let ahead = 0
    const shifted = { now: () => clock.now() + ahead, after: clock.after }
    await using timer = start(shifted)
    let runs = 0
    timer.register({
      name: 'broken',
      next: async () => -2 * DAY,
      async run() {
        runs++
        throw new Error('the disk is full')
      },
    })
    await settle()

    ahead = -DAY
    clock.advance(LONGEST_SLEEP)
    await settle()

    expect(runs).toBe(2)
  })

  test('does not run while nothing is to come', async () => {
    const { clock, disk, start } = openTest()
    let begun = 0
    const after: Clock['after'] = (delay, work) => {
      begun++
      return clock.after(delay, work)
    }
    await using timer = start({ now: clock.now, after })

    timer.register(sourceOn(disk, clock))
    await settle()

    expect(begun).toBe(0)
  })

  test('asks a source that failed again after a minute, while others go on', async () => {
    const { clock, disk, reports, start } = openTest([2 * SECOND])
    await using timer = start()
    let asked = 0
    timer.register({
      name: 'broken',
      next: async () => {
        asked++
        throw new Error('the disk is full')
      },
      run: async () => {},
    })
    timer.register(sourceOn(disk, clock))
    await settle()

    clock.advance(2 * SECOND)
    await settle()
    expect(disk.found).toHaveLength(1)
    expect(reports).toEqual(['broken: Error: the disk is full'])
    clock.advance(AFTER_FAILURE - 2 * SECOND)
    await settle()

    expect(asked).toBe(2)
  })

  test('does not spin over a source that leaves undone what is due', async () => {
    const { clock, reports, start } = openTest()
    await using timer = start()
    let runs = 0
    timer.register({
      name: 'lazy',
      next: async () => 0,
      run: async () => {
        runs++
      },
    })
    await settle()

    expect(runs).toBe(1)
    expect(reports[0]).toContain('lazy: Error: What was due at 0 is still due')
    clock.advance(AFTER_FAILURE)
    await settle()
    expect(runs).toBe(2)
  })

  test('finds every moment exactly once, over any restarts', async () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('add' as const),
        in: fc.integer({ min: -HOUR, max: 3 * DAY }),
      }),
      fc.record({ kind: fc.constant('pass' as const), time: fc.integer({ min: 0, max: DAY }) }),
      fc.record({ kind: fc.constant('restart' as const), down: fc.integer({ min: 0, max: DAY }) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const { clock, disk, start } = openTest()
        let timer = start()
        let handle = timer.register(sourceOn(disk, clock))
        for (const each of steps) {
          if (each.kind === 'add') {
            disk.moments.add(clock.now() + each.in)
            handle.look()
          } else if (each.kind === 'pass') clock.advance(each.time)
          else {
            await timer[Symbol.asyncDispose]()
            clock.advance(each.down)
            timer = start()
            handle = timer.register(sourceOn(disk, clock))
          }
          await settle()

          const due = [...disk.moments].filter((moment) => moment <= clock.now())
          const found = disk.found.map(({ moment }) => moment)
          expect(found.toSorted(ascending)).toEqual(due.toSorted(ascending))
        }
        await timer[Symbol.asyncDispose]()
      }),
      { numRuns: 300 },
    )
  })
})
