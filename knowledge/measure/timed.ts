import { setTimeout as wait } from 'node:timers/promises'
import { threadMilliseconds } from './process-usage.js'

/** What a piece of work gave, and what it cost. */
export interface Timed<T> {
  readonly result: T
  readonly took: number
  /** Of this thread. */
  readonly cpu: number
  readonly stall: number
  /** The longest turn of the event loop, as processor time: what others do does not count. */
  readonly turn: number
}

/** Times one piece of work, and what it keeps others in this thread from. */
export async function timed<T>(work: () => Promise<T>): Promise<Timed<T>> {
  // What was done before is no stall of this.
  await wait(100)
  const stalls = watchStalls()
  const [start, before] = [performance.now(), threadMilliseconds()]
  let [turn, last] = [0, before]
  const look = () => {
    turn = Math.max(turn, threadMilliseconds() - last)
    last = threadMilliseconds()
    next = setImmediate(look)
  }
  let next = setImmediate(look)
  const result = await work()
  const [took, cpu] = [performance.now() - start, threadMilliseconds() - before]
  await wait(10)
  clearImmediate(next)
  return { result, took, cpu, stall: stalls.end(), turn }
}

/** Sees how long the event loop was held at most. */
export function watchStalls(): { end(): number } {
  let longest = 0
  let last = performance.now()
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last - 5)
    last = performance.now()
  }, 5)
  return {
    end() {
      clearInterval(timer)
      return longest
    },
  }
}
