import { fileURLToPath } from 'node:url'
import type { Clock } from '../../platform/clock.js'
import { createHttpApp } from '../../platform/http/app.js'
import type { Assets } from '../../platform/http/assets.js'
import { silentLog } from '../../platform/log.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { accountRoutes } from '../account/account-routes.js'
import { insertAccount } from '../account/account-table.js'
import { createAccounts } from '../account/accounts.js'
import { createPresence } from '../account/presence.js'
import { openClockBoard } from '../clock/clock-board.js'
import { createClockDeeds } from '../clock/clock-deeds.js'
import { createDeskClocks } from '../clock/desk-clocks.js'
import { ALWAYS_OPEN } from '../clock/open-test-clocks.js'
import { NO_PUBLIC_HOLIDAYS } from '../clock/public-holidays.js'
import { createMessageRelay } from '../conversation/message-relay.js'
import { countUnseen } from '../quality/quality-table.js'
import { CHEN, countingIds, LIN, openTestDesk, WANG } from '../tests/open-test-desk.js'
import { loadTeams } from '../triage/load-teams.js'
import { createPeople } from '../triage/people.js'
import { createUploadLinks } from '../upload/upload-links.js'
import type { DeskDeps } from './desk-deps.js'
import { deskRoutes } from './desk-routes.js'

const TEAMS_FILE = fileURLToPath(new URL('../../content/handbook/teams.md', import.meta.url))

const TITLES: Readonly<Record<string, string>> = {
  'refund-time': '退款多久到账',
  invoice: '怎么开发票',
}

const SAME_ORIGIN = { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' }

/**
 * The pages of the desk over a real database. Chen, Lin, the supervisor Wang and the editor Zhao
 * can sign in.
 */
export async function openTestPages(
  clock: Clock = fixedClock(),
  assets: Pick<Assets, 'url'> = { url: (name) => `/assets/${name}` },
) {
  const desk = await openTestDesk({ clock })
  const { store } = desk
  const accounts = createAccounts({ store, clock })
  const presence = createPresence({ store, clock })
  const teams = await loadTeams(TEAMS_FILE)
  const people = createPeople({ store, clock, teams })
  const staff = [
    { id: CHEN, login: 'chen.chen', name: '陈晨', role: 'agent' },
    { id: LIN, login: 'lin.xiaoyu', name: '林小雨', role: 'agent' },
    { id: WANG, login: 'wang.fang', name: '王芳', role: 'supervisor' },
    { id: 'agent_zhao00000000' as typeof CHEN, login: 'zhao.ming', name: '赵明', role: 'editor' },
  ] as const
  for (const person of staff) {
    await insertAccount(store.db, { ...person, languages: ['zh-Hans'] }, clock.now())
  }
  const stop = new AbortController()
  const relay = createMessageRelay(store, stop.signal)
  const settings = ALWAYS_OPEN
  const board = await openClockBoard({
    store,
    clock,
    settings,
    report(cause) {
      throw cause
    },
  })
  const deps: DeskDeps = {
    cases: desk.cases,
    unseenResults: (agent) => countUnseen(store.db, agent),
    clocks: createDeskClocks({
      store,
      clock,
      board,
      rules: settings.rules,
      deed: createClockDeeds({ store, clock, settings }),
      waitingAbove: 10,
      holidays: NO_PUBLIC_HOLIDAYS,
    }),
    accounts,
    presence,
    people,
    teams,
    store,
    relay,
    clock,
    newId: countingIds(),
    assets,
    zone: 'Asia/Shanghai',
    suggest: async (question) => [
      {
        article: 'refund-time',
        title: '退款多久到账',
        url: '/help/refund-time',
        text: `关于“${question}”`,
        probability: 0.84,
        contradiction: question.includes('矛盾') ? 'newer' : null,
      },
    ],
    findArticles: async (words) => (words.includes('发票') ? ['invoice'] : []),
    articleTitle: (id) => TITLES[id],
    ruleReason: (rule) =>
      rule === 'complaint'
        ? {
            title: '投诉',
            reason: `投诉由人处理。${'先安抚，再查明原因，然后给出办法。'.repeat(5)}`,
            source: 'H2.3',
          }
        : undefined,
    fileHref: createUploadLinks('a secret of this test', clock).hrefFor,
    renderMarkdown: (markdown) => `<p data-markdown>${markdown.replaceAll('<', '&lt;')}</p>`,
  }
  const app = createHttpApp({ log: silentLog, newId: countingIds(), stopping: stop.signal })
  app.route('/desk', accountRoutes(deps))
  app.route('/desk', deskRoutes(deps))

  async function tokenOf(agent: typeof CHEN): Promise<string> {
    const signIn = await accounts.signInByLink(await accounts.issueLink(agent))
    if (!signIn.ok) throw new Error('The link was refused.')
    return signIn.token
  }

  /** A browser in which this person is signed in; English, so that tests read well. */
  async function browser(agent: typeof CHEN) {
    const headers = {
      cookie: `kefu-desk=${await tokenOf(agent)}`,
      'accept-language': 'en',
      accept: 'text/html',
    }
    return {
      get: (path: string, more: Record<string, string> = {}) =>
        app.request(path, { headers: { ...headers, ...more } }),
      /** Posts a form as a browser without script does. */
      post: (path: string, fields: Record<string, string>, more: Record<string, string> = {}) =>
        app.request(path, {
          method: 'POST',
          body: new URLSearchParams(fields),
          headers: { ...headers, ...SAME_ORIGIN, ...more },
        }),
      /** Posts a form as the script of the page does: the answer is parts of the page. */
      send: (path: string, fields: Record<string, string>) =>
        app.request(path, {
          method: 'POST',
          body: new URLSearchParams(fields),
          headers: { ...headers, ...SAME_ORIGIN, 'hx-request': 'true' },
        }),
    }
  }

  return {
    ...desk,
    deps,
    clock,
    app,
    relay,
    tokenOf,
    browser,
    async [Symbol.asyncDispose]() {
      stop.abort()
      await store[Symbol.asyncDispose]()
    },
  }
}
