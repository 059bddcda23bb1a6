import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { renderMarkdown } from '../../knowledge/index.js'
import type { Clock } from '../../platform/clock.js'
import { createHttpApp } from '../../platform/http/app.js'
import type { Assets } from '../../platform/http/assets.js'
import { silentLog } from '../../platform/log.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { accountRoutes } from '../account/account-routes.js'
import { insertAccount } from '../account/account-table.js'
import { createAccounts } from '../account/accounts.js'
import { createPresence } from '../account/presence.js'
import type { AgentId } from '../conversation/message.js'
import { loadRules } from '../escalation/load-rules.js'
import { type Facts, noFacts } from '../escalation/rule.js'
import { loadReplies } from '../reply/load-replies.js'
import { shopSignals } from '../signal/shop-signals.js'
import { CHEN, COMPLAINT, countingIds, openTestDesk } from '../tests/open-test-desk.js'
import { handbookRoutes } from './handbook-routes.js'

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url))

export const WANG = 'agent_wang00000000' as AgentId
export const ZHAO = 'agent_zhao00000000' as AgentId

const PEOPLE = [
  { id: CHEN, login: 'chen.chen', name: '陈晨', role: 'agent' },
  { id: WANG, login: 'wang.jia', name: '王佳', role: 'supervisor' },
  { id: ZHAO, login: 'zhao.ming', name: '赵明', role: 'editor' },
] as const

/** The pages of the handbook over a real database and a copy of the shop's own rules. */
export async function openTestHandbook(
  clock: Clock & { now(): number } = fixedClock(),
  assets: Pick<Assets, 'url'> = { url: (name) => `/assets/${name}` },
) {
  const desk = await openTestDesk({ clock })
  const { store } = desk
  const accounts = createAccounts({ store, clock })
  for (const person of PEOPLE) {
    await insertAccount(store.db, { ...person, languages: ['zh-Hans'] }, clock.now())
  }
  const folder = await mkdtemp(join(tmpdir(), 'handbook-'))
  await cp(join(CONTENT, 'handbook', 'escalation'), folder, { recursive: true })
  const names = shopSignals()
  const escalation = await loadRules(folder, names)
  const replies = await loadReplies(join(CONTENT, 'replies'))

  const stop = new AbortController()
  const app = createHttpApp({ log: silentLog, newId: countingIds(), stopping: stop.signal })
  const presence = createPresence({ store, clock })
  app.route('/desk', accountRoutes({ accounts, presence, assets: { url: assets.url }, clock }))
  app.route(
    '/handbook',
    handbookRoutes({
      accounts,
      store,
      escalation: () => escalation,
      replies: () => replies,
      // Learning the signals takes seconds, and no page depends on how they are read.
      signals: { names, read: async () => [] },
      folder,
      renderMarkdown,
      assets,
      clock,
      zone: 'Asia/Shanghai',
    }),
  )

  let visitors = 0
  /** A customer of their own writes, and the bot answers or hands over as the rules say. */
  async function turn(text: string, facts: Partial<Facts>) {
    visitors++
    const { id } = await desk.conversations.open('webchat', `guest-${visitors}`, 'zh-Hans')
    await desk.conversations.receive(id, { channelId: `guest-${visitors}`, text })
    const session = await desk.conversations.session(id)
    if (!session) throw new Error('No session is open.')
    const [message] = await desk.conversations.unanswered(session)
    const { signals, ...rest } = { ...noFacts('zh-Hans'), ...facts }
    const [rule] = escalation.evaluate({ signals, ...rest })
    const sent = {
      session,
      answeredThrough: message?.number ?? 0,
      language: 'zh-Hans',
      memory: session.memory,
      trace: {
        question: text,
        signals,
        rules: rule ? [rule.id] : [],
        facts: rest,
        passages: [],
        probability: 0.9,
        decision: rule ? 'hand-over' : 'answer',
      },
      say: { text: 'reply' },
    } as const
    if (rule) await desk.handOver(sent, { ...COMPLAINT, rule: rule.id, urgency: rule.urgency })
    else await desk.conversations.sendAsBot(sent)
    const cases = await desk.cases.list({ view: 'queue', agent: CHEN })
    return cases.find((line) => line.case.conversation === id)?.case.id ?? null
  }

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

  return {
    ...desk,
    app,
    accounts,
    escalation,
    folder,
    turn,
    browser,
    async [Symbol.asyncDispose]() {
      stop.abort()
      await store[Symbol.asyncDispose]()
      await rm(folder, { recursive: true })
    },
  }
}
