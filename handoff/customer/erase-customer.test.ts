import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sql } from '../../platform/db/kysely.js'
import { saveAddress } from '../conversation/conversation-table.js'
import { saveCorrection } from '../label/correction-table.js'
import { labelsFromUse } from '../label/labels-from-use.js'
import { CHEN, COMPLAINT } from '../tests/open-test-desk.js'
import { insertCustomerNote } from './customer-note-table.js'
import { profileById } from './customer-table.js'
import { AGENT, openTestCustomers, SUPERVISOR } from './open-test-customers.js'
import { readPersonData } from './person-data.js'
import { insertTag } from './tag-table.js'

/** Stands in every text that is about the person, so that one search finds all of them. */
const MARK = 'ZHANGSAN-7f3a'

type Desk = Awaited<ReturnType<typeof openTestCustomers>>

/** A person with something in every place that keeps words, and another who stays. */
async function openPerson(file?: string) {
  const desk = await openTestCustomers(file === undefined ? {} : { file })
  const { store, clock } = desk
  await desk.write(`${MARK} 退款多久到账？`)
  const message = await desk.answer(`${MARK} 您好，三天内到账`)
  await desk.thumb(message, 'up')
  const correction = { gold: ['refund-time'], agent: CHEN, agentName: 'Chen', at: clock.now() }
  await saveCorrection(store.db, message.id, correction)
  await desk.conversations.receive(desk.conversation.id, {
    channelId: `${MARK} file`,
    text: '',
    files: [
      {
        ...{ id: desk.newId('upload'), name: `${MARK}.png`, type: 'image/png' },
        ...{ size: 3, digest: 'of no matter' },
      },
    ],
  })
  await desk.write(`${MARK} 我要投诉`)
  const turn = await desk.botTurn('好的')
  const memory = { ...turn.memory, lastQuestion: turn.trace.question }
  await desk.handOver({ ...turn, memory }, { ...COMPLAINT, subject: `${MARK} 我要投诉` })
  const [line] = await desk.cases.list({ view: 'queue', agent: CHEN })
  if (!line) throw new Error('No case is waiting.')
  const caseId = line.case.id
  await desk.cases.take(caseId, CHEN)
  await desk.cases.note(caseId, CHEN, `${MARK} 很着急`)
  await desk.cases.solve(caseId, CHEN, {
    category: 'complaint',
    cause: 'people',
    summary: `${MARK} 已退款`,
  })
  const scores = { speed: 4, attitude: 5, solution: 4, words: `${MARK} 谢谢` } as const
  await desk.answerSurvey(desk.conversation.id, { caseId, ...scores })
  const identity = { shopId: `${MARK}-id`, name: MARK, email: `${MARK}@example.com` }
  await desk.identify(desk.customer, { ...identity, phone: '13800138000', facts: { level: MARK } })
  const teams = await desk.openChannel('teams', `${MARK}@teams`)
  await saveAddress(store.db, teams.id, { user: { name: `${MARK}@address` } })
  await desk.say(teams, `${MARK} 还有一件事`)
  await desk.identify(teams.customer, { shopId: `${MARK}-id`, name: MARK })
  await desk.files.merge(desk.customer, teams.customer, AGENT)
  const note = { id: desk.newId('note'), agent: CHEN, agentName: 'Chen', at: clock.now() }
  await insertCustomerNote(store.db, desk.customer, { ...note, text: `${MARK} 住在三楼` })
  await insertTag(store.db, desk.customer, 'gift', CHEN, clock.now())
  await store.transact((_tx, append) =>
    append({ topic: desk.conversation.id, name: 'older-format', data: { text: MARK, turn: 1 } }),
  )
  const other = await desk.openChannel('webchat', 'visitor-9')
  await desk.say(other, 'STAYS-9b 你好')
  return { ...desk, caseId, teams, other, message }
}

/** Every text of every table, read out of the schema, so that a new table is not forgotten. */
async function allTexts(desk: Pick<Desk, 'store'>): Promise<readonly string[]> {
  const { db } = desk.store
  const tables = await db.introspection.getTables({ withInternalKyselyTables: false })
  const texts: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<object>`select * from ${sql.table(name)}`.execute(db)
    texts.push(...rows.map((row) => `${name} ${JSON.stringify(row)}`))
  }
  return texts
}

const marked = async (desk: Pick<Desk, 'store'>) =>
  (await allTexts(desk)).filter((text) => text.includes(MARK))

