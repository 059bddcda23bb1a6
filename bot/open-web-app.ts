import {
  boardFiles,
  createUploadLinks,
  customerFiles,
  deskFiles,
  emergencyFiles,
  handbookFiles,
  qualityFiles,
  STAFF_PATHS,
} from '../handoff/index.js'
import { DRAFT_BODY, editingFiles, siteFiles } from '../knowledge/index.js'
import type { Closing } from '../platform/closing.js'
import type { DueTimer } from '../platform/due/due-timer.js'
import { reasonOf } from '../platform/fault.js'
import { createHttpApp } from '../platform/http/app.js'
import { ASSETS_PATH, openAssets } from '../platform/http/assets.js'
import { type Fetcher, splitPaths } from '../platform/http/split-paths.js'
import { uiFiles } from '../platform/ui/ui-files.js'
import { channelWords } from './channel/channel-words.js'
import type { ChatDeps } from './channel/chat-deps.js'
import { DIRECT_LINE_PATH, directLineRoutes, UPLOAD_BODY } from './channel/direct-line.js'
import { recordChat } from './channel/record-chat.js'
import { createChatTokens } from './channel/token.js'
import type { Config } from './config.js'
import { mountCustomerPages } from './customer-pages.js'
import type { OpenShop } from './open-shop.js'
import type { StaffPagesDeps } from './staff-pages.js'
import { widgetFiles } from './widget/widget-files.js'

export interface WebAppDeps
  extends Omit<StaffPagesDeps, 'assets' | 'links' | 'contentFolder' | 'dataFolder'> {
  readonly config: Pick<Config, 'contentFolder' | 'dataFolder' | 'teams' | 'chatOrigins'>
  /** Of this service, with which its tokens, cookies and links are signed. */
  readonly secret: string
  readonly shop: OpenShop
  readonly timer: DueTimer
  readonly unanswered: ChatDeps['unanswered']
  /** The pages of the staff are read when this has settled. */
  readonly after: Promise<unknown>
}

/**
 * All that is reached over HTTP: the chat, Teams where it is configured, the pages of customers,
 * and those of the staff.
 *
 * @param closing Takes charge of what is opened here.
 */
export async function openWebApp(deps: WebAppDeps, closing: Closing): Promise<Fetcher> {
  const { config, secret, shop, store, clock, newId, log, stopping, timer, level } = deps
  const { accounts, pipeline, emergencies, desk, clocks, uploads, evalCases } = deps
  const { contentFolder, dataFolder } = config
  const { knowledge, replies } = pipeline
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
  const chat = recordChat({ ...desk, uploads, unanswered: deps.unanswered })
  const newApp = () =>
    createHttpApp({ log, newId, stopping, largerBodies: [UPLOAD_BODY, DRAFT_BODY] })
  const app = newApp()
  app.route(ASSETS_PATH, assets.routes)
  app.route(
    DIRECT_LINE_PATH,
    directLineRoutes({ chat, tokens, words: channelWords(replies), clock, newId }),
  )
  if (config.teams) {
    const zone = level.openingHours.timeZone
    const staff = { ...desk, accounts, board: clocks.board, zone }
    const teams = { ...desk, config: config.teams, store, clock, log, timer, replies, staff }
    // Nobody's start waits for Teams who does not use it.
    const { openTeams } = await import('./channel/teams/open-teams.js')
    app.route('/', closing.use(await openTeams(teams)).routes)
  }
  // Customers do not wait until the pages of the staff are read; who opens one of those does.
  const staffApp = deps.after.then(async () => {
    const { mountStaffPages } = await import('./staff-pages.js')
    const staff = newApp()
    // What a label or an erasure was in the middle of when the last process ended.
    await evalCases.writeFiles()
    const links = createUploadLinks(secret, clock)
    mountStaffPages(staff, { ...deps, assets, links, contentFolder, dataFolder })
    return staff
  })
  staffApp.catch((cause: unknown) => {
    log.error({ event: 'pages-missing', reason: reasonOf(cause) }, 'no page of the staff opens')
  })
  mountCustomerPages(app, {
    ...{ clock, newId, assets, accounts, board: emergencies.board, knowledge, replies },
    ...{ shop, secret, chat, tokens, chatOrigins: config.chatOrigins },
  })
  return splitPaths(app, STAFF_PATHS, () => staffApp)
}
