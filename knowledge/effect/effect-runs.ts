import { createHash } from 'node:crypto'
import { type Clock, type Instant, MINUTE, type Millis, SECOND } from '../../platform/clock.js'
import { Fault, reasonOf } from '../../platform/fault.js'
import type { Logger } from '../../platform/log.js'
import { waitFor } from '../../platform/wait-for.js'
import type { Knowledge } from '../knowledge.js'
import type { Edit } from './edit.js'
import type { Effect, MeasureEffect } from './measure-effect.js'

/** How far the measuring of one edit is. */
export type RunState =
  /** `total` is 0 until it is known. */
  | { readonly kind: 'asking'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly effect: Effect; readonly at: Instant }
  /** The edit itself is wrong; `detail` says what to write instead. */
  | { readonly kind: 'failed'; readonly reason: 'unreadable'; readonly detail: string }
  /** The articles changed under it again and again, or something broke, which the log tells. */
  | { readonly kind: 'failed'; readonly reason: 'changing' | 'broken' }
  /** Nobody waited any more. */
  | { readonly kind: 'ended' }

export interface EffectRun {
  /** The same for the same edit. */
  readonly id: string
  readonly edit: Edit
  readonly state: RunState
}

/** What edits change, measured beside the pages that show it: once for all who look at the same edit. */
export interface EffectRuns {
  /**
   * Joins the run of this edit, recalls what it gave, or begins it. Whoever looks is taken to wait
   * for a minute, and from then on as long as they follow.
   */
  look(edit: Edit): EffectRun
  find(id: string): EffectRun | undefined
  idOf(edit: Edit): string
  /** The state as it is, then as it changes; ends with the run. While it is read, somebody waits. */
  follow(id: string, signal: AbortSignal): AsyncGenerator<RunState>
  /** Somebody does not wait any longer: the run ends with the last who follows it. */
  stopWaiting(id: string): void
  /** Drops what a run came to, so that the next look begins anew; one that is going on stays. */
  forget(id: string): void
  /** Drops everything, questions of customers included. */
  forgetAll(): void
}

export interface EffectRunsDeps {
  readonly measureEffect: MeasureEffect
  readonly knowledge: Pick<Knowledge, 'complete' | 'revision'>
  readonly clock: Clock
  readonly log: Logger
  /** Ends all runs. */
  readonly stopping: AbortSignal
}

/** Pages without script say nothing until they are loaded again. */
const LOOK_LASTS: Millis = MINUTE

/** A page that is loaded again, or has lost its connection, is back sooner. */
const BACK_WITHIN: Millis = 10 * SECOND

/** Faster than this nobody reads a number. */
const TELL_EVERY: Millis = SECOND / 5

/** An index that changes more often is being made. */
const MOST_TRIES = 3

/** Of some hundred answers each. */
const MOST_KEPT = 20

interface Run {
  readonly id: string
  readonly edit: Edit
  readonly stop: AbortController
  readonly listeners: Set<() => void>
  state: RunState
  /** Of the articles in use. */
  revision: number
  followers: number
  /** Whether somebody has said that they do not wait. */
  isLeft: boolean
  cancelEnd: () => void
}

/**
 * Runs go on without the request that began them. What they came to is kept for exactly this text
 * and this revision of the articles in use; one that articles changed under begins again by itself.
 */
