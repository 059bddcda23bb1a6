import { setImmediate } from 'node:timers/promises'
import { createUnansweredReader } from '../handoff/index.js'
import { type GapBoard, type GapSource, openGapBoard } from '../knowledge/index.js'
import type { Clock } from '../platform/clock.js'
import type { Db } from '../platform/db/tables.js'
import type { Store } from '../platform/events/store.js'
import type { Logger } from '../platform/log.js'
import type { Pipeline } from './open-pipeline.js'

/** What may leave a question without a good answer, or give it one. */
const SIGNS: ReadonlySet<string> = new Set([
  'message-added',
  'answer-rated',
  'answer-corrected',
  'customer-erased',
])

export interface GapsDeps {
  readonly store: Pick<Store, 'listen'>
  /** A connection of its own: the record is read while customers are served. */
  readonly reads: Db
  readonly pipeline: Pick<Pipeline, 'knowledge' | 'embed'>
  readonly clock: Clock
  readonly log: Logger
  /** Settles once customers are served. */
  readonly after: Promise<unknown>
}

export interface Gaps extends AsyncDisposable {
  readonly board: GapBoard
  readonly source: GapSource
}

/** Lets the record of conversations say what the articles lack, in the background. */
export function openGaps({ store, reads, pipeline, clock, log, after }: GapsDeps): Gaps {
  const source = createUnansweredReader(reads)
  const { knowledge, embed } = pipeline
  const pause = () => setImmediate()
  const board = openGapBoard({ source, embed, knowledge, clock, log, pause })
  const unlisten = store.listen(({ name }) => {
    if (SIGNS.has(name)) board.touch()
  })
  // What came while the service was down.
  void after.then(() => board.touch())
  return {
    board,
    source,
    async [Symbol.asyncDispose]() {
      unlisten()
      await board[Symbol.asyncDispose]()
    },
  }
}