describe('erasing a person', () => {
  test('leaves their words in no table, and others’ words where they are', async () => {
    await using desk = await openPerson()
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
    await using desk = await openPerson()
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
    await using desk = await openPerson()
    const before = await labelsFromUse(desk.store.db, desk.clock)

    await desk.eraser.erase(desk.customer, SUPERVISOR)

    expect(before.map(({ text }) => text)).toEqual([`${MARK} 退款多久到账？`])
    expect(await labelsFromUse(desk.store.db, desk.clock)).toEqual([])
    expect(await desk.store.db.selectFrom('correction').selectAll().execute()).toEqual([])
  })

  test('is recorded with ids and counts alone', async () => {
    await using desk = await openPerson()

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
    await using desk = await openPerson()
    await desk.eraser.erase(desk.customer, SUPERVISOR)

    const again = await desk.openChannel('teams', `${MARK}@teams`)

    expect(again.id).not.toBe(desk.teams.id)
    expect(await profileById(desk.store.db, again.customer)).toMatchObject({
      name: '',
      shopId: null,
    })
  })

  test('is refused to an agent, for a merged file, and while a case is open', async () => {
    await using desk = await openPerson()
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
      await using desk = await openPerson(join(folder, 'kefu.sqlite'))
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

/** Which columns hold what. A new table has to be put here, and into the erasure if it must be. */
const WORDLESS: Readonly<Record<string, readonly string[]>> = {
  account: ['id', 'login', 'name', 'role', 'languages', 'password_hash'],
  case_note: ['agent_name', 'kind'],
  conversation: ['channel', 'language'],
  correction: ['gold', 'agent_name'],
  customer: ['language', 'set_value', 'merged_into'],
  customer_merge: ['moved', 'undone_by', 'agent_name'],
  customer_note: ['agent_name'],
  customer_tag: [],
  delivery: ['state', 'problem', 'detail', 'closed_by', 'closed_because'],
  desk_session: ['digest'],
  // What staff say about the shop, and what they play in a rehearsal.
  emergency: [
    'mode',
    'plan',
    'banner',
    'reply',
    'topic',
    'declared_by',
    'declared_name',
    'ended_by',
    'ended_name',
    'lesson',
  ],
  emergency_proposal: ['figures', 'article', 'rule', 'answer', 'answered_name'],
  emergency_step: ['agent_name'],
  erasure: [],
  event: ['topic', 'name'],
  message: ['role', 'agent_name', 'language'],
  presence: ['state', 'reason'],
  rating: ['verdict'],
  service_case: [
    'status',
    'language',
    'category',
    'service',
    'urgency',
    'rule',
    'cause',
    'team',
    'skill',
    'value',
    'reach',
    'left_by',
    'agent_because',
    'agent_by',
  ],
  session: ['owner_kind', 'owner_agent', 'language'],
  rehearsal_line: ['role', 'name', 'text', 'language', 'turn'],
  sign_in_link: ['digest'],
  quality_day: ['day'],
  quality_sample: ['day', 'week'],
  quality_score: ['scorer_name'],
  staff_card: ['status', 'alarm'],
  staff_place: ['address', 'language', 'set_by'],
  survey_answer: ['service'],
  survey_case: [],
  survey_request: [],
  visit_try: ['clock', 'agent_name', 'result'],
  turn_trace: [],
  work_profile: ['teams', 'skills'],
}

/** What `erase-words.ts` empties, overwrites or deletes with its row. */
const ERASED: Readonly<Record<string, readonly string[]>> = {
  case_note: ['text'],
  conversation: ['channel_user', 'address'],
  customer: ['name', 'shop_id', 'phone', 'email', 'facts', 'set_value_reason', 'set_value_by'],
  customer_note: ['text'],
  customer_tag: ['tag'],
  eval_case: ['text', 'language', 'source'],
  eval_label: ['agent_name', 'kind', 'gold', 'facts', 'answer_kind'],
  event: ['data'],
  message: ['text', 'channel_id', 'extras'],
  service_case: ['subject', 'summary'],
  session: ['memory'],
  session_satisfaction: ['class', 'reasons'],
  quality_score: ['words', 'answer'],
  survey_answer: ['words'],
  visit_try: ['words'],
  turn_trace: ['trace'],
  upload: ['name', 'type', 'digest'],
}

test('every column of text is known to be erased, or to hold no words of a customer', async () => {
  await using desk = await openTestCustomers()
  const tables = await desk.store.db.introspection.getTables({ withInternalKyselyTables: false })

  const unknown = tables.flatMap(({ name, columns }) =>
    columns
      .filter(({ dataType }) => dataType.toLowerCase() === 'text')
      .filter(({ name: column }) => column !== 'id' && !column.endsWith('_id'))
      .filter(({ name: column }) => !(WORDLESS[name] ?? []).includes(column))
      .filter(({ name: column }) => !(ERASED[name] ?? []).includes(column))
      .map(({ name: column }) => `${name}.${column}`),
  )

  expect(tables.length).toBeGreaterThan(10)
  expect(unknown).toEqual([])
})

describe('the export of a person', () => {
  test('holds every place that has their words', async () => {
    await using desk = await openPerson()
    const { db } = desk.store

    const data = await readPersonData(db, desk.customer, desk.values, desk.clock.now())

    const text = JSON.stringify(data)
    for (const words of [
      '退款多久到账',
      '您好，三天内到账',
      '我要投诉',
      '很着急',
      '已退款',
      '谢谢',
      '还有一件事',
      '住在三楼',
    ])
      expect(text).toContain(`${MARK} ${words}`)
    expect(text).toContain(`${MARK}@teams`)
    expect(text).toContain(`${MARK}@address`)
    expect(data?.profiles.map(({ id }) => id)).toEqual([desk.customer, desk.teams.customer])
    expect(data?.conversations[0]?.visits[0]?.labels.map(({ gold }) => gold)).toEqual([
      ['refund-time'],
    ])
    expect(data?.conversations[0]?.visits[0]?.answers).toMatchObject([
      { scores: { speed: 4, attitude: 5, solution: 4 } },
    ])
    expect(text).not.toContain('STAYS-9b')
  })

  test('of an erased one holds no words', async () => {
    await using desk = await openPerson()
    await desk.eraser.erase(desk.customer, SUPERVISOR)

    const data = await readPersonData(desk.store.db, desk.customer, desk.values, desk.clock.now())

    expect(JSON.stringify(data)).not.toContain(MARK)
  })
})
