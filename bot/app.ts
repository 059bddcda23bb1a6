import { join } from 'node:path'
import {
  createAccounts,
  createCustomerValues,
  createEvalCases,
  createPresence,
  createQuality,
  createUploads,
  createVisits,
  ensureSampleAccounts,
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
} from '../handoff/index.js'
import { knowledgeMigrations } from '../knowledge/index.js'
import { type Clock, SECOND, systemClock } from '../platform/clock.js'
import { type Closing, createClosing } from '../platform/closing.js'
import { lockFolder } from '../platform/db/lock-folder.js'
import { openDb, openReader } from '../platform/db/open-db.js'
import { createDueTimer } from '../platform/due/due-timer.js'
import { eventMigrations } from '../platform/events/migrations.js'
import { createStore } from '../platform/events/store.js'
import { reasonOf } from '../platform/fault.js'
import { serveHttp } from '../platform/http/serve.js'
import { newId } from '../platform/id.js'
import { createLog } from '../platform/log.js'
import { waitFor } from '../platform/wait-for.js'
import { closeSilentSessions } from './close-silent-sessions.js'
import type { Config } from './config.js'
import { learnFromUse } from './learn-from-use.js'
import { openClocks } from './open-clocks.js'
import { openCustomers } from './open-customers.js'
import { openEmergencies } from './open-emergencies.js'
import { openGaps } from './open-gaps.js'
import { openPipeline } from './open-pipeline.js'
import { openReception } from './open-reception.js'
import { openServiceDesk } from './open-service-desk.js'
import { openShop } from './open-shop.js'
import { openWebApp } from './open-web-app.js'
import { realQuestions } from './real-questions.js'
import { readSecret } from './secret.js'
import { shownArticles } from './shown-articles.js'
import { welcomeText } from './welcome-text.js'

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
  const firstResponseAt = emergencies.board.firstResponse
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

  const web = await openWebApp(
    {
      ...{ config, secret, shop, store, reads, clock, newId, log, stopping, timer, level, after },
      ...{ accounts, presence, pipeline, gaps, emergencies, desk, clocks, visits, quality },
      ...{ customers, uploads, evalCases },
      unanswered: reception.unanswered,
      realQuestions: (asked) =>
        realQuestions({
          turns: (since, most) => pastTurns(db, since, asked, most),
          labels: () => labelsFromUse(db, clock),
          clock,
        }),
    },
    closing,
  )
  const server = closing.use(await serveHttp(web, config.http))
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
