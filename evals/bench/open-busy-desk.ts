import { join } from 'node:path'
import { openClocks, openServiceDesk } from '../../bot/index.js'
import {
  type AgentId,
  type ConversationId,
  createAccounts,
  createPresence,
  EMPTY_MEMORY,
  handoffMigrations,
  insertAccount,
  loadClockRules,
  loadReplies,
  loadServiceLevel,
  loadTeams,
} from '../../handoff/index.js'
import { accountRoutes, deskRoutes } from '../../handoff/pages.js'
import { renderMarkdown } from '../../knowledge/index.js'
import { systemClock } from '../../platform/clock.js'
import { openDb, openReader } from '../../platform/db/open-db.js'
import { createDueTimer } from '../../platform/due/due-timer.js'
import { eventMigrations } from '../../platform/events/migrations.js'
import { createStore } from '../../platform/events/store.js'
import { createHttpApp } from '../../platform/http/app.js'
import { newId } from '../../platform/id.js'
import { createLog, silentLog } from '../../platform/log.js'

/** The desk as the program runs it, over a file, with this many cases of which each desk has ten. */
export async function openBusyDesk(options: {
  readonly contentFolder: string
  readonly folder: string
  readonly cases: number
  readonly desks: number
}) {
  const clock = systemClock
  const handbook = (name: string) => join(options.contentFolder, 'handbook', name)
  const log = createLog('warn')
  const stop = new AbortController()
  const file = join(options.folder, 'kefu.sqlite')
  const db = await openDb(file, [eventMigrations, handoffMigrations])
  const reads = await openReader(file)
  const store = createStore(db, clock)
  const level = await loadServiceLevel(handbook('service.md'))
  const teams = await loadTeams(handbook('teams.md'))
  // No emergency is in force, which alone would change the usual target.
  const firstResponseAt = (_urgency: string, _at: number, usual: number) => usual
  const replies = await loadReplies(join(options.contentFolder, 'replies'))
  const desk = openServiceDesk(
    { store, reads, clock, newId, replies: () => replies, level, teams, firstResponseAt },
    stop.signal,
  )
  const accounts = createAccounts({ store, clock })
  const presence = createPresence({ store, clock })
  const agents: AgentId[] = []
  for (let i = 0; i < options.desks; i++) {
    const id = newId('agent')
    const person = { id, login: `agent.${i}`, name: `Agent ${i}`, role: 'supervisor' } as const
    const languages = ['zh-Hans', 'zh-Hant', 'en'] as const
    await insertAccount(db, { ...person, languages }, clock.now())
    await presence.set(id, 'available', '')
    agents.push(id)
  }

  const conversations: ConversationId[] = []
  for (let i = 0; i < options.cases; i++) {
    const { id } = await desk.conversations.open('webchat', `visitor-${i}`, 'zh-Hans')
    const text = `第${i}位客户的问题`
    const { message } = await desk.conversations.receive(id, { channelId: `first-${i}`, text })
    const session = await desk.conversations.session(id)
    if (!session) throw new Error('A visit did not open.')
    await desk.handOver(
      {
        session,
        answeredThrough: message.number,
        language: 'zh-Hans',
        memory: EMPTY_MEMORY,
        trace: {
          question: text,
          signals: [],
          rules: [],
          passages: [],
          probability: null,
          decision: 'hand-over',
        },
        say: { text: '好的，马上为您转接。' },
      },
      {
        rule: 'wants-a-person',
        urgency: 'normal',
        category: 'order',
        service: 'in-sales',
        subject: text,
      },
    )
    conversations.push(id)
  }
  const waiting = await desk.cases.list({ view: 'queue', agent: newId('agent') })
  const open: ConversationId[] = []
  const pages: { readonly path: string; readonly cookie: string }[] = []
  for (const [i, agent] of agents.entries()) {
    const own = waiting.slice(10 * i, 10 * (i + 1))
    for (const each of own) await desk.cases.take(each.case.id, agent)
    const first = own[0]?.case
    const entered = await accounts.signInByLink(await accounts.issueLink(agent))
    if (!first || !entered.ok) throw new Error(`${agent} cannot begin.`)
    open.push(first.conversation)
    // The list that costs most: all that is open.
    pages.push({ path: `/desk/cases/${first.id}?view=all`, cookie: `kefu-desk=${entered.token}` })
  }

  const timer = createDueTimer({
    clock,
    report: (source, cause) => log.error({ source, cause: String(cause) }, 'due work failed'),
  })
  const unfollow = desk.dispatcher.follow(timer.register(desk.dispatcher).look)
  const rules = await loadClockRules(handbook('clocks.md'))
  const clocks = await openClocks({
    store,
    clock,
    log,
    level,
    firstResponseAt,
    rules,
    cases: desk.cases,
    timer,
  })
  const assets = { url: (name: string) => `/assets/${name}` }
  const app = createHttpApp({ log: silentLog, newId, stopping: stop.signal })
  app.route('/desk', accountRoutes({ accounts, presence, assets, clock }))
  app.route(
    '/desk',
    deskRoutes({
      ...desk,
      clocks: clocks.desk,
      accounts,
      presence,
      store,
      suggest: async () => [],
      findArticles: async () => [],
      articleTitle: () => undefined,
      ruleReason: () => undefined,
      unseenResults: async () => 0,
      fileHref: (id) => `/desk/files/${id}`,
      renderMarkdown,
      clock,
      newId,
      assets,
      zone: level.openingHours.timeZone,
    }),
  )
  return {
    app,
    store,
    conversations,
    open,
    pages,
    receive: desk.conversations.receive,
    async [Symbol.asyncDispose]() {
      stop.abort()
      unfollow()
      await clocks[Symbol.asyncDispose]()
      await timer[Symbol.asyncDispose]()
      await reads.destroy()
      await db.destroy()
    },
  }
}
