import type { Clock } from '../clock.js'
import type { Migrations } from '../db/migrate.js'
import { openDb } from '../db/open-db.js'
import { eventMigrations } from '../events/migrations.js'
import { createStore, type Store } from '../events/store.js'
import { fixedClock } from './fixed-clock.js'

/** A real database in memory with the real migrations, closed with `await using`. */
export async function openTestStore(
  migrations: readonly Migrations[] = [],
  clock: Pick<Clock, 'now'> = fixedClock(),
  file = ':memory:',
  report?: (cause: unknown) => void,
): Promise<Store & AsyncDisposable> {
  const db = await openDb(file, [eventMigrations, ...migrations])
  return Object.assign(createStore(db, clock, report), {
    [Symbol.asyncDispose]: () => db.destroy(),
  })
}
