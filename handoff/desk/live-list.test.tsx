import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SECOND } from '../../platform/clock.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { URGENCIES, type Urgency } from '../case/case.js'
import type { AgentId, CaseId } from '../conversation/message.js'
import { EMPTY_MEMORY } from '../conversation/session.js'
import { EmergencyStrip } from '../emergency/emergency-strip.js'
import { CHEN, COMPLAINT, LIN, WANG } from '../tests/open-test-desk.js'
import { CaseRows, Views } from './case-list.js'
import { DeskAlarms } from './desk-alarms.js'
import { LINES_EVERY } from './desk-lines.js'
import type { DeskPlace } from './desk-place.js'
import { type DeskListener, deskStream } from './desk-stream.js'
import { openTestPages } from './open-test-pages.js'
import { readFrame, readLists } from './read-desk.js'
import { type SharedDesk, shareDesk } from './share-desk.js'

type Pages = Awaited<ReturnType<typeof openTestPages>>

/** What happens at a desk; `of` chooses a case among those that are open. */
type Deed =
  | { readonly kind: 'open'; readonly urgency: Urgency }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'teams'; readonly agent: AgentId; readonly teams: readonly string[] }
  | { readonly kind: 'write' | 'to-queue' | 'to-complaints'; readonly of: number }
  | {
      readonly kind: 'take' | 'reply' | 'note' | 'solve' | 'to-agent'
      readonly of: number
      readonly agent: AgentId
    }

const anAgent = fc.constantFrom(CHEN, LIN)
const aDeed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('open' as const),
      urgency: fc.constantFrom(...URGENCIES),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom('write' as const, 'to-queue' as const, 'to-complaints' as const),
      of: fc.nat(20),
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'take' as const,
        'reply' as const,
        'note' as const,
        'solve' as const,
        'to-agent' as const,
      ),
      of: fc.nat(20),
      agent: anAgent,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('teams' as const),
      agent: anAgent,
      teams: fc.subarray(['general', 'complaints'], { minLength: 1 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(SECOND) }),
  },
)

/** @param turn Tells what is written apart. */
async function play(pages: Pages, deed: Deed, turn: string): Promise<void> {
  const { cases, conversations, clock } = pages
  if (deed.kind === 'open') return openCase(pages, deed.urgency, turn)
  if (deed.kind === 'wait') return (clock as ReturnType<typeof fixedClock>).advance(deed.ms)
  if (deed.kind === 'teams') {
    return pages.deps.people.save(
      deed.agent,
      { teams: deed.teams, skills: [], capacity: null },
      WANG,
    )
  }
  const open = await cases.list({ view: 'all', agent: WANG })
  const line = open[deed.of % Math.max(1, open.length)]
  if (!line) return
  const { id, conversation } = line.case
  switch (deed.kind) {
    case 'write':
      await conversations.receive(conversation, { channelId: turn, text: `急 ${turn}` })
      return
    case 'take':
      await cases.take(id, deed.agent)
      return
    case 'reply':
      await cases.reply(id, deed.agent, { text: `好 ${turn}`, clientId: turn })
      return
    case 'note':
      await cases.note(id, deed.agent, 'seen')
      return
    case 'solve':
      await cases.solve(id, deed.agent, { category: 'order', cause: 'people', summary: '' })
      return
    case 'to-agent':
      await cases.force(id, WANG, { kind: 'agent', agent: deed.agent }, '')
      return
    case 'to-queue':
      await cases.force(id, WANG, { kind: 'queue' }, '')
      return
    case 'to-complaints':
      await cases.force(id, WANG, { kind: 'team', team: 'complaints', skill: null }, '')
      return
    default:
      deed satisfies never
  }
}

/** A customer of this name asks for a person. */
async function openCase(pages: Pages, urgency: Urgency, name: string): Promise<void> {
  const { conversations, handOver } = pages
  const { id } = await conversations.open('webchat', name, 'zh-Hans')
  const { message } = await conversations.receive(id, { channelId: name, text: '人工' })
  const session = await conversations.session(id)
  if (!session) throw new Error('No visit was opened.')
  const trace = { question: '人工', signals: [], rules: [], passages: [], probability: null }
  await handOver(
    {
      session,
      answeredThrough: message.number,
      language: 'zh-Hans',
      memory: EMPTY_MEMORY,
      trace: { ...trace, decision: 'hand-over' },
      say: { text: '好的' },
    },
    { ...COMPLAINT, urgency },
  )
}

type Parts = Map<string, string>

