import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cleanFile } from './clean-file.js'
import { sql } from './kysely.js'
import type { Migrations } from './migrate.js'
import { openDb, openReader } from './open-db.js'
import { explainSqlite } from './sqlite-file.js'
import type { Tables } from './tables.js'

interface Shelf {
  shelf: { id: number; label: string }
}

const one: Migrations = {
  '2026-01-01-shelf': {
    up: (db) =>
      db.schema
        .createTable('shelf')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('label', 'text', (column) => column.notNull().unique())
        .execute(),
  },
}
const two: Migrations = { '2026-01-02-nothing': { up: async () => undefined } }

const asShelf = (db: unknown) => db as Kysely<Shelf>

describe('a database', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kefu-db-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test('is read beside a writer: what is committed is seen, without waiting for what is not', async () => {
    const file = join(folder, 'kefu.sqlite')
    const db = await openDb(file, [one])
    const reader = await openReader(file)
    const labels = async () =>
      (await asShelf(reader).selectFrom('shelf').select('label').execute()).map((row) => row.label)
    await asShelf(db).insertInto('shelf').values({ id: 1, label: '茶' }).execute()
    const before = await labels()
    let during: readonly string[] = []
    await asShelf(db)
      .transaction()
      .execute(async (tx) => {
        await tx.insertInto('shelf').values({ id: 2, label: '杯' }).execute()
        during = await labels()
      })
    const after = await labels()
    const write = asShelf(reader).insertInto('shelf').values({ id: 3, label: '碗' }).execute()

    await expect(write).rejects.toThrow('cannot be written')
    // Erasure leaves nothing behind, though a reader is connected.
    await cleanFile(db)
    expect([before, during, after]).toEqual([['茶'], ['茶'], ['茶', '杯']])
    await reader.destroy()
    await db.destroy()
  })

  test('lets others read while a transaction goes on, and the transaction its own rows', async () => {
    const db = asShelf(await openDb(join(folder, 'kefu.sqlite'), [one]))
    const labels = async (on: Kysely<Shelf>) =>
      (await on.selectFrom('shelf').select('label').execute()).map((row) => row.label)
    const seen: (readonly string[])[] = []

    await db.transaction().execute(async (tx) => {
      await tx.insertInto('shelf').values({ id: 1, label: '茶' }).execute()
      seen.push(await labels(db), await labels(tx))
    })
    seen.push(await labels(db))

    expect(seen).toEqual([[], ['茶'], ['茶']])
    await db.destroy()
  })

  test('keeps what was written, and runs each migration once', async () => {
    const file = join(folder, 'deep', 'kefu.sqlite')
    const first = await openDb(file, [one])
    await asShelf(first).insertInto('shelf').values({ id: 1, label: '茶' }).execute()
    await first.destroy()

    const again = await openDb(file, [one, two])
    const rows = await asShelf(again).selectFrom('shelf').selectAll().execute()
    await again.destroy()

    expect(rows).toEqual([{ id: 1, label: '茶' }])
  })

  test('from a newer version is refused with what to do', async () => {
    const file = join(folder, 'kefu.sqlite')
    await (await openDb(file, [one, two])).destroy()

    await expect(openDb(file, [one])).rejects.toThrow(
      /written by a newer version of Kefu .*KEFU_DATA/,
    )
  })

  test('that is no database is refused with what to do', async () => {
    const file = join(folder, 'kefu.sqlite')
    writeFileSync(file, 'not a database, but long enough to be looked at as one. '.repeat(40))

    await expect(openDb(file, [one])).rejects.toThrow(`${file} is damaged or is no SQLite file`)
  })

  test('in a folder that cannot be made is refused with what to do', async () => {
    writeFileSync(join(folder, 'file'), '')

    await expect(openDb(join(folder, 'file', 'kefu.sqlite'), [])).rejects.toMatchObject({
      code: 'misconfigured',
    })
  })

  test('rolls back a transaction that throws, and goes on', async () => {
    const db = asShelf(await openDb(':memory:', [one]))

    const broken = db.transaction().execute(async (tx) => {
      await tx.insertInto('shelf').values({ id: 1, label: 'a' }).execute()
      throw new Error('stop')
    })
    await expect(broken).rejects.toThrow('stop')

    expect(await db.selectFrom('shelf').selectAll().execute()).toEqual([])
    await db.destroy()
  })

  test('tells why a transaction failed that SQLite itself has rolled back', async () => {
    const db = asShelf(await openDb(':memory:', [one]))

    const broken = db.transaction().execute(async (tx) => {
      // What SQLite does by itself when the disk is full.
      await sql`rollback`.execute(tx)
      throw new Error('the disk is full')
    })
    await expect(broken).rejects.toThrow('the disk is full')

    await db.insertInto('shelf').values({ id: 1, label: 'a' }).execute()
    await db.destroy()
  })

  test('that is full refuses in a sentence, keeps what it had, and goes on when there is room', async () => {
    const db = asShelf(await openDb(':memory:', [one]))
    await db.insertInto('shelf').values({ id: 1, label: 'a' }).execute()
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db)
    const limit = (pages: number) => sql`pragma max_page_count = ${sql.lit(pages)}`.execute(db)
    await limit(rows[0]?.page_count ?? 0)

    const full = db.transaction().execute(async (tx) => {
      await tx.updateTable('shelf').set({ label: 'lost' }).execute()
      await tx
        .insertInto('shelf')
        .values({ id: 2, label: 'b'.repeat(100_000) })
        .execute()
    })

    await expect(full).rejects.toMatchObject({
      code: 'upstream-down',
      message: expect.stringMatching(/^The disk is full.*Free some space/),
    })
    await limit(1_000_000)
    await db.insertInto('shelf').values({ id: 2, label: 'b' }).execute()
    const labels = await db.selectFrom('shelf').select('label').orderBy('id').execute()
    expect(labels).toEqual([{ label: 'a' }, { label: 'b' }])
    await db.destroy()
  })

  test('is to be tried again when the disk fails, as when a quota is used up', () => {
    const error = Object.assign(new Error('SQLITE_IOERR: disk I/O error'), { code: 'SQLITE_IOERR' })

    expect(explainSqlite(error, '/data/kefu.sqlite')).toMatchObject({
      code: 'upstream-down',
      message: expect.stringMatching(/^The disk under \/data\/kefu.sqlite .* quota/),
    })
  })

  test('lets nobody between the statements of a transaction', async () => {
    const db = asShelf(await openDb(':memory:', [one]))
    const add = (id: number) =>
      db.transaction().execute(async (tx) => {
        const { count } = await tx
          .selectFrom('shelf')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
        await tx
          .insertInto('shelf')
          .values({ id, label: `number ${count}` })
          .execute()
      })

    await Promise.all(Array.from({ length: 50 }, (_, id) => add(id)))

    const labels = await db.selectFrom('shelf').select('label').orderBy('id').execute()
    expect(labels.map(({ label }) => label)).toEqual(
      Array.from({ length: 50 }, (_, count) => `number ${count}`),
    )
    await db.destroy()
  })

  test('says how many rows a statement changed', async () => {
    const db = asShelf(await openDb(':memory:', [one]))
    await db
      .insertInto('shelf')
      .values([
        { id: 1, label: 'a' },
        { id: 2, label: 'b' },
      ])
      .execute()

    const { numUpdatedRows } = await db
      .updateTable('shelf')
      .set({ label: sql`label || '!'` })
      .executeTakeFirstOrThrow()

    expect(numUpdatedRows).toBe(2n)
    await db.destroy()
  })

  test('keeps commits on disk before it says so', async () => {
    const db = await openDb(join(folder, 'kefu.sqlite'), [])

    const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(
      db as Kysely<Tables>,
    )

    // 2 is FULL: the write-ahead log is synced at each commit.
    expect(rows).toEqual([{ synchronous: 2 }])
    await db.destroy()
  })
})