export function createEffectRuns(deps: EffectRunsDeps): EffectRuns {
  const { measureEffect, knowledge, clock, log, stopping } = deps
  const runs = new Map<string, Run>()
  stopping.addEventListener('abort', () => runs.forEach(end), { once: true })

  function begin(edit: Edit): Run {
    const run: Run = {
      ...{ id: runId(edit), edit, stop: new AbortController(), listeners: new Set() },
      ...{ state: { kind: 'asking', done: 0, total: 0 }, revision: knowledge.revision() },
      ...{ followers: 0, isLeft: false, cancelEnd: () => {} },
    }
    runs.delete(run.id)
    runs.set(run.id, run)
    for (const [id, { state }] of runs) {
      if (runs.size > MOST_KEPT && state.kind !== 'asking') runs.delete(id)
    }
    void measure(run)
    return run
  }

  async function measure(run: Run): Promise<void> {
    const signal = AbortSignal.any([run.stop.signal, stopping])
    try {
      const outcome = await measureWhole(run, signal)
      settle(run, signal.aborted ? { kind: 'ended' } : outcome)
    } catch (cause) {
      if (signal.aborted) return settle(run, { kind: 'ended' })
      if (cause instanceof Fault && cause.code === 'bad-input') {
        return settle(run, { kind: 'failed', reason: 'unreadable', detail: cause.message })
      }
      log.error(
        { event: 'effect-failed', reason: reasonOf(cause) },
        'what an edit changes could not be measured',
      )
      settle(run, { kind: 'failed', reason: 'broken' })
    }
  }

  /** Half of one index and half of another would be the effect of no edit. */
  async function measureWhole(run: Run, signal: AbortSignal): Promise<RunState> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      // The first time it may be whole enough: after each change it learns for a minute or more.
      if (tries > 0) await waitFor(knowledge.complete(), signal)
      signal.throwIfAborted()
      run.revision = knowledge.revision()
      let toldAt = Number.NEGATIVE_INFINITY
      const effect = await measureEffect([run.edit], signal, (done, total) => {
        if (clock.now() - toldAt < TELL_EVERY) return
        toldAt = clock.now()
        tell(run, { kind: 'asking', done, total })
      })
      if (knowledge.revision() === run.revision) return { kind: 'done', effect, at: clock.now() }
      tell(run, { kind: 'asking', done: 0, total: 0 })
    }
    return { kind: 'failed', reason: 'changing' }
  }

  function tell(run: Run, state: RunState): void {
    if (run.state.kind !== 'asking') return
    run.state = state
    for (const listener of run.listeners) listener()
  }

  function settle(run: Run, state: RunState): void {
    run.cancelEnd()
    tell(run, state)
  }

  function end(run: Run): void {
    settle(run, { kind: 'ended' })
    run.stop.abort()
  }

  function endUnlessJoined(run: Run, delay: Millis): void {
    run.cancelEnd()
    if (run.followers > 0 || run.state.kind !== 'asking') return
    if (delay === 0) end(run)
    else run.cancelEnd = clock.after(delay, () => end(run))
  }

  return {
    idOf: runId,
    find: (id) => runs.get(id),
    look(edit) {
      const known = runs.get(runId(edit))
      const isOld = known?.state.kind !== 'asking' && known?.revision !== knowledge.revision()
      const run = known && !isOld && known.state.kind !== 'ended' ? known : begin(edit)
      run.isLeft = false
      endUnlessJoined(run, LOOK_LASTS)
      return run
    },
    async *follow(id, signal) {
      const run = runs.get(id)
      if (!run) return
      let wake = () => {}
      const changed = () => wake()
      run.listeners.add(changed)
      signal.addEventListener('abort', changed)
      run.followers++
      run.cancelEnd()
      try {
        let told: RunState | undefined
        while (!signal.aborted) {
          if (told !== run.state) {
            told = run.state
            yield told
            if (told.kind !== 'asking') return
            continue
          }
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
      } finally {
        run.followers--
        run.listeners.delete(changed)
        signal.removeEventListener('abort', changed)
        endUnlessJoined(run, run.isLeft ? 0 : BACK_WITHIN)
      }
    },
    stopWaiting(id) {
      const run = runs.get(id)
      if (!run) return
      run.isLeft = true
      endUnlessJoined(run, 0)
    },
    forget(id) {
      if (runs.get(id)?.state.kind !== 'asking') runs.delete(id)
    },
    forgetAll() {
      for (const run of runs.values()) end(run)
      runs.clear()
    },
  }
}

/** Made of the words themselves, so that a result is never shown for other words than it was made of. */
function runId({ file, source }: Edit): string {
  const text = JSON.stringify([file, source])
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}
