import {
  type CustomerService,
  type CustomerValues,
  createCustomerService,
  createEraser,
  createIdentify,
  createMergeFiles,
  eraseOldVisits,
  type Identify,
  type KeptPages,
  loadTags,
  type ServiceLevel,
} from '../handoff/index.js'
import type { Clock } from '../platform/clock.js'
import type { DueTimer } from '../platform/due/due-timer.js'
import type { Store } from '../platform/events/store.js'
import type { NewId } from '../platform/id.js'

export interface CustomersDeps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly level: ServiceLevel
  readonly values: CustomerValues
  /** `content/handbook/tags.md`. */
  readonly tagsFile: string
  readonly parse: KeptPages['parse']
  readonly timer: DueTimer
  /** Drops what is kept in memory of customers' words. */
  readonly forgetWords: () => void
  /** Removes customers' files of which no row tells any more. */
  readonly removeFiles: () => Promise<void>
}

export interface Customers extends AsyncDisposable {
  readonly customers: CustomerService
  /** Writes into a file what the shop's signed identity says. */
  readonly identify: Identify
}

/**
 * The files of customers, their merging and their erasure; the timer erases what is too old.
 *
 * @throws {Fault} `misconfigured` when the tags cannot be read.
 */
export async function openCustomers(deps: CustomersDeps): Promise<Customers> {
  const { store, clock, newId, level, values, forgetWords, removeFiles } = deps
  const undoneWithin = level.customers.mergeUndoneWithin
  const eraser = createEraser({ store, clock, newId, forgetWords, removeFiles })
  const handle = deps.timer.register(
    eraseOldVisits({
      store,
      clock,
      newId,
      eraser,
      forgetWords,
      afterMonths: level.customers.erasedAfterMonths,
      timeZone: level.openingHours.timeZone,
    }),
  )
  return {
    customers: createCustomerService({
      store,
      clock,
      newId,
      values,
      undoneWithin,
      tags: await loadTags(deps.tagsFile, deps.parse),
      files: createMergeFiles({ store, clock, newId, undoneWithin }),
      eraser,
      onErased: handle.look,
    }),
    identify: createIdentify({ store, clock }),
    [Symbol.asyncDispose]: handle.leave,
  }
}
