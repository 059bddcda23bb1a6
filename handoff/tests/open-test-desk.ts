import type { Clock } from '../../platform/clock.js'
import { HOUR, MINUTE } from '../../platform/clock.js'
import type { Id, NewId } from '../../platform/id.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { openTestStore } from '../../platform/testing/open-test-store.js'
import { createCaseService } from '../case/case-service.js'
import { createHandOver, type Handoff } from '../case/hand-over.js'
import type { QueueNoticeDeps } from '../case/queue-notice.js'
import { createSilentCases } from '../case/release-silent-cases.js'
import { createConversations } from '../conversation/conversations.js'
import type { AgentId, CaseId } from '../conversation/message.js'
import { EMPTY_MEMORY, type Session } from '../conversation/session.js'
import { handoffMigrations } from '../migrations/index.js'
import { createSurveyService } from '../survey/survey-service.js'

export const CHEN = 'agent_chen00000000' as AgentId
export const LIN = 'agent_lin000000000' as AgentId

export const WANG = 'agent_wang00000000' as AgentId

const NAMES: Readonly<Record<string, string>> = { [CHEN]: 'Chen', [LIN]: 'Lin', [WANG]: 'Wang' }

export const COMPLAINT: Handoff = {
  rule: 'complaint',
  urgency: 'normal',
  category: 'complaint',
  service: 'after-sales',
  subject: '我要投诉',
}

const BACK = { title: 'back to the bot', value: 'back to the bot' }

/** Ids that count up, so that a test can foresee them. */
export function countingIds(): NewId {
  let count = 0
  return <Kind extends string>(kind: Kind) => {
    count++
    return `${kind}_${String(count).padStart(12, '0')}` as Id<Kind>
  }
}

/** The whole desk over a real database, with plain words in the place of the shop's replies. */
export async function openTestDesk(
  options: { present?: readonly AgentId[]; open?: boolean; clock?: Clock; file?: string } = {},
) {
  const clock = options.clock ?? fixedClock()
  const store = await openTestStore([handoffMigrations], clock, options.file)
  const newId = countingIds()
  const present = new Set(options.present ?? [CHEN])
  const conversations = createConversations({
    store,
    clock,
    newId,
    keptLine: () => 'kept',
    backToBot: () => BACK,
    isBackToBot: (text) => text === BACK.value,
    backLine: () => 'back',
    ratedLine: (_language, verdict) => `rated ${verdict}`,
  })
  const notice: QueueNoticeDeps = {
    clock,
    // Each person holds three cases like any of these.
    serving: async (_db, { team }) => ({ teams: [team], slots: 3 * present.size }),
    isOpen: () => options.open ?? true,
    addOpenTime: (at, time) => at + time + (options.open === false ? 8 * HOUR : 0),
    firstResponse: { normal: 60 * MINUTE, urgent: 15 * MINUTE },
    words: {
      queuePlace: (_language, place, minutes) => `place ${place}, ${minutes} min`,
      outOfHours: (_language, at) => `closed until ${at - clock.now()}`,
      nobodyPresent: (_language, at) => `nobody until ${at - clock.now()}`,
    },
  }
  const cases = createCaseService({
    store,
    clock,
    newId,
    agentName: async (_db, agent) => NAMES[agent] ?? agent,
    isPresent: async (_db, agent) => present.has(agent),
    isThere: async (_db, agent) => present.has(agent),
    isSupervisor: async (_db, agent) => agent === WANG,
    words: {
      agentJoined: (_language, name) => `${name} joined`,
      agentLeft: (_language, name) => `${name} left`,
      givenBack: () => 'given back',
      solved: () => 'solved',
      survey: () => 'survey',
    },
  })
  const handOver = createHandOver({
    ...notice,
    conversations,
    newId,
    backToBot: () => BACK,
    teamOf: (named) => named ?? 'general',
    customerValue: async () => 'ordinary',
  })
  const silent = createSilentCases({
    store,
    clock,
    newId,
    agentName: async (_db, agent) => NAMES[agent] ?? agent,
    goneMoments: async () => new Map([...present].map((agent) => [agent, clock.now() + MINUTE])),
    lease: { silent: { normal: 10 * MINUTE, urgent: 5 * MINUTE }, gone: 3 * MINUTE },
    notice,
    backToBot: () => BACK,
    words: { agentAway: (_language, name) => `${name} away` },
  })
  const answerSurvey = createSurveyService({
    store,
    clock,
    newId,
    notice,
    backToBot: () => BACK,
    words: { thanks: () => 'thanks', sorry: () => 'sorry' },
  })

  let sent = 0
  const conversation = await conversations.open('webchat', 'visitor-1', 'zh-Hans')

  /** The customer writes, under a channel id of its own. */
  async function write(text: string) {
    sent++
    const { message } = await conversations.receive(conversation.id, {
      channelId: `client-${sent}`,
      text,
    })
    return message
  }

  async function session(): Promise<Session> {
    const open = await conversations.session(conversation.id)
    if (!open) throw new Error('No session is open.')
    return open
  }

  /** A turn of the bot that has dealt with everything so far. */
  async function botTurn(text: string) {
    const current = await session()
    const unanswered = await conversations.unanswered(current)
    return {
      session: current,
      answeredThrough: unanswered.at(-1)?.number ?? current.answeredThrough,
      language: current.language,
      memory: EMPTY_MEMORY,
      trace: {
        question: unanswered.map((message) => message.text).join('\n'),
        signals: [],
        rules: [],
        passages: [],
        probability: null,
        decision: 'answer',
      } as const,
      say: { text },
    }
  }

  /** The customer writes, and the bot hands over. Returns the waiting case. */
  async function openCase(text = '我要投诉'): Promise<CaseId> {
    await write(text)
    await handOver(await botTurn('sorry to hear that.'), COMPLAINT)
    const [line] = await cases.list({ view: 'queue', agent: CHEN })
    if (!line) throw new Error('No case is waiting.')
    return line.case.id
  }

  /** Another customer asks for a person, and waits. */
  async function openCaseOfAnother(): Promise<void> {
    sent++
    const { id } = await conversations.open('webchat', `visitor-${sent + 1}`, 'zh-Hans')
    await conversations.receive(id, { channelId: `client-${sent}`, text: '人工' })
    const open = await conversations.session(id)
    if (!open) throw new Error('No session is open.')
    const [message] = await conversations.unanswered(open)
    const turn = await botTurn('of course.')
    await handOver({ ...turn, session: open, answeredThrough: message?.number ?? 0 }, COMPLAINT)
  }

  async function texts(limit = 1_000): Promise<readonly string[]> {
    const messages = await conversations.messagesAfter(conversation.id, 0, limit)
    return messages.map(({ speaker, text }) => `${speaker.role}: ${text}`)
  }

  return {
    store,
    clock,
    present,
    conversation,
    conversations,
    cases,
    handOver,
    silent,
    answerSurvey,
    write,
    session,
    botTurn,
    openCase,
    openCaseOfAnother,
    texts,
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  }
}
