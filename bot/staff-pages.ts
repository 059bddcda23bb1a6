import { join } from 'node:path'
import type { Context, Hono } from 'hono'
import {
  type AccountEnv,
  type createAccounts,
  type createPresence,
  type createQuality,
  type createVisits,
  ROLES_FOR,
  type ServiceLevel,
  signedIn,
  UPLOADS_PATH,
  type UploadLinks,
  type Uploads,
} from '../handoff/index.js'
import {
  accountRoutes,
  customerRoutes,
  deskRoutes,
  emergencyRoutes,
  handbookRoutes,
  qualityRoutes,
  staffFrame,
  uploadRoutes,
  visitRoutes,
} from '../handoff/pages.js'
import { createMeasureEffect, type RealQuestion, renderMarkdown } from '../knowledge/index.js'
import { editorRoutes, effectRoutes, problemRoutes } from '../knowledge/pages.js'
import type { Clock } from '../platform/clock.js'
import type { Store } from '../platform/events/store.js'
import type { Assets } from '../platform/http/assets.js'
import type { HttpEnv } from '../platform/http/http-env.js'
import type { NewId } from '../platform/id.js'
import type { Language } from '../platform/language.js'
import { createDeliveries } from './channel/delivery/deliveries.js'
import { deliveryRoutes } from './channel/delivery/delivery-routes.js'
import type { openClocks } from './open-clocks.js'
import type { openCustomers } from './open-customers.js'
import type { Emergencies } from './open-emergencies.js'
import type { Pipeline } from './open-pipeline.js'
import type { openServiceDesk } from './open-service-desk.js'
import { createRuleReason } from './rule-reason.js'
import { createSayFound } from './say-found.js'
import { createArticleLookup, createSuggest } from './suggest.js'

export interface StaffPagesDeps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly assets: Assets
  readonly contentFolder: string
  readonly level: ServiceLevel
  readonly accounts: ReturnType<typeof createAccounts>
  readonly presence: ReturnType<typeof createPresence>
  readonly pipeline: Pipeline
  readonly emergencies: Emergencies
  readonly desk: ReturnType<typeof openServiceDesk>
  readonly clocks: Awaited<ReturnType<typeof openClocks>>
  readonly visits: ReturnType<typeof createVisits>
  readonly quality: ReturnType<typeof createQuality>
  readonly customers: Awaited<ReturnType<typeof openCustomers>>['customers']
  readonly uploads: Uploads
  readonly links: UploadLinks
  /** What customers asked in the last month. */
  readonly realQuestions: () => Promise<readonly RealQuestion[]>
}

/** Puts the pages of agents, editors and supervisors on the app, each for the roles it is meant for. */
export function mountStaffPages(app: Hono<HttpEnv>, deps: StaffPagesDeps): void {
  const { store, clock, newId, assets, accounts, presence, level } = deps
  const { pipeline, emergencies, desk, clocks, visits, quality, customers, uploads, links } = deps
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
  app.use('/knowledge/*', signedIn(accounts, ROLES_FOR.knowledge))
  const editorFrame = {
    knowledge,
    assets,
    clock,
    staffFrame: (c: Context<AccountEnv>, language: Language) =>
      staffFrame(c, language, 'knowledge'),
  }
  app.route(
    '/knowledge/problems',
    problemRoutes<AccountEnv>({
      ...editorFrame,
      contentFolder: deps.contentFolder,
      nameOf: (c) => c.get('account').name,
    }),
  )
  const measureEffect = createMeasureEffect({ knowledge, realQuestions: deps.realQuestions })
  app.route('/knowledge/effect', effectRoutes<AccountEnv>({ ...editorFrame, measureEffect }))
  app.route(
    '/knowledge',
    editorRoutes<AccountEnv>({
      knowledge,
      sayFound: createSayFound(pipeline),
      assets,
      clock,
      staffFrame: (c, language) => staffFrame(c, language, 'knowledge'),
    }),
  )
}
