import type { Clock, Instant, Millis } from '../../platform/clock.js'
import type { Store } from '../../platform/events/store.js'
import type { Urgency } from '../case/case.js'
import { type Emergency, holdsAt } from './emergency.js'
import { TOPIC } from './emergency-service.js'
import { allEmergencies } from './emergency-table.js'

/** What is in force, kept in memory: each turn of the bot and each clock of a case asks. */
export interface EmergencyBoard extends AsyncDisposable {
  /** Real ones that hold now, the oldest first. */
  inForce(): readonly Emergency[]
  /** Ids of their plans, for the rules of the handbook. */
  ids(): readonly string[]
  /** The target for a first response that began at `at`, by an emergency in force then. */
  firstResponse(urgency: Urgency, at: Instant, usual: Millis): Millis
  /** Resolves when every change that was committed before is known here. */
  settled(): Promise<void>
  /**
   * Calls `listener` after each change of what is in force.
   *
   * @returns A function that ends it.
   */
  onChange(listener: () => void): () => void
}

export interface EmergencyBoardDeps {
  readonly store: Pick<Store, 'db' | 'listen'>
  readonly clock: Pick<Clock, 'now'>
  /** Told when what changed could not be read; it is read again at the next change. */
  readonly report: (cause: unknown) => void
}

export async function openEmergencyBoard(deps: EmergencyBoardDeps): Promise<EmergencyBoard> {
  const { store, clock } = deps
  const listeners = new Set<() => void>()
  let reading: Promise<void> = Promise.resolve()
  let known: readonly Emergency[] = []
  const unlisten = store.listen(({ topic, name }) => {
    if (topic === TOPIC && name.startsWith('emergency-')) reading = reading.then(read)
  })
  known = await readAll()

  // Those that ended count as well: a clock asks what held when it began.
  async function readAll(): Promise<readonly Emergency[]> {
    return (await allEmergencies(store.db)).filter(({ mode }) => mode === 'real')
  }

  async function read(): Promise<void> {
    try {
      known = await readAll()
      for (const listener of listeners) listener()
    } catch (cause) {
      deps.report(cause)
    }
  }

  const holding = (at: Instant) => known.filter((each) => holdsAt(each, at))

  return {
    inForce: () => holding(clock.now()),
    ids: () => [...new Set(holding(clock.now()).map(({ plan }) => plan.id))],
    firstResponse(urgency, at, usual) {
      const targets = holding(at).flatMap(({ plan }) => plan.effects.firstResponse ?? [])
      // Of several, the one that was declared last knows most.
      return targets.at(-1)?.[urgency] ?? usual
    },
    settled: () => reading,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async [Symbol.asyncDispose]() {
      unlisten()
      await reading
    },
  }
}
