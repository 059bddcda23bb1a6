import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { Fault } from '../../platform/fault.js'
import { silentLog } from '../../platform/log.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { NO_VERDICTS } from './count-effects.js'
import { createEffectRuns, type RunState } from './effect-runs.js'
import type { Effect, MeasureEffect } from './measure-effect.js'

const EDIT = { file: 'refunds/refund.md', source: 'new' }
const EFFECT: Effect = {
  ...{ touched: ['refund'], tests: [], failing: [], questions: [], leftOut: 0 },
  counts: NO_VERDICTS,
  answered: { before: { count: 0, right: 0 }, after: { count: 0, right: 0 } },
}

/** Runs whose measuring is done by hand: each call waits until the test answers it. */
function openRuns() {
  const clock = fixedClock()
  const stop = new AbortController()
  const measured: Measuring[] = []
  const live = { revision: 1 }
  const measureEffect: MeasureEffect = (edits, signal, onQuestion = () => {}) =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason))
      measured.push({ edits, signal, onQuestion, resolve, reject })
    })
  const runs = createEffectRuns({
    measureEffect,
    knowledge: { complete: async () => {}, revision: () => live.revision },
    ...{ clock, log: silentLog, stopping: stop.signal },
  })
  /** The measuring that began as the n-th. */
  const begun = async (n = 0) => {
    for (let i = 0; i < 10; i++) await turn()
    const measuring = measured[n]
    if (!measuring) throw new Error(`Only ${measured.length} were begun.`)
    return measuring
  }
  return { runs, clock, stop, measured, live, begun }
}

interface Measuring {
  readonly edits: unknown
  readonly signal: AbortSignal
  readonly onQuestion: (done: number, total: number) => void
  readonly resolve: (effect: Effect) => void
  readonly reject: (cause: unknown) => void
}

/** Reads a run until it is over, or as many states as are wanted. */
async function read(states: AsyncIterable<RunState>, most = 100): Promise<readonly RunState[]> {
  const told: RunState[] = []
  for await (const state of states) {
    told.push(state)
    if (told.length === most) break
  }
  return told
}

const { signal } = new AbortController()

describe('a run', () => {
  test('is one for two who look at the same edit, and tells both how far it is', async () => {
    const { runs, measured, begun, clock } = openRuns()
    const { id } = runs.look(EDIT)
    const both = [read(runs.follow(id, signal)), read(runs.follow(id, signal))]

    const { onQuestion, resolve } = await begun()
    onQuestion(1, 400)
    clock.advance(100)
    onQuestion(2, 400)
    await turn()
    resolve(EFFECT)

    expect(runs.look({ ...EDIT }).id).toBe(id)
    for (const told of await Promise.all(both)) {
      expect(told).toEqual([
        { kind: 'asking', done: 0, total: 0 },
        { kind: 'asking', done: 1, total: 400 },
        { kind: 'done', effect: EFFECT, at: clock.now() },
      ])
    }
    expect(measured).toHaveLength(1)
  })

  test('is recalled for the same words and the same articles, and begun anew for others', async () => {
    const { runs, measured, begun, live } = openRuns()
    const first = runs.look(EDIT)
    const { resolve } = await begun()
    resolve(EFFECT)
    await turn()

    const again = runs.look(EDIT)
    const other = runs.look({ ...EDIT, source: 'newer' })
    live.revision++
    const later = runs.look(EDIT)

    expect([first, again].map(({ state }) => state.kind)).toEqual(['done', 'done'])
    expect([other, later].map(({ state }) => state.kind)).toEqual(['asking', 'asking'])
    await begun(2)
    expect(measured).toHaveLength(3)
  })

  test('begins again by itself when articles change under it, and gives up at the third time', async () => {
    const { runs, begun, live } = openRuns()
    const { id } = runs.look(EDIT)
    const told = read(runs.follow(id, signal))

    for (let n = 0; n < 3; n++) {
      const { resolve } = await begun(n)
      live.revision++
      resolve(EFFECT)
    }

    expect((await told).at(-1)).toEqual({ kind: 'failed', reason: 'changing' })
  })

  test('tells an edit that cannot be read from what broke', async () => {
    const { runs, begun } = openRuns()
    const [unreadable, broken] = [runs.look(EDIT), runs.look({ ...EDIT, source: 'other' })]
    const first = await begun(0)
    first.reject(new Fault('bad-input', 'The file has no front matter.'))
    const second = await begun(1)
    second.reject(new Error('no model'))
    await turn()

    expect(unreadable.state).toEqual({
      ...{ kind: 'failed', reason: 'unreadable', detail: 'The file has no front matter.' },
    })
    expect(broken.state).toEqual({ kind: 'failed', reason: 'broken' })
    // Loading the page again shows what went wrong; only who asks for it has it measured again.
    expect(runs.look(broken.edit).state.kind).toBe('failed')
    runs.forget(broken.id)
    expect(runs.look(broken.edit).state.kind).toBe('asking')
  })
})

describe('a run that is waited for', () => {
  test('ends soon after the last who followed it has left, and not before', async () => {
    const { runs, clock, begun } = openRuns()
    const { id } = runs.look(EDIT)
    const [one, other] = [new AbortController(), new AbortController()]
    const followed = [read(runs.follow(id, one.signal)), read(runs.follow(id, other.signal))]
    const { signal: measuring } = await begun()

    one.abort()
    await followed[0]
    clock.advance(600_000)
    expect(measuring.aborted).toBe(false)
    other.abort()
    await followed[1]
    expect(measuring.aborted).toBe(false)
    clock.advance(10_000)

    expect(measuring.aborted).toBe(true)
    expect(runs.find(id)?.state).toEqual({ kind: 'ended' })
  })

  test('goes on for a page that is loaded again in time', async () => {
    const { runs, clock, begun } = openRuns()
    const { id } = runs.look(EDIT)
    const { signal: measuring } = await begun()

    for (let i = 0; i < 5; i++) {
      clock.advance(59_000)
      runs.look(EDIT)
    }
    expect([measuring.aborted, runs.find(id)?.state.kind]).toEqual([false, 'asking'])
    clock.advance(60_000)

    expect(measuring.aborted).toBe(true)
  })

  test('ends at once when the only one stops waiting, and not while a colleague waits', async () => {
    const { runs, begun } = openRuns()
    const alone = runs.look(EDIT)
    const shared = runs.look({ ...EDIT, source: 'other' })
    const [first, second] = [await begun(0), await begun(1)]
    const colleague = new AbortController()
    const told = read(runs.follow(shared.id, colleague.signal))

    runs.stopWaiting(alone.id)
    runs.stopWaiting(shared.id)
    expect([first.signal.aborted, second.signal.aborted]).toEqual([true, false])
    second.resolve(EFFECT)

    expect((await told).at(-1)?.kind).toBe('done')
  })

  test('ends when the service stops', async () => {
    const { runs, stop, begun } = openRuns()
    const { id } = runs.look(EDIT)
    const { signal: measuring } = await begun()
    const told = read(runs.follow(id, signal))

    stop.abort()

    expect((await told).at(-1)).toEqual({ kind: 'ended' })
    expect(measuring.aborted).toBe(true)
  })
})

test('what customers asked is kept no longer than it may be', async () => {
  const { runs, begun } = openRuns()
  const { id } = runs.look(EDIT)
  const { resolve } = await begun()

  runs.forgetAll()
  resolve(EFFECT)
  await turn()

  expect(runs.find(id)).toBeUndefined()
})
