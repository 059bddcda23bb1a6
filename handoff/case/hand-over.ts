import type { Db } from '../../platform/db/tables.js'
import { hasEvent } from '../../platform/events/event-table.js'
import type { NewId } from '../../platform/id.js'
import type { Role } from '../account/account.js'
import { conversationById } from '../conversation/conversation-table.js'
import type {
  BotSend,
  BotTurn,
  ConversationDeps,
  Conversations,
} from '../conversation/conversations.js'
import type { AgentId, CustomerId } from '../conversation/message.js'
import { updateSession } from '../conversation/session-table.js'
import type { Case, Category, CustomerValue, Service, Urgency } from './case.js'
import { insertCase, saveCase, waitingCaseOf } from './case-table.js'
import { insertNote } from './note-table.js'
import { type QueueNoticeDeps, queueNotice } from './queue-notice.js'

/** Why a person takes over, as the rules said. */
export interface Handoff {
  readonly rule: string
  readonly urgency: Urgency
  /** Who gets an alert; nobody when not given. */
  readonly tell?: readonly Role[]
  readonly category: Category
  readonly service: Service
  /** In the customer's words. */
  readonly subject: string
  /** Id of the team of `content/handbook/teams.md` that it goes to; without one, to everyone. */
  readonly team?: string
  /** What whoever serves it must know, such as `refunds`; without one, nothing special. */
  readonly skill?: string
  /** What a skill had already been told, for whoever takes the case, and how the bot signs it. */
  readonly note?: { readonly text: string; readonly author: string }
}

export interface HandOverDeps extends QueueNoticeDeps {
  readonly conversations: Pick<Conversations, 'sendAsBot'>
  readonly backToBot: ConversationDeps['backToBot']
  /** Id of the team of a case whose rule names none, or one that the handbook does not know. */
  readonly teamOf: (named: string | undefined) => string
  /** What this customer means to the shop (H6.3). */
  readonly customerValue: (db: Db, customer: CustomerId) => Promise<CustomerValue>
  readonly newId: NewId
}

const SUBJECT_LENGTH = 60

/** Who wrote the notes that no person wrote. */
const BOT = 'agent_bot' as AgentId

/**
 * Passes a session from the bot to the queue: owner, case, and the bot's last words with the place
 * in the queue, all or nothing. Refused when the bot is no longer the owner.
 */
export function createHandOver(
  deps: HandOverDeps,
): (turn: BotTurn, handoff: Handoff) => Promise<BotSend> {
  /** The bot may have gone on beside a case that waits: then that one goes on, and no second opens. */
  return (turn, { note, ...handoff }) => {
    const choices = [deps.backToBot(turn.language)]
    const say = { ...turn.say, extras: { ...turn.say.extras, choices } }
    return deps.conversations.sendAsBot({ ...turn, say }, async (tx, append) => {
      const { session, language } = turn
      const conversation = await conversationById(tx, session.conversation)
      if (!conversation) throw new Error(`Session ${session.id} has lost its conversation.`)
      const waiting = await waitingCaseOf(tx, session.id)
      const urgency = waiting?.urgency === 'urgent' ? 'urgent' : handoff.urgency
      const now = deps.clock.now()
      const asked = waiting ?? {
        ...handoff,
        language,
        team: deps.teamOf(handoff.team),
        skill: handoff.skill ?? null,
        value: await deps.customerValue(tx, conversation.customer),
        reach: 'skilled' as const,
        openedAt: now,
      }
      const notice = await queueNotice(tx, { ...asked, urgency }, language, deps, waiting)
      const opened: Case = waiting ?? {
        ...asked,
        id: deps.newId('case'),
        revision: 1,
        status: 'waiting',
        customer: conversation.customer,
        conversation: conversation.id,
        session: session.id,
        subject: shorten(handoff.subject),
        waitingSince: now,
        promisedAt: notice.promisedAt,
        firstAnswerAt: null,
        reopened: 0,
        leftBy: null,
      }
      if (!waiting) await insertCase(tx, opened)
      // Who has grown angry while waiting must not wait on as before.
      else if (urgency !== waiting.urgency) {
        const { promisedAt } = notice
        const { rule, team = waiting.team, skill = null } = handoff
        const to = { team: deps.teamOf(team), skill, reach: 'skilled' as const }
        await saveCase(tx, { ...waiting, ...to, urgency, rule, promisedAt })
      }
      if (note) {
        const { text, author: agentName } = note
        const id = deps.newId('note')
        await insertNote(tx, opened.id, {
          ...{ id, agent: BOT, agentName, text, at: now },
          kind: 'written',
        })
      }
      const owner = { kind: 'queue', turn: session.owner.turn + 1 } as const
      await updateSession(tx, session.id, { owner })
      const topic = conversation.id
      await append({
        topic,
        name: 'owner-changed',
        data: { session: session.id, owner: 'queue', turn: owner.turn },
      })
      const name = waiting ? 'case-asked-again' : 'case-opened'
      await append({
        topic,
        name,
        data: {
          caseId: opened.id,
          rule: handoff.rule,
          urgency,
          category: opened.category,
          promisedAt: notice.promisedAt,
        },
      })
      const cause = { caseId: opened.id, rule: handoff.rule }
      for (const role of handoff.tell ?? []) {
        const alert = { topic, name: `${role}-told`, data: cause }
        // Once for each cause: of who asks again while waiting they know already.
        if (!(await hasEvent(tx, alert))) await append(alert)
      }
      return `${turn.say.text}\n\n${notice.text}`
    })
  }
}

/** Cut between whole characters, so that no emoji is halved. */
export function shorten(text: string): string {
  const characters = [...text.replace(/\s+/gu, ' ').trim()]
  if (characters.length <= SUBJECT_LENGTH) return characters.join('')
  return `${characters.slice(0, SUBJECT_LENGTH - 1).join('')}…`
}
