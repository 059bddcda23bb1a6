import { renderMarkdown } from '../../knowledge/index.js'
import type { Clock, Millis } from '../../platform/clock.js'
import { createHttpApp } from '../../platform/http/app.js'
import type { Assets } from '../../platform/http/assets.js'
import { silentLog } from '../../platform/log.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { accountRoutes } from '../account/account-routes.js'
import { insertAccount } from '../account/account-table.js'
import { createAccounts } from '../account/accounts.js'
import { createPresence } from '../account/presence.js'
import type { AgentId } from '../conversation/message.js'
import { CHEN, countingIds } from '../tests/open-test-desk.js'
import { bannerRoutes } from './banner-routes.js'
import { createDeskEmergencies } from './desk-emergencies.js'
import { emergencyRoutes } from './emergency-routes.js'
import { writeLocalTime } from './local-time.js'
import { openTestEmergencies, WANG } from './open-test-emergencies.js'
import { insertProposal, type ProposalId } from './proposal-table.js'
import type { Figure } from './trigger.js'

export const WANG_ID = WANG.id
export const ZHAO = 'agent_zhao00000000' as AgentId

const ZONE = 'Asia/Shanghai'

const PEOPLE = [
  { id: CHEN, login: 'chen.chen', name: '陈晨', role: 'agent' },
  { id: WANG_ID, login: 'wang.jia', name: '王佳', role: 'supervisor' },
  { id: ZHAO, login: 'zhao.ming', name: '赵明', role: 'editor' },
] as const

/** The pages of emergencies over a real database. */
export async function openTestEmergencyPages(
  clock: Clock = fixedClock(),
  assets: Pick<Assets, 'url'> = { url: (name) => `/assets/${name}` },
) {
  const desk = await openTestEmergencies(clock)
  const { store, emergencies, board } = desk
  const accounts = createAccounts({ store, clock })
  for (const person of PEOPLE) {
    await insertAccount(store.db, { ...person, languages: ['zh-Hans'] }, clock.now())
  }
  const stop = new AbortController()
  const app = createHttpApp({ log: silentLog, newId: countingIds(), stopping: stop.signal })
  const presence = createPresence({ store, clock })
  app.route('/desk', accountRoutes({ accounts, presence, assets: { url: assets.url }, clock }))
  const plans = () => desk.plans
  app.route(
    '/emergency',
    emergencyRoutes({
      accounts,
      store,
      emergencies,
      rehearsal: desk.rehearsal,
      plans,
      deskEmergencies: createDeskEmergencies({ emergencies, plans, clock }),
      settled: board.settled,
      isArticle: (id) => id === 'refund-time',
      renderMarkdown,
      assets,
      clock,
      zone: ZONE,
    }),
  )
  const { routes, banner } = bannerRoutes({ board, assets, clock })
  app.route('/', routes)
  app.get('/help-banner', (c) => c.html(String(banner('en'))))

  /** A browser in which this person is signed in. */
  async function browser(agent: AgentId, language = 'en') {
    const signIn = await accounts.signInByLink(await accounts.issueLink(agent))
    if (!signIn.ok) throw new Error('The link was refused.')
    const headers = {
      cookie: `kefu-desk=${signIn.token}`,
      'accept-language': language,
      accept: 'text/html',
    }
    return {
      get: (path: string) => app.request(path, { headers }),
      post: (path: string, fields: Record<string, string>) =>
        app.request(path, {
          method: 'POST',
          body: new URLSearchParams(fields),
          headers: { ...headers, origin: 'http://localhost', 'sec-fetch-site': 'same-origin' },
        }),
    }
  }

  /** What the banner of an open page is told, one after another. */
  async function follow(language: string) {
    const response = await app.request(`/chat/emergency?lang=${language}`)
    const reader = response.body?.getReader()
    const decoder = new TextDecoder()
    let text = ''
    return {
      async next(): Promise<string> {
        for (;;) {
          const end = text.indexOf('\n\n')
          if (end >= 0) {
            const block = text.slice(0, end)
            text = text.slice(end + 2)
            if (block.startsWith('data: ')) return block.slice('data: '.length)
            continue
          }
          const part = await reader?.read()
          if (!part || part.done) throw new Error('The stream has ended.')
          text += decoder.decode(part.value, { stream: true })
        }
      },
    }
  }

  return {
    ...desk,
    app,
    accounts,
    browser,
    follow,
    timeIn: (time: Millis) => writeLocalTime(clock.now() + time, ZONE),
    propose: (plan: string, figures: readonly Figure[], article: string | null = null) =>
      insertProposal(store.db, {
        id: desk.newId('proposal') as ProposalId,
        plan,
        figures,
        article,
        rule: null,
        proposedAt: clock.now(),
      }),
    async [Symbol.asyncDispose]() {
      stop.abort()
      await desk[Symbol.asyncDispose]()
    },
  }
}

/** A whole form of words, with what a test changes. */
export function wordFields(more: Readonly<Record<string, string>>): Record<string, string> {
  return {
    mode: 'real',
    'banner-zh-Hans': '改过的横幅',
    'banner-zh-Hant': '改過的橫幅',
    'banner-en': 'edited banner',
    'reply-zh-Hans': '答复',
    'reply-zh-Hant': '答覆',
    'reply-en': 'reply',
    articles: '',
    ...more,
  }
}
