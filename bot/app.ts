import { join } from 'node:path'
import {
  boardFiles,
  createAccounts,
  createCustomerValues,
  createEvalCases,
  createPresence,
  createQuality,
  createUploadLinks,
  createUploads,
  createVisits,
  customerFiles,
  deskFiles,
  emergencyFiles,
  ensureSampleAccounts,
  handbookFiles,
  handoffMigrations,
  keepPages,
  keepSatisfaction,
  labelsFromUse,
  loadClockRules,
  loadQualityRules,
  loadServiceLevel,
  loadTeams,
  loadValueRule,
  pastTurns,
  qualityFiles,
  STAFF_PATHS,
} from '../handoff/index.js'
import { DRAFT_BODY, editingFiles, knowledgeMigrations, siteFiles } from '../knowledge/index.js'
import { type Clock, SECOND, systemClock } from '../platform/clock.js'
import { type Closing, createClosing } from '../platform/closing.js'
import { lockFolder } from '../platform/db/lock-folder.js'
import { openDb, openReader } from '../platform/db/open-db.js'
import { createDueTimer } from '../platform/due/due-timer.js'
import { eventMigrations } from '../platform/events/migrations.js'
import { createStore } from '../platform/events/store.js'
import { reasonOf } from '../platform/fault.js'
import { createHttpApp } from '../platform/http/app.js'
import { ASSETS_PATH, openAssets } from '../platform/http/assets.js'
import { serveHttp } from '../platform/http/serve.js'
import { splitPaths } from '../platform/http/split-paths.js'
import { newId } from '../platform/id.js'
import { createLog } from '../platform/log.js'
import { uiFiles } from '../platform/ui/ui-files.js'
import { waitFor } from '../platform/wait-for.js'
import { channelWords } from './channel/channel-words.js'
import { DIRECT_LINE_PATH, directLineRoutes, UPLOAD_BODY } from './channel/direct-line.js'
import { recordChat } from './channel/record-chat.js'
import { createChatTokens } from './channel/token.js'
import { closeSilentSessions } from './close-silent-sessions.js'
import type { Config } from './config.js'
import { mountCustomerPages } from './customer-pages.js'
import { learnFromUse } from './learn-from-use.js'
import { openClocks } from './open-clocks.js'
import { openCustomers } from './open-customers.js'
import { openEmergencies } from './open-emergencies.js'
import { openGaps } from './open-gaps.js'
import { openPipeline } from './open-pipeline.js'
import { openReception } from './open-reception.js'
import { openServiceDesk } from './open-service-desk.js'
import { openShop } from './open-shop.js'
import { realQuestions } from './real-questions.js'
import { readSecret } from './secret.js'
import { shownArticles } from './shown-articles.js'
import { welcomeText } from './welcome-text.js'
import { widgetFiles } from './widget/widget-files.js'

export interface Service extends AsyncDisposable {
  readonly url: string
  /** What the console says: where to go, and how to sign in the first time. */
  readonly welcome: string
}

/**
 * The composition root: everything is made here, once, from top to bottom.
 *
 * @param signal Ends background work and open streams; dispose the service to free the rest.
 * @throws {Fault} `misconfigured` with a sentence for the operator.
 */
export async function startService(
  config: Config,
  signal: AbortSignal,
  clock: Clock = systemClock,
): Promise<Service> {
  const closing = createClosing()
  try {
    return await assemble(config, signal, clock, closing)
  } catch (cause) {
    await closing[Symbol.asyncDispose]()
    throw cause
  }
}

