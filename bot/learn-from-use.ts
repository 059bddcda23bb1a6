import type { Knowledge, KnowledgeOptions, Label } from '../knowledge/index.js'
import { type Clock, DAY, type Instant, MINUTE, type Millis } from '../platform/clock.js'
import type { Store } from '../platform/events/store.js'
import { reasonOf } from '../platform/fault.js'
import type { Logger } from '../platform/log.js'

/** So many new labels are worth learning from at once; fewer wait for the day to pass. */
const WORTH_LEARNING = 20

/** From the first sign of a new label until they are counted: the record is read for it. */
const COUNT_AFTER: Millis = 10 * MINUTE

/** What may make a label, or take one back. */
const SIGNS: ReadonlySet<string> = new Set(['message-added', 'answer-rated', 'answer-corrected'])

export interface LearnFromUseDeps {
  readonly store: Pick<Store, 'listen'>
  /** What the record says. */
  readonly labels: () => Promise<readonly Label[]>
  readonly clock: Clock
  readonly log: Logger
}

export interface LearnFromUse extends AsyncDisposable {
  /** What knowledge learns from, each time that it does. */
  readonly labelsFromUse: NonNullable<KnowledgeOptions['labelsFromUse']>
  /** From now on has it learn again when enough is new. */
  watch(knowledge: Pick<Knowledge, 'learnAgain'>): void
}

/**
 * Lets use sharpen the confidence: after twenty new labels, or once a day when there is one.
 *
 * One timer sleeps until labels are worth counting, and none runs while nobody writes. All of it is
 * in the background; no turn waits for it.
 */
export function learnFromUse({ store, labels, clock, log }: LearnFromUseDeps): LearnFromUse {
  let learned: ReadonlySet<string> = new Set()
  let learnedAt: Instant = clock.now()
  let cancel: (() => void) | undefined
  let counting: Promise<void> = Promise.resolve()
  let unlisten = () => {}
  let ended = false

  async function count(knowledge: Pick<Knowledge, 'learnAgain'>): Promise<void> {
    try {
      const fresh = (await labels()).filter((label) => !learned.has(keyOf(label))).length
      if (ended || fresh === 0) return
      const due = learnedAt + DAY
      if (fresh < WORTH_LEARNING && clock.now() < due) {
        sleep(due - clock.now(), knowledge)
        return
      }
      log.info({ event: 'labels-grew', fresh }, 'use has shown enough to learn from again')
      knowledge.learnAgain()
    } catch (cause) {
      log.error({ reason: reasonOf(cause) }, 'labels from use could not be read')
    }
  }

  let wakesAt = Number.POSITIVE_INFINITY
  /** A sooner moment takes the place of a later one. */
  function sleep(time: Millis, knowledge: Pick<Knowledge, 'learnAgain'>): void {
    const at = clock.now() + time
    if (ended || wakesAt <= at) return
    cancel?.()
    wakesAt = at
    cancel = clock.after(time, () => {
      wakesAt = Number.POSITIVE_INFINITY
      counting = counting.then(() => count(knowledge))
    })
  }

  return {
    async labelsFromUse() {
      const known = await labels()
      learned = new Set(known.map(keyOf))
      learnedAt = clock.now()
      return known
    },
    watch(knowledge) {
      unlisten = store.listen(({ name }) => {
        if (SIGNS.has(name)) sleep(COUNT_AFTER, knowledge)
      })
      // What came while the service was down, or since it last learned.
      sleep(COUNT_AFTER, knowledge)
    },
    async [Symbol.asyncDispose]() {
      ended = true
      unlisten()
      cancel?.()
      await counting
    },
  }
}

function keyOf({ text, gold }: Label): string {
  return JSON.stringify([text, gold])
}
