import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eventMigrations } from '../events/migrations.js'
import { openTestStore } from '../testing/open-test-store.js'
import { cleanFile } from './clean-file.js'
import { sql } from './kysely.js'
import { openDb } from './open-db.js'

async function filesWith(folder: string, words: string): Promise<readonly string[]> {
  const names = await readdir(folder)
  const contents = await Promise.all(names.map((name) => readFile(join(folder, name))))
  return names.filter((_, i) => contents[i]?.includes(words))
}

test('after many rows of all sizes came and went, no file holds their words', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kefu-clean-'))
  try {
    await using store = await openTestStore([], undefined, join(folder, 'kefu.sqlite'))
    await sql`create table said (id integer primary key, words text not null)`.execute(store.db)
    for (let i = 0; i < 400; i++) {
      const words = i % 2 ? 'stays '.repeat((i * 37) % 90) : 'secret-words '.repeat((i * 53) % 700)
      await sql`insert into said (words) values (${words})`.execute(store.db)
    }
    const before = await filesWith(folder, 'secret-words')

    await sql`update said set words = '' where words like 'secret%'`.execute(store.db)
    await sql`delete from said where id % 3 = 0`.execute(store.db)
    await cleanFile(store.db)

    expect(before.length).toBeGreaterThan(0)
    expect(await filesWith(folder, 'secret-words')).toEqual([])
    expect(await filesWith(folder, 'stays')).toEqual(['kefu.sqlite'])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('says so while another process still reads what was there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kefu-clean-'))
  try {
    const file = join(folder, 'kefu.sqlite')
    await using store = await openTestStore([], undefined, file)
    await sql`create table said (words text)`.execute(store.db)
    const other = await openDb(file, [eventMigrations])
    await sql`begin`.execute(other)
    await sql`select count(*) from said`.execute(other)
    await sql`insert into said values ('x')`.execute(store.db)
    // Else the waiting would take five seconds.
    await sql`pragma busy_timeout = 1`.execute(store.db)

    await expect(cleanFile(store.db)).rejects.toMatchObject({ code: 'upstream-down' })

    await sql`commit`.execute(other)
    await other.destroy()
    await cleanFile(store.db)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