async function assemble(
  config: Config,
  signal: AbortSignal,
  clock: Clock,
  closing: Closing,
): Promise<Service> {
  const stop = new AbortController()
  const stopping = AbortSignal.any([signal, stop.signal])
  const log = createLog(config.logLevel)
  const { contentFolder, dataFolder, embedder } = config

  closing.use(await lockFolder(dataFolder))
  const file = join(dataFolder, 'kefu.sqlite')
  const db = await openDb(file, [eventMigrations, knowledgeMigrations, handoffMigrations])
  closing.defer(() => db.destroy())
  const reads = await openReader(file)
  closing.defer(() => reads.destroy())
  const secret = await readSecret(dataFolder)
  const uploads = createUploads({ folder: join(dataFolder, 'uploads'), db, newId })
  // What an erasure or a message was in the middle of when the last process ended.
  await uploads.sweep()
  const store = createStore(db, clock, (cause) =>
    log.error({ event: 'listener-failed', reason: reasonOf(cause) }, 'a listener failed'),
  )
  const pages = await keepPages(join(dataFolder, 'index', 'pages.json'))
  const handbook = (file: string) => join(contentFolder, 'handbook', file)
  const level = await loadServiceLevel(handbook('service.md'), pages.parse)
  const teams = await loadTeams(handbook('teams.md'), pages.parse)
  const clockRules = await loadClockRules(handbook('clocks.md'), pages.parse)
  const learning = learnFromUse({ store, labels: () => labelsFromUse(db, clock), clock, log })
  const { labelsFromUse: fromUse } = learning
  const shop = closing.use(await openShop(config.shop, secret, clock))
  const zone = level.openingHours.timeZone
  const options = {
    ...{ contentFolder, dataFolder, embedder, clock, log, watch: true },
    shop: { client: shop.client, zone },
  }
  let tellServing = () => {}
  const after = new Promise<void>((resolve) => {
    tellServing = resolve
  })
  const pipeline = closing.use(
    await openPipeline(
      {
        ...{ ...options, pages, after, labelsFromUse: fromUse },
        shownArticles: () => shownArticles(db, clock),
      },
      stopping,
    ),
  )
  closing.use(learning)
  const { knowledge, replies } = pipeline
  const gaps = closing.use(openGaps({ store, reads, pipeline, clock, log, after }))
  learning.watch(knowledge)
  const rule = await loadValueRule(handbook('customer-value.md'), pages.parse)
  const values = createCustomerValues({ rule, clock })
  const timer = closing.use(
    createDueTimer({
      clock,
      // A clock that was set, or a machine that slept, is noticed as soon.
      longestSleep: SECOND,
      report: (source, cause) =>
        log.error(
          { event: 'due-failed', source, reason: reasonOf(cause) },
          'something due was not done',
        ),
    }),
  )
  const emergencies = closing.use(
    await openEmergencies({
      ...{ contentFolder, store, clock, newId, log, pipeline, timer },
      parse: pages.parse,
    }),
  )
  const { board } = emergencies
  const firstResponseAt = board.firstResponse
  const desk = openServiceDesk(
    {
      store,
      reads,
      clock,
      newId,
      replies,
      level,
      teams,
      customerValue: values.ofCustomer,
      firstResponseAt,
    },
    stopping,
  )
  closing.defer(desk.dispatcher.follow(timer.register(desk.dispatcher).look))
  const { cases } = desk
  const clocks = closing.use(
    await openClocks({
      store,
      clock,
      log,
      level,
      rules: clockRules,
      cases,
      timer,
      firstResponseAt,
    }),
  )

  const visits = createVisits({
    ...desk.bringBack,
    people: desk.people,
    teams: desk.teams,
    store,
    board: clocks.board,
    settings: clocks.settings,
    rules: level.visits,
  })

  const quality = createQuality({
    store,
    clock,
    newId,
    rules: await loadQualityRules(handbook('quality.md'), pages.parse),
    settings: clocks.settings,
    zone,
  })
  timer.register(quality.drawing)
  const evalCases = createEvalCases({
    ...{ store, clock, newId },
    folder: join(dataFolder, 'eval-cases'),
  })
  const { customers } = closing.use(
    await openCustomers({
      store,
      clock,
      newId,
      level,
      values,
      tagsFile: handbook('tags.md'),
      parse: pages.parse,
      timer,
      forgetWords() {
        pipeline.forgetWords()
        gaps.board.forget()
      },
      async removeFiles() {
        await uploads.sweep()
        await evalCases.writeFiles()
      },
    }),
  )

  const accounts = createAccounts({ store, clock })
  const presence = createPresence({ store, clock })
  const links = await ensureSampleAccounts({ store, clock, newId, accounts })

  const reception = openReception(
    { ...desk, store, clock, log, pipeline, emergencies, values, quiet: config.bot.quiet },
    stopping,
  )
  closing.defer(() => reception.close())
  closing.defer(
    keepSatisfaction({
      ...{ store, clock },
      async open(stop) {
        await waitFor(after, stop)
        stop.throwIfAborted()
        return pipeline.openSatisfaction(stop)
      },
      report: (cause) => log.warn({ reason: reasonOf(cause) }, 'how a customer left is read later'),
    }),
  )
  const silent = closeSilentSessions({ store, ...desk, clock, silence: level.sessionSilence })
  closing.defer(silent.follow(timer.register(silent).look))

  const assets = await openAssets([
    ...uiFiles(),
    ...siteFiles(),
    ...editingFiles(),
    ...deskFiles(),
    ...customerFiles(),
    ...handbookFiles(),
    ...qualityFiles(),
    ...emergencyFiles(),
    ...boardFiles(),
    ...widgetFiles(),
  ])
  const tokens = createChatTokens(secret, clock)
  const chat = recordChat({ ...desk, uploads, unanswered: reception.unanswered })
  const newApp = () =>
    createHttpApp({ log, newId, stopping, largerBodies: [UPLOAD_BODY, DRAFT_BODY] })
  const app = newApp()
  app.route(ASSETS_PATH, assets.routes)
  app.route(
    DIRECT_LINE_PATH,
    directLineRoutes({ chat, tokens, words: channelWords(replies), clock, newId }),
  )
  if (config.teams) {
    const staff = { ...desk, accounts, board: clocks.board, zone }
    const deps = { ...desk, config: config.teams, store, clock, log, timer, replies, staff }
    // Nobody's start waits for Teams who does not use it.
    const { openTeams } = await import('./channel/teams/open-teams.js')
    app.route('/', closing.use(await openTeams(deps)).routes)
  }
  // Customers do not wait until the pages of the staff are read; who opens one of those does.
  const staffApp = after.then(async () => {
    const { mountStaffPages } = await import('./staff-pages.js')
    const staff = newApp()
    // What a label or an erasure was in the middle of when the last process ended.
    await evalCases.writeFiles()
    mountStaffPages(staff, {
      ...{
        store,
        reads,
        clock,
        newId,
        log,
        stopping,
        assets,
        contentFolder,
        dataFolder,
        timer,
        level,
      },
      ...{ accounts, presence, gaps, evalCases },
      ...{ pipeline, emergencies, desk, clocks, visits, quality, customers, uploads },
      links: createUploadLinks(secret, clock),
      realQuestions: (asked) =>
        realQuestions({
          turns: (since, most) => pastTurns(db, since, asked, most),
          labels: () => labelsFromUse(db, clock),
          clock,
        }),
    })
    return staff
  })
  staffApp.catch((cause: unknown) => {
    log.error({ event: 'pages-missing', reason: reasonOf(cause) }, 'no page of the staff opens')
  })
  mountCustomerPages(app, {
    ...{ clock, newId, assets, accounts, board, knowledge, replies, shop, secret },
    ...{ chat, tokens, chatOrigins: config.chatOrigins },
  })

  const whole = splitPaths(app, STAFF_PATHS, () => staffApp)
  const server = closing.use(await serveHttp(whole, config.http))
  await reception.resume()
  tellServing()
  await pages.save().catch((cause: unknown) => {
    log.warn({ reason: reasonOf(cause) }, 'the handbook is parsed anew at the next start')
  })
  closing.defer(() => stop.abort())
  return {
    url: server.url,
    welcome: welcomeText(server.url, links),
    [Symbol.asyncDispose]: () => closing[Symbol.asyncDispose](),
  }
}
