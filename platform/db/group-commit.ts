import type { Kysely } from 'kysely'
import { sql } from './kysely.js'
import type { Db, Tables } from './tables.js'

/** Those behind wait for those before, and all of them for one write to the disk. */
const MOST_TOGETHER = 16

/** Runs `work` in a transaction; rejects with what it throws, and then none of its rows remain. */
export type Transact = <Result>(work: (tx: Db) => Promise<Result>) => Promise<Result>

interface Waiting {
  run(tx: Db): Promise<void>
  /** Called after the commit, in the order of the works. */
  succeed(): void
  fail(cause: unknown): void
}

/**
 * Puts what comes together into one transaction: a commit waits for the disk, and many can wait for
 * the same. Each work runs alone, after the one before it, and is undone alone when it throws.
 *
 * When the commit fails, it fails for all of them.
 */
export function groupCommit(db: Kysely<Tables>): Transact {
  const waiting: Waiting[] = []
  let isRunning = false

  async function run(): Promise<void> {
    if (isRunning) return
    isRunning = true
    while (waiting.length > 0) await commitTogether(waiting.splice(0, MOST_TOGETHER))
    isRunning = false
  }

  async function commitTogether(works: readonly Waiting[]): Promise<void> {
    const failed = new Map<Waiting, unknown>()
    try {
      await db.transaction().execute(async (tx) => {
        const [only, ...others] = works
        if (only && others.length === 0) return only.run(tx)
        for (const work of works) {
          await undoneAlone(tx, work).catch((cause: unknown) => {
            if (cause instanceof AllUndone) throw cause.cause
            failed.set(work, cause)
          })
        }
      })
    } catch (cause) {
      for (const work of works) work.fail(failed.get(work) ?? cause)
      return
    }
    for (const work of works) {
      if (failed.has(work)) work.fail(failed.get(work))
      else work.succeed()
    }
  }

  return (work) =>
    new Promise((resolve, reject) => {
      let finish = () => {}
      waiting.push({
        async run(tx) {
          const result = await work(tx)
          finish = () => resolve(result)
        },
        succeed: () => finish(),
        fail: reject,
      })
      void run()
    })
}

/** @throws {AllUndone} when the works before it cannot be kept either, as on a full disk. */
async function undoneAlone(tx: Db, work: Waiting): Promise<void> {
  await sql`savepoint work`.execute(tx)
  try {
    await work.run(tx)
  } catch (cause) {
    try {
      await sql`rollback to work`.execute(tx)
      await sql`release work`.execute(tx)
    } catch {
      throw new AllUndone('SQLite has rolled back by itself', { cause })
    }
    throw cause
  }
  await sql`release work`.execute(tx)
}

class AllUndone extends Error {}
