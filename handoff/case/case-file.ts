import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import { channelsOf, conversationById } from '../conversation/conversation-table.js'
import type {
  AgentId,
  CaseId,
  ConversationId,
  Message,
  MessageId,
  SessionId,
} from '../conversation/message.js'
import { lastMessages, latestMessages } from '../conversation/message-table.js'
import type { Conversation, Owner } from '../conversation/session.js'
import { sessionById, sessionsOf } from '../conversation/session-table.js'
import { shownText } from '../conversation/shown-text.js'
import { tracesOf } from '../conversation/trace-table.js'
import type { TurnTrace } from '../conversation/turn-trace.js'
import { type Customer, customerById } from '../customer/customer-table.js'
import { type Correction, correctionsIn } from '../label/correction-table.js'
import { satisfactionOf, type VisitSatisfaction } from '../satisfaction/satisfaction-table.js'
import type { SurveyAnswer } from '../survey/survey.js'
import { latestSurvey } from '../survey/survey-table.js'
import type { Case } from './case.js'
import { caseById, casesOfCustomer, openCases } from './case-table.js'
import { type CaseView, casesInView } from './case-view-table.js'
import { type Note, notesOf } from './note-table.js'

/** One line of a list on the desk. */
export interface CaseLine {
  readonly case: Case
  readonly channel: Conversation['channel']
  readonly lastMessage: Message | null
  /** Whether the customer had the last word. */
  readonly unread: boolean
  /** How the customer feels about this visit so far; `null` before it was read. */
  readonly satisfaction: VisitSatisfaction | null
}

/** Everything the desk shows of one case. */
export interface CaseFile {
  readonly case: Case
  readonly customer: Customer
  readonly channel: Conversation['channel']
  readonly owner: Owner
  /** The conversation across sessions, oldest first; of a very long one the latest part. */
  readonly messages: readonly Message[]
  /** Why the bot said what it said, by its message. */
  readonly traces: ReadonlyMap<MessageId, TurnTrace>
  /** What agents said would have been right, by the bot's message. */
  readonly corrections: ReadonlyMap<MessageId, Correction>
  readonly notes: readonly Note[]
  /** The customer's other sessions, newest first. */
  readonly earlier: readonly EarlierSession[]
  readonly survey: SurveyAnswer | null
  readonly satisfaction: VisitSatisfaction | null
}

export interface EarlierSession {
  readonly session: SessionId
  readonly openedAt: Instant
  /** In the customer's words: the case's subject, else the first message. */
  readonly subject: string
  readonly outcome: Case['status'] | 'bot'
}

/** More than anyone reads, and few enough to be drawn again at each message. */
const MOST_MESSAGES = 2_000

export async function listCases(
  db: Db,
  view: CaseView,
  agent: AgentId,
): Promise<readonly CaseLine[]> {
  return linesOf(db, await casesInView(db, view, agent))
}

/** The lines of every open case, in no order; only those of these conversations. */
export async function openLines(
  db: Db,
  conversations?: readonly ConversationId[],
): Promise<readonly CaseLine[]> {
  return linesOf(db, await openCases(db, conversations))
}

async function linesOf(db: Db, cases: readonly Case[]): Promise<readonly CaseLine[]> {
  const conversations = [...new Set(cases.map((each) => each.conversation))]
  const last = await lastMessages(db, conversations)
  const channels = await channelsOf(db, conversations)
  const satisfaction = await satisfactionOf(
    db,
    cases.map(({ session }) => session),
  )
  return cases.map((each) => {
    const lastMessage = last.get(each.conversation) ?? null
    return {
      case: each,
      channel: channels.get(each.conversation) ?? 'webchat',
      lastMessage,
      unread: lastMessage?.speaker.role === 'customer',
      satisfaction: satisfaction.get(each.session) ?? null,
    }
  })
}

export async function readCaseFile(db: Db, id: CaseId): Promise<CaseFile | undefined> {
  const current = await caseById(db, id)
  if (!current) return undefined
  const [customer, conversation, session] = await Promise.all([
    customerById(db, current.customer),
    conversationById(db, current.conversation),
    sessionById(db, current.session),
  ])
  if (!customer || !conversation || !session) {
    throw new Error(`Case ${id} has lost its customer, conversation or session.`)
  }
  const [messages, traces, corrections, notes, earlier, survey, satisfaction] = await Promise.all([
    latestMessages(db, current.conversation, MOST_MESSAGES),
    tracesOf(db, current.conversation),
    correctionsIn(db, current.conversation),
    notesOf(db, id),
    earlierSessions(db, current),
    latestSurvey(db, id),
    satisfactionOf(db, [current.session]),
  ])
  return {
    case: current,
    customer,
    channel: conversation.channel,
    owner: session.owner,
    messages,
    traces,
    corrections,
    notes,
    earlier: earlier.map((each) => ({
      ...each,
      subject: each.subject || firstWords(messages, each.session),
    })),
    survey,
    satisfaction: satisfaction.get(current.session) ?? null,
  }
}

async function earlierSessions(db: Db, current: Case): Promise<readonly EarlierSession[]> {
  const [sessions, cases] = await Promise.all([
    sessionsOf(db, current.conversation),
    casesOfCustomer(db, current.customer),
  ])
  return sessions
    .filter(({ id }) => id !== current.session)
    .map(({ id, openedAt }) => {
      const case_ = cases.find(({ session }) => session === id)
      return {
        session: id,
        openedAt,
        subject: case_?.subject ?? '',
        outcome: case_?.status ?? ('bot' as const),
      }
    })
    .reverse()
}

function firstWords(messages: readonly Message[], session: SessionId): string {
  const first = messages.find(
    (each) => each.session === session && each.speaker.role === 'customer',
  )
  return first ? shownText(first) : ''
}
