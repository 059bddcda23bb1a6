import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { groupCommit } from './group-commit.js'
import { sql } from './kysely.js'
import type { Migrations } from './migrate.js'
import { openDb } from './open-db.js'
import type { Db, Tables } from './tables.js'

interface Shelf {
  shelf: { id: number; label: string }
}

const shelf: Migrations = {
  '2026-01-01-shelf': {
    up: (db) =>
      db.schema
        .createTable('shelf')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('label', 'text', (column) => column.notNull())
        .execute(),
  },
}

const asShelf = (db: unknown) => db as Kysely<Shelf>

describe('groupCommit', () => {
  let folder: string
  let db: Kysely<Tables>
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kefu-group-'))
    db = await openDb(join(folder, 'kefu.sqlite'), [shelf])
  })
  afterEach(async () => {
    await db.destroy()
    rmSync(folder, { recursive: true })
  })

  const put = (id: number) => async (tx: Db) => {
    await asShelf(tx)
      .insertInto('shelf')
      .values({ id, label: `cup ${id}` })
      .execute()
    return id
  }
  const ids = async () =>
    (await asShelf(db).selectFrom('shelf').select('id').orderBy('id').execute()).map(({ id }) => id)

  test('keeps all that came together, in their order', async () => {
    const transact = groupCommit(db)
    const order: number[] = []

    await Promise.all(
      Array.from({ length: 50 }, (_, i) => transact(put(i)).then((id) => order.push(id))),
    )

    expect(await ids()).toEqual(Array.from({ length: 50 }, (_, i) => i))
    expect(order).toEqual(await ids())
  })

  test('undoes one that throws, and none of its neighbours', async () => {
    const transact = groupCommit(db)
    const failing = async (tx: Db) => {
      await put(90)(tx)
      throw new Error('second thoughts')
    }

    const outcomes = await Promise.allSettled([
      ...[transact(put(1)), transact(put(2)), transact(failing), transact(put(3))],
    ])

    expect(outcomes.map(({ status }) => status)).toEqual([
      ...['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
    ])
    expect(outcomes[2]).toMatchObject({ reason: { message: 'second thoughts' } })
    expect(await ids()).toEqual([1, 2, 3])
  })

  test('lets a work see what those before it wrote', async () => {
    const transact = groupCommit(db)
    const count = async (tx: Db) =>
      (await asShelf(tx).selectFrom('shelf').selectAll().execute()).length

    const counts = await Promise.all([
      transact(put(1)),
      ...[1, 2, 3].map((id) => transact(async (tx) => [await put(id + 1)(tx), await count(tx)])),
    ])

    expect(counts.slice(1)).toEqual([
      ...[
        [2, 2],
        [3, 3],
        [4, 4],
      ],
    ])
  })

  test('acknowledges nothing that is not on disk', async () => {
    const transact = groupCommit(db)
    const seen: boolean[] = []
    const other = await openDb(join(folder, 'kefu.sqlite'), [shelf])

    await Promise.all(
      [1, 2, 3].map(async (id) => {
        await transact(put(id))
        const rows = await asShelf(other)
          .selectFrom('shelf')
          .where('id', '=', id)
          .selectAll()
          .execute()
        seen.push(rows.length === 1)
      }),
    )

    expect(seen).toEqual([true, true, true])
    await other.destroy()
  })

  test('fails for all when the whole transaction is gone, and goes on', async () => {
    const transact = groupCommit(db)
    const destructive = async (tx: Db) => {
      await put(2)(tx)
      // What SQLite does by itself when the disk is full.
      await sql`rollback`.execute(tx)
      throw new Error('no room')
    }

    const outcomes = await Promise.allSettled([
      ...[transact(put(9)), transact(put(1)), transact(destructive), transact(put(3))],
    ])
    await transact(put(4))

    expect(outcomes.slice(1).map((each) => each.status)).toEqual([
      'rejected',
      'rejected',
      'rejected',
    ])
    expect(await ids()).toEqual([4, 9])
  })
})
