import { join } from 'node:path'
import type { Context, Hono } from 'hono'
import {
  type AccountEnv,
  articleUse,
  type createAccounts,
  type createPresence,
  type createQuality,
  type createVisits,
  type EvalCases,
  evalCaseHref,
  ROLES_FOR,
  type ServiceLevel,
  signedIn,
  UPLOADS_PATH,
  type UploadLinks,
  type Uploads,
} from '../handoff/index.js'
import {
  accountRoutes,
  boardRoutes,
  createBoard,
  customerRoutes,
  deskRoutes,
  emergencyRoutes,
  evalCaseRoutes,
  handbookRoutes,
  qualityRoutes,
  staffFrame,
  uploadRoutes,
  visitRoutes,
} from '../handoff/pages.js'
import { type RealQuestion, renderMarkdown } from '../knowledge/index.js'
import {
  blockFailing,
  createArticleWriter,
  createEditing,
  createEffectRuns,
  createGapRoom,
  createMeasureEffect,
  editingRoutes,
  editorRoutes,
  effectRoutes,
  gapRoutes,
  keepUse,
  problemRoutes,
  watchScheduled,
} from '../knowledge/pages.js'
import { type Clock, DAY, MINUTE } from '../platform/clock.js'
import type { Db } from '../platform/db/tables.js'
import type { DueTimer } from '../platform/due/due-timer.js'
import type { Store } from '../platform/events/store.js'
import type { Assets } from '../platform/http/assets.js'
import type { HttpEnv } from '../platform/http/http-env.js'
import type { NewId } from '../platform/id.js'
import type { Language } from '../platform/language.js'
import type { Logger } from '../platform/log.js'
import { articleTitles } from './article-titles.js'
import { createDeliveries } from './channel/delivery/deliveries.js'
import { deliveryRoutes } from './channel/delivery/delivery-routes.js'
import type { openClocks } from './open-clocks.js'
import type { openCustomers } from './open-customers.js'
import type { Emergencies } from './open-emergencies.js'
import type { Gaps } from './open-gaps.js'
import type { Pipeline } from './open-pipeline.js'
import type { openServiceDesk } from './open-service-desk.js'
import { createRuleReason } from './rule-reason.js'
import { createDeclineFound, createSayFound } from './say-found.js'
import { createArticleLookup, createSuggest } from './suggest.js'
import { topicOf } from './topic-of.js'

export interface StaffPagesDeps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly log: Logger
  /** Ends what goes on beside the pages. */
  readonly stopping: AbortSignal
  readonly assets: Assets
  readonly contentFolder: string
  readonly dataFolder: string
  readonly timer: Pick<DueTimer, 'register'>
  readonly level: ServiceLevel
  readonly accounts: ReturnType<typeof createAccounts>
  readonly presence: ReturnType<typeof createPresence>
  readonly pipeline: Pipeline
  readonly gaps: Gaps
  readonly emergencies: Emergencies
  readonly desk: ReturnType<typeof openServiceDesk>
  readonly clocks: Awaited<ReturnType<typeof openClocks>>
  readonly visits: ReturnType<typeof createVisits>
  readonly quality: ReturnType<typeof createQuality>
  readonly customers: Awaited<ReturnType<typeof openCustomers>>['customers']
  readonly uploads: Uploads
  /** A connection for pages that only read. */
  readonly reads: Db
  readonly evalCases: EvalCases
  readonly links: UploadLinks
  /** What customers asked in the last month. */
  readonly realQuestions: (signal: AbortSignal) => Promise<readonly RealQuestion[]>
}

