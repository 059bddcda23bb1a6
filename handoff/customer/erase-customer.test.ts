import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sql } from '../../platform/db/kysely.js'
import { labelsFromUse } from '../label/labels-from-use.js'
import { profileById } from './customer-table.js'
import { AGENT, openTestCustomers, SUPERVISOR } from './open-test-customers.js'
import { MARK, openTestPerson, type TestPerson } from './open-test-person.js'

/** Every text of every table, read out of the schema, so that a new table is not forgotten. */
async function allTexts(desk: Pick<TestPerson, 'store'>): Promise<readonly string[]> {
  const { db } = desk.store
  const tables = await db.introspection.getTables({ withInternalKyselyTables: false })
  const texts: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<object>`select * from ${sql.table(name)}`.execute(db)
    texts.push(...rows.map((row) => `${name} ${JSON.stringify(row)}`))
  }
  return texts
}

const marked = async (desk: Pick<TestPerson, 'store'>) =>
  (await allTexts(desk)).filter((text) => text.includes(MARK))

describe('erasing a person', () => {
  test('leaves their words in no table, and others’ words where they are', async () => {
    await using desk = await openTestPerson()
    const before = new Set((await marked(desk)).map((text) => text.split(' ')[0]))

    const outcome = await desk.eraser.erase(desk.customer, SUPERVISOR)

    // That it was in all of them is what makes the next line say something.
    expect([...before].sort()).toEqual([
      'case_note',
      'conversation',
      'customer',
      'customer_note',
      'event',
      'message',
      'service_case',
      'session',
      'survey_answer',
      'turn_trace',
      'upload',
    ])
    expect(outcome).toMatchObject({ ok: true, erased: { visits: 2 } })
    expect(await marked(desk)).toEqual([])
    expect((await allTexts(desk)).filter((text) => text.includes('STAYS-9b'))).toHaveLength(1)
    expect(desk.forgotten.times).toBe(1)
  })

  test('leaves figures: how many messages, which category, which scores, which clocks', async () => {
    await using desk = await openTestPerson()
    const { db } = desk.store
    const figures = async () => ({
      messages: await db
        .selectFrom('message')
        .select(['number', 'role', 'agent_id', 'at'])
        .orderBy('number')
        .execute(),
      cases: await db
        .selectFrom('service_case')
        .select(['category', 'urgency', 'opened_at', 'solved_at', 'lowest_score', 'agent_id'])
        .execute(),
      scores: await db
        .selectFrom('survey_answer')
        .select(['speed', 'attitude', 'solution'])
        .execute(),
      thumbs: await db.selectFrom('rating').select('verdict').execute(),
      events: (await desk.store.readAfter(0)).map(({ number, at, name }) => ({ number, at, name })),
    })
    const before = await figures()

    await desk.eraser.erase(desk.customer, SUPERVISOR)

    const after = await figures()
    expect(after).toEqual({ ...before, events: after.events })
    expect(after.events.slice(0, before.events.length)).toEqual(before.events)
    expect(after.events.slice(before.events.length).map(({ name }) => name)).toEqual([
      'session-closed',
      'customer-erased',
    ])
  })

  test('takes back what was learned from their words', async () => {
    await using desk = await openTestPerson()
    const before = await labelsFromUse(desk.store.db, desk.clock)

    await desk.eraser.erase(desk.customer, SUPERVISOR)

    expect(before.map(({ text }) => text)).toEqual([`${MARK} 退款多久到账？`])
    expect(await labelsFromUse(desk.store.db, desk.clock)).toEqual([])
    expect(await desk.store.db.selectFrom('correction').selectAll().execute()).toEqual([])
  })

  test('is recorded with ids and counts alone', async () => {
    await using desk = await openTestPerson()

    await desk.eraser.erase(desk.customer, SUPERVISOR)

    const event = (await desk.store.readAfter(0)).at(-1)
    expect(event).toMatchObject({ topic: desk.customer, name: 'customer-erased' })
    expect(event?.data).toMatchObject({ agent: SUPERVISOR.id, visits: 2 })
  })

  test('refuses the bot a reply that was on its way', async () => {
    await using desk = await openTestCustomers()
    await desk.write('退款多久到账？')
    const turn = await desk.botTurn('三天')

    await desk.eraser.erase(desk.customer, SUPERVISOR)

    const sent = await desk.conversations.sendAsBot(turn)
    expect(sent).toEqual({ ok: false, refusal: 'owner-moved' })
  })

  test('lets who comes back on the same channel be someone new', async () => {
    await using desk = await openTestPerson()
    await desk.eraser.erase(desk.customer, SUPERVISOR)

    const again = await desk.openChannel('teams', `${MARK}@teams`)

    expect(again.id).not.toBe(desk.teams.id)
    expect(await profileById(desk.store.db, again.customer)).toMatchObject({
      name: '',
      shopId: null,
    })
  })

  test('is refused to an agent, for a merged file, and while a case is open', async () => {
    await using desk = await openTestPerson()
    const open = await openTestCustomers()
    await open.openCase()

    expect(await desk.eraser.erase(desk.customer, AGENT)).toEqual({
      ok: false,
      refusal: 'supervisor-only',
    })
    expect(await desk.eraser.erase(desk.teams.customer, SUPERVISOR)).toEqual({
      ok: false,
      refusal: 'not-there',
    })
    expect(await open.eraser.erase(open.customer, SUPERVISOR)).toEqual({
      ok: false,
      refusal: 'case-open',
    })
    expect(await marked(desk)).not.toEqual([])
    await open[Symbol.asyncDispose]()
  })

  test('leaves nothing in the files of the database, the write-ahead log included', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kefu-erase-'))
    try {
      await using desk = await openTestPerson(join(folder, 'kefu.sqlite'))
      const filesWith = async (words: string) => {
        const names = await readdir(folder)
        const contents = await Promise.all(names.map((name) => readFile(join(folder, name))))
        return names.filter((_, i) => contents[i]?.includes(words))
      }
      const before = await filesWith(MARK)

      await desk.eraser.erase(desk.customer, SUPERVISOR)
      await desk.eraser.clean()

      expect(desk.removed.times).toBe(1)
      expect(before.length).toBeGreaterThan(0)
      expect(await filesWith(MARK)).toEqual([])
      expect(await filesWith('退款多久到账')).toEqual([])
      expect(await filesWith('STAYS-9b')).toEqual(['kefu.sqlite'])
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})
