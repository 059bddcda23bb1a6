import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sql } from './kysely.js'
import { openDb } from './open-db.js'

interface Shelf {
  shelf: { id: number; label: string }
}

let folder: string
let db: Kysely<Shelf>
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kefu-kept-'))
  db = (await openDb(join(folder, 'kefu.sqlite'), [])) as unknown as Kysely<Shelf>
})
afterEach(async () => {
  await db.destroy()
  rmSync(folder, { recursive: true })
})

const makeShelf = () =>
  sql`create table shelf (id integer primary key, label text unique)`.execute(db)
const put = (id: number, label: string) => db.insertInto('shelf').values({ id, label }).execute()
const labelOf = (id: number) =>
  db.selectFrom('shelf').select('label').where('id', '=', id).executeTakeFirst()

test('the same statement answers many at once, each with its own values', async () => {
  await makeShelf()
  for (let id = 1; id <= 20; id++) await put(id, `label ${id}`)

  const ids = Array.from({ length: 20 }, (_, i) => i + 1)
  const rows = await Promise.all(ids.map(labelOf))

  expect(rows.map((row) => row?.label)).toEqual(ids.map((id) => `label ${id}`))
})

test('one that was refused works again with other values', async () => {
  await makeShelf()
  await put(1, '茶')

  await expect(put(2, '茶')).rejects.toThrow('UNIQUE')
  await put(2, '杯')

  expect(await labelOf(2)).toEqual({ label: '杯' })
})

test('all are told when it cannot be prepared, and it is prepared anew when it can', async () => {
  const tries = await Promise.allSettled([labelOf(1), labelOf(2), labelOf(3), labelOf(4)])
  await makeShelf()
  await put(1, '茶')

  expect(tries.map(({ status }) => status)).toEqual(Array(4).fill('rejected'))
  expect(await labelOf(1)).toEqual({ label: '茶' })
})

test('a table that changed meanwhile is read as it is', async () => {
  await makeShelf()
  await put(1, '茶')
  const all = () => db.selectFrom('shelf').selectAll().execute()
  await all()
  await sql`alter table shelf add column height integer not null default 3`.execute(db)

  expect(await all()).toEqual([{ id: 1, label: '茶', height: 3 }])
})

test('more statements than are kept, and the file closes all the same', async () => {
  await makeShelf()
  for (let length = 1; length <= 300; length++) {
    const ids = Array.from({ length }, (_, i) => i)
    await db.selectFrom('shelf').select('id').where('id', 'in', ids).execute()
  }

  await expect(db.destroy()).resolves.toBeUndefined()
})