/** Puts the pages of agents, editors and supervisors on the app, each for the roles it is meant for. */
export function mountStaffPages(app: Hono<HttpEnv>, deps: StaffPagesDeps): void {
  const { store, reads, clock, newId, assets, accounts, presence, level } = deps
  const { pipeline, gaps, emergencies, desk, clocks, visits, quality, customers, uploads, links } =
    deps
  const { knowledge, replies, escalation } = pipeline
  const { board } = emergencies
  const zone = level.openingHours.timeZone
  const deliveries = createDeliveries({ store, clock })
  app.route('/desk', accountRoutes({ accounts, presence, assets, clock }))
  app.route(
    '/desk',
    deskRoutes({
      ...desk,
      clocks: clocks.desk,
      unseenResults: quality.unseen,
      undelivered: deliveries.undelivered,
      accounts,
      presence,
      store,
      suggest: createSuggest(knowledge),
      ...createArticleLookup(knowledge),
      ruleReason: createRuleReason(escalation, emergencies.plans),
      emergencies: emergencies.forDesk,
      fileHref: links.hrefFor,
      renderMarkdown,
      clock,
      newId,
      assets,
      zone,
    }),
  )
  app.route(UPLOADS_PATH, uploadRoutes({ uploads, links, accounts }))
  app.route('/visits', visitRoutes({ visits, accounts, assets, clock, zone }))
  app.route('/quality', qualityRoutes({ quality, accounts, assets, clock, zone, renderMarkdown }))
  app.route(
    '/customers',
    customerRoutes({
      ...desk,
      customers,
      accounts,
      assets,
      clock,
      undoneWithin: level.customers.mergeUndoneWithin,
      zone,
    }),
  )
  app.route(
    '/emergency',
    emergencyRoutes({
      accounts,
      store,
      emergencies: emergencies.service,
      rehearsal: emergencies.rehearsal,
      plans: emergencies.plans,
      deskEmergencies: emergencies.forDesk,
      settled: board.settled,
      isArticle: (id) => knowledge.article(id) !== undefined,
      renderMarkdown,
      assets,
      clock,
      zone,
    }),
  )
  app.route(
    '/handbook',
    handbookRoutes({
      accounts,
      store,
      escalation,
      replies,
      signals: pipeline.signals,
      folder: join(deps.contentFolder, 'handbook', 'escalation'),
      renderMarkdown,
      assets,
      clock,
      zone,
    }),
  )
  app.route('/deliveries', deliveryRoutes({ deliveries, accounts, assets, clock, zone }))
  const figures = createBoard({ reads, clock, timeZone: zone, topicOf: topicOf(knowledge) })
  app.route('/board', boardRoutes({ board: figures, accounts, assets, clock, zone }))
  app.route(
    '/eval-cases',
    evalCaseRoutes({
      ...{ evalCases: deps.evalCases, accounts, assets, clock, zone },
      people: desk.people,
      teams: desk.teams,
      articleTitles: articleTitles(knowledge),
    }),
  )
  app.use('/knowledge/*', signedIn(accounts, ROLES_FOR.knowledge))
  const sayFound = createSayFound(pipeline)
  const knowledgeFrame = (c: Context<AccountEnv>, language: Language) =>
    staffFrame(c, language, 'knowledge')
  const effectRuns = createEffectRuns({
    measureEffect: createMeasureEffect({ knowledge, realQuestions: deps.realQuestions }),
    ...{ knowledge, clock, log: deps.log, stopping: deps.stopping },
  })
  // What customers asked goes with them.
  store.listen(({ name }) => {
    if (name === 'customer-erased') effectRuns.forgetAll()
  })
  const editing = createEditing({
    ...{ store, clock, newId, knowledge, dataFolder: deps.dataFolder },
    beforePublish: blockFailing(createMeasureEffect({ knowledge, onlyTests: true })),
  })
  const scheduled = watchScheduled(editing, deps.timer)
  app.route(
    '/knowledge',
    editingRoutes<AccountEnv>({
      editing,
      knowledge,
      sayFound,
      useOf: keepUse(
        (signal) => articleUse(store.db, clock.now() - USE_COUNTED, signal),
        MINUTE,
        clock.now,
      ),
      assets,
      clock,
      zone,
      editorOf: (c) => {
        const { id, login, name, role } = c.get('account')
        return { id, login, name, isSupervisor: role === 'supervisor' }
      },
      owners: accounts.all,
      staffFrame: knowledgeFrame,
      onScheduled: scheduled.look,
      effectHref: (id) => `/knowledge/effect?draft=${id}`,
    }),
  )
  const { board: gapBoard, source } = gaps
  const writer = createArticleWriter(editing, knowledge)
  app.route(
    '/knowledge/gaps',
    gapRoutes<AccountEnv>({
      room: createGapRoom({
        ...{ board: gapBoard, source, writer, knowledge, store, clock, newId },
        urlOf: ({ id }) => `/help/${id}`,
      }),
      board: gapBoard,
      ...{ knowledge, assets, clock, zone },
      staffFrame: knowledgeFrame,
      writer: (c) => c.get('account'),
      evalCaseHref: ({ id }, back) => evalCaseHref({ from: 'gap', message: id }, back),
    }),
  )
  const editorFrame = { knowledge, assets, clock, staffFrame: knowledgeFrame }
  app.route(
    '/knowledge/problems',
    problemRoutes<AccountEnv>({
      ...editorFrame,
      contentFolder: deps.contentFolder,
      nameOf: (c) => c.get('account').name,
    }),
  )
  app.route(
    '/knowledge/effect',
    effectRoutes<AccountEnv>({
      ...editorFrame,
      zone,
      runs: effectRuns,
      draftOf: editing.draft,
    }),
  )
  app.route(
    '/knowledge',
    editorRoutes<AccountEnv>({
      ...{ knowledge, sayFound, assets, staffFrame: knowledgeFrame },
      declineFound: createDeclineFound(pipeline),
      evalCaseHref: (text, language, back) =>
        evalCaseHref({ from: 'hit-test', text, language }, back),
    }),
  )
}

/** What articles are judged by is of the last days: before, they may have been others. */
const USE_COUNTED = 30 * DAY
