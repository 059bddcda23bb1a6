import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import {
  type AgentId,
  type Case,
  type CaseId,
  type ClockBoard,
  createConversations,
  handoffMigrations,
  loadTeams,
} from '../../../../handoff/index.js'
import { SECOND } from '../../../../platform/clock.js'
import { newId } from '../../../../platform/id.js'
import { silentLog } from '../../../../platform/log.js'
import { fixedClock } from '../../../../platform/testing/fixed-clock.js'
import { openTestStore } from '../../../../platform/testing/open-test-store.js'
import { NotDelivered } from '../../channel.js'
import { caseCard } from './case-card.js'
import { type Alarm, saveStaffPlace, staffPlace } from './staff-card-table.js'
import { createStaffCards } from './staff-cards.js'

const TEAMS = fileURLToPath(new URL('../../../../content/handbook/teams.md', import.meta.url))
const CHEN = 'agent_chen00000000' as AgentId
const CASE = 'case_000000000001' as CaseId
const PLACE = { address: { reference: {} }, language: 'en' } as const

/** One case that waits, a channel for cards, and what was posted there. */
async function openTest() {
  const clock = fixedClock()
  const store = await openTestStore([handoffMigrations], clock)
  const conversations = createConversations({
    ...{ store, clock, newId, keptLine: () => '', backLine: () => '', ratedLine: () => '' },
    backToBot: () => ({ title: '', value: '' }),
    isBackToBot: () => false,
    askSurvey: async () => {},
  })
  const { id: conversation, customer } = await conversations.open('teams', 'li', 'en')
  const { message } = await conversations.receive(conversation, { channelId: '1', text: 'x' })
  await store.db
    .insertInto('service_case')
    .values({
      ...{ id: CASE, revision: 1, customer_id: customer, conversation_id: conversation },
      ...{ session_id: message.session, status: 'waiting', subject: 'where is it', language: 'en' },
      ...{ category: 'order', service: 'in-sales', urgency: 'normal', rule: 'request' },
      ...{ opened_at: 1, waiting_since: 1, promised_at: 2, first_answer_at: null, reopened: 0 },
      ...{ team: 'general', skill: null, value: 'ordinary', reach: 'skilled' },
      ...{ agent_id: null, last_agent_id: null, solved_at: null, cause: null, summary: null },
    } as never)
    .execute()
  await saveStaffPlace(store.db, PLACE, CHEN, clock.now())
  const posted: string[] = []
  const state = { alarm: 'none' as Alarm, refuseWith: null as NotDelivered | null }
  const textOf = (activity: object) => JSON.stringify(activity)
  const headOf = (activity: object) => /"text":"([^"]+)","color"/.exec(textOf(activity))?.[1] ?? ''
  const take = (how: string, activity: object) => {
    if (state.refuseWith) throw state.refuseWith
    posted.push(`${how} ${headOf(activity)}`)
  }
  const cards = createStaffCards({
    ...{ store, clock, log: silentLog, teams: await loadTeams(TEAMS) },
    framework: {
      async send(_to, activity) {
        take('new', activity)
        return { id: `sent-${posted.length}` }
      },
      async update(_to, id, activity) {
        take(`again ${id}`, activity)
      },
    },
    board: {
      of: () => [{ clock: 'first-response', state: state.alarm }],
    } as unknown as Pick<ClockBoard, 'of'>,
    nameOf: async () => 'Chen',
    site: 'https://help.example',
    zone: 'Asia/Shanghai',
  })
  let asks = () => {}
  cards.follow(() => asks())

  async function change(columns: Record<string, unknown>, name = 'case-taken') {
    await store.db.updateTable('service_case').set(columns).execute()
    await happens(name)
  }

  async function happens(name: string) {
    await store.transact((_tx, append) => append({ topic: conversation, name, data: {} }))
  }

  /** Runs what is due within this time. */
  async function run(time = 2) {
    clock.advance(time)
    const due = await cards.next()
    if (due !== undefined && due <= clock.now()) await cards.run(clock.now())
    return due
  }

  return {
    ...{ store, clock, posted, state, change, happens, run },
    [Symbol.asyncDispose]() {
      asks = () => {}
      return store[Symbol.asyncDispose]()
    },
  }
}

describe('the cards of staff', () => {
  test('ring when a case waits and when a clock warns, and change quietly otherwise', async () => {
    await using test = await openTest()
    await test.run()
    await test.run()
    test.state.alarm = 'warned'
    await test.happens('clock-warned')
    await test.run()
    test.state.alarm = 'none'
    await test.change({ status: 'assigned', agent_id: CHEN, agent_since: 2, acted_at: 2 })
    await test.run()
    await test.change({ status: 'waiting', agent_id: null }, 'case-released')
    await test.run()
    await test.change({ status: 'returned' }, 'case-returned')
    await test.run()
    await test.happens('case-noted')
    await test.run()

    expect(test.posted).toEqual([
      'new Waits for somebody',
      'new Nearly late',
      'again sent-2 Chen has it',
      'new Waits for somebody',
      'again sent-4 Given back to the bot',
    ])
  })

  test('wait while Teams is down, and are then as things are', async () => {
    await using test = await openTest()
    test.state.refuseWith = new NotDelivered({ passes: true, detail: '503' })
    await test.run()
    await test.change({ status: 'assigned', agent_id: CHEN, agent_since: 2, acted_at: 2 })
    await test.change({ status: 'waiting', agent_id: null }, 'case-released')
    test.state.refuseWith = null
    await test.run()
    expect(test.posted).toEqual([])

    await test.run(2 * SECOND)

    expect(test.posted).toEqual(['new Waits for somebody'])
  })

  test('end when the bot was taken out of the channel', async () => {
    await using test = await openTest()
    test.state.refuseWith = new NotDelivered({ passes: false, detail: '403' })

    await test.run()

    expect(await staffPlace(test.store.db)).toBeUndefined()
  })
})

describe('a card', () => {
  const current = {
    ...{ id: CASE, status: 'waiting', subject: '**bold** [link](https://evil.example)' },
    ...{ urgency: 'urgent', waitingSince: 1, promisedAt: 2 },
  } as Case
  const facts = { case: current, alarm: 'none', team: 'Complaints', agent: '' } as const
  const place = { language: 'en', site: 'https://help.example', zone: 'Asia/Shanghai' } as const

  test('shows a customer’s words as they were written, not as markdown', () => {
    const { card } = caseCard({ ...facts, isOpen: true }, place, 3)

    expect(card.content['body']).toContainEqual({
      type: 'RichTextBlock',
      inlines: [{ type: 'TextRun', text: current.subject, size: 'Medium' }],
    })
  })

  test('of a team that keeps its cases to itself shows none of them', () => {
    const { card, summary } = caseCard({ ...facts, isOpen: false }, place, 3)

    expect(JSON.stringify(card) + summary).not.toContain('bold')
    expect(summary).toContain('Complaints')
  })
})
