import { fileURLToPath } from 'node:url'
import {
  type BotTurn,
  type ConversationId,
  createConversations,
  createMessageRelay,
  EMPTY_MEMORY,
  handoffMigrations,
  loadReplies,
  type MessageExtras,
  type SurveySubmission,
} from '../../../handoff/index.js'
import { type Clock, type Millis, systemClock } from '../../../platform/clock.js'
import { createDueTimer } from '../../../platform/due/due-timer.js'
import { createHttpApp } from '../../../platform/http/app.js'
import { serveHttp } from '../../../platform/http/serve.js'
import { newId } from '../../../platform/id.js'
import { silentLog } from '../../../platform/log.js'
import { openTestStore } from '../../../platform/testing/open-test-store.js'
import { openFakeTeams } from './fake-teams.js'
import { openTeams } from './open-teams.js'
import type { TeamsConfig } from './teams-config.js'
import { teamsWords } from './teams-words.js'

const REPLIES = fileURLToPath(new URL('../../../content/replies', import.meta.url))

/** The channel with the real SDK and a real database before a Teams of its own, and no bot. */
export async function openTestTeams(
  change: (config: TeamsConfig) => TeamsConfig = (same) => same,
  options: { readonly clock?: Clock; readonly answerLimit?: Millis } = {},
) {
  const { clock = systemClock, answerLimit } = options
  const teams = await openFakeTeams()
  const store = await openTestStore([handoffMigrations], clock)
  const replies = await loadReplies(REPLIES)
  const stop = new AbortController()
  const relay = createMessageRelay(store, stop.signal)
  const timer = createDueTimer({
    clock,
    report(_source, cause) {
      throw cause
    },
  })
  const conversations = createConversations({
    store,
    clock,
    newId,
    keptLine: () => 'kept',
    backToBot: () => ({ title: 'back', value: 'back' }),
    isBackToBot: () => false,
    backLine: () => 'back',
    ratedLine: (_language, verdict) => `rated ${verdict}`,
    askSurvey: async () => {},
  })
  const surveys: SurveySubmission[] = []
  const channel = await openTeams({
    config: change(teams.config),
    store,
    clock,
    log: silentLog,
    replies: () => replies,
    relay,
    timer,
    ...(answerLimit !== undefined && { answerLimit }),
    conversations,
    async answerSurvey(_conversation, submission) {
      surveys.push(submission)
    },
  })
  const app = createHttpApp({ log: silentLog, newId })
  app.route('/', channel.routes)
  const server = await serveHttp(app, { host: '127.0.0.1', port: 0, grace: 100 })

  /** What is stored, over all conversations. */
  async function stored() {
    const rows = await store.db.selectFrom('message').selectAll().orderBy('number').execute()
    return rows.map(({ role, text, extras, conversation_id, channel_id }) => ({
      role,
      text,
      extras: JSON.parse(extras) as MessageExtras,
      conversation: conversation_id,
      channelId: channel_id,
    }))
  }

  /** The conversation of the first message that was stored. */
  async function conversation(): Promise<ConversationId> {
    const [first] = await stored()
    if (!first) throw new Error('Nothing is stored.')
    return first.conversation
  }

  /** The bot says something, as it does to whoever wrote a while ago; in the first conversation. */
  async function say(text: string, extras: MessageExtras = {}, to?: ConversationId) {
    const session = await conversations.session(to ?? (await conversation()))
    if (!session) throw new Error('No session is open.')
    const trace = { question: '', signals: [], rules: [], passages: [], probability: null }
    const turn: BotTurn = {
      session,
      answeredThrough: session.answeredThrough,
      language: 'zh-Hans',
      memory: EMPTY_MEMORY,
      trace: { ...trace, decision: 'answer' },
      say: { text, extras },
    }
    const sent = await conversations.sendAsBot(turn)
    if (!sent.ok) throw new Error(`The bot was refused: ${sent.refusal}.`)
    return sent.message
  }

  return {
    url: server.url,
    teams,
    store,
    conversations,
    relay,
    surveys,
    words: teamsWords(() => replies),
    stored,
    conversation,
    say,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await channel[Symbol.asyncDispose]()
      await timer[Symbol.asyncDispose]()
      stop.abort()
      await store[Symbol.asyncDispose]()
      await teams[Symbol.asyncDispose]()
    },
  }
}