/** The parts of a page that was just loaded, by a program that has just begun. */
async function freshParts(deps: SharedDesk, page: DeskListener): Promise<Parts> {
  const frame = await readFrame(deps, page.account, page.language, page.place)
  const lists = await readLists(deps, frame)
  return new Map([
    ['views', String(<Views frame={frame} lists={lists} />)],
    ['case-rows', String(<CaseRows frame={frame} lists={lists} />)],
    ['emergencies', String(<EmergencyStrip {...frame} emergencies={lists.emergencies} />)],
    ['alarms', String(<DeskAlarms frame={frame} lists={lists} />)],
  ])
}

const PART = /<hx-partial hx-target="#([^"]+)"[^>]*>(.*?)<\/hx-partial>/gs
const ROW = /<li id="row-[^"]+">.*?<\/li>/gs

/** Does with a push what the browser does. */
function apply(parts: Parts, data: string): void {
  for (const [, id = '', html = ''] of data.matchAll(PART)) {
    if (!id.startsWith('row-')) {
      if (parts.has(id)) parts.set(id, html)
      continue
    }
    const rows = parts.get('case-rows') ?? ''
    expect(rows).toContain(`<li id="${id}">`)
    parts.set(
      'case-rows',
      rows.replace(ROW, (row) => (row.startsWith(`<li id="${id}">`) ? html : row)),
    )
  }
}

/** Without what the page's own script keeps right: the words of a time, and how late it looks. */
function withoutTicks(parts: Parts): Record<string, string> {
  return Object.fromEntries(
    [...parts].map(([id, html]) => [
      id,
      html.replace(/<time class="[^"]*"/g, '<time').replace(/(<time [^>]*>)[^<]*/g, '$1'),
    ]),
  )
}

/** Opens this many different pages, and follows what each is sent. */
async function openPages(pages: Pages, opened: CaseId) {
  const desk = shareDesk(pages.deps)
  const stop = new AbortController()
  const at = async (agent: AgentId, place: Partial<DeskPlace>) => {
    const sessionToken = await pages.tokenOf(agent)
    const account = await pages.deps.accounts.accountOf(sessionToken)
    if (!account) throw new Error('Nobody is signed in.')
    const page: DeskListener = {
      account,
      sessionToken,
      language: agent === LIN ? 'zh-Hans' : 'en',
      place: { view: 'queue', search: '', caseId: null, ...place },
      since: await pages.store.lastNumber(),
    }
    const parts = await freshParts(desk, page)
    const follow = async () => {
      for await (const { data } of deskStream(desk, page, stop.signal)) apply(parts, data)
    }
    return { page, parts, following: follow() }
  }
  const shown = [
    await at(CHEN, {}),
    await at(CHEN, { view: 'mine' }),
    await at(CHEN, { view: 'all', caseId: opened }),
    await at(LIN, { view: 'all' }),
    await at(LIN, { search: '急' }),
    await at(WANG, { view: 'all' }),
    await at(WANG, { view: 'solved' }),
  ]
  return {
    shown,
    async [Symbol.asyncDispose]() {
      stop.abort()
      await Promise.all(shown.map(({ following }) => following))
    },
  }
}

test('whatever happened, an open page shows what a fresh one does', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(aDeed, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 }),
      async (bursts) => {
        const clock = fixedClock()
        await using pages = await openTestPages(clock)
        pages.present.add(LIN)
        const first = await pages.openCase()
        await using open = await openPages(pages, first)

        for (const [round, burst] of bursts.entries()) {
          for (const [at, deed] of burst.entries()) await play(pages, deed, `${round}-${at}`)
          for (const { page, parts } of open.shown) {
            const fresh = async () => withoutTicks(await freshParts(shareDesk(pages.deps), page))
            await expect
              .poll(async () => {
                // What is held back becomes due. Not for long: after 20 seconds all is read again,
                // which would hide what was missed.
                clock.advance(2 * LINES_EVERY)
                const [is, should] = [withoutTicks(parts), await fresh()]
                return Object.keys(should).filter((id) => is[id] !== should[id])
              })
              .toEqual([])
          }
          const inOrder = await pages.cases.list({ view: 'all', agent: WANG })
          const rows = open.shown[5]?.parts.get('case-rows') ?? ''
          expect([...rows.matchAll(/id="row-([^"]+)"/g)].map(([, id]) => id)).toEqual(
            inOrder.map((line) => line.case.id),
          )
        }
      },
    ),
    { numRuns: 12, endOnFailure: true },
  )
}, 120_000)
