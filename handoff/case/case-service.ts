import type { Clock } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Append, Store } from '../../platform/events/store.js'
import type { NewId } from '../../platform/id.js'
import type { Language } from '../../platform/language.js'
import type { AgentId, CaseId, Message, MessageId, Speaker } from '../conversation/message.js'
import { messageByChannelId } from '../conversation/message-table.js'
import type { Owner, Session } from '../conversation/session.js'
import { openSession, sessionById, updateSession } from '../conversation/session-table.js'
import { isTraced } from '../conversation/trace-table.js'
import { writeMessage } from '../conversation/write-message.js'
import { saveCorrection } from '../label/correction-table.js'
import type { Case, Category, Cause } from './case.js'
import { type CaseFile, type CaseLine, listCases, readCaseFile } from './case-file.js'
import { type CaseView, caseById, otherActiveCase, saveCase } from './case-table.js'
import { type Command, decide, type Refusal } from './decide.js'
import { insertNote } from './note-table.js'

export type Outcome =
  | { readonly ok: true; readonly case: Case }
  | { readonly ok: false; readonly refusal: Refusal }

export interface CaseServiceDeps {
  readonly store: Store
  readonly clock: Pick<Clock, 'now'>
  readonly newId: NewId
  readonly agentName: (db: Db, agent: AgentId) => Promise<string>
  /** Whether this person is there to take a case. */
  readonly isPresent: (db: Db, agent: AgentId) => Promise<boolean>
  /** What the customer is told about a change, in their language. */
  readonly words: CaseWords
}

export interface CaseWords {
  readonly agentJoined: (language: Language, name: string) => string
  readonly agentLeft: (language: Language, name: string) => string
  readonly givenBack: (language: Language) => string
  readonly solved: (language: Language) => string
  readonly survey: (language: Language) => string
}

/** What agents do with a case. Each deed is one transaction, so two agents cannot both succeed. */
export interface CaseService {
  take(id: CaseId, agent: AgentId): Promise<Outcome>
  /**
   * @param reply.turn The owner's counter that the page was drawn with; the reply is refused when
   *   it has moved. Without it, whoever owns the session now may speak.
   * @param reply.articles Ids of the suggested articles that were put into it.
   * @param reply.asks Whether the customer has to answer it before the case can go on.
   * @param reply.clientId Makes a repeated post harmless; empty, each post is a reply of its own.
   */
  reply(
    id: CaseId,
    agent: AgentId,
    reply: {
      readonly text: string
      readonly clientId: string
      readonly turn?: number
      readonly articles?: readonly string[]
      readonly asks?: boolean
    },
  ): Promise<Outcome>
  note(id: CaseId, agent: AgentId, text: string): Promise<Outcome>
  /**
   * Keeps which article would have been right for a turn of the bot, whosever the case is.
   *
   * @param gold Ids of articles; empty where none answers.
   */
  correct(id: CaseId, agent: AgentId, message: MessageId, gold: readonly string[]): Promise<Outcome>
  giveBack(id: CaseId, agent: AgentId): Promise<Outcome>
  /** @param to A present colleague, or `null` for the queue. */
  transfer(id: CaseId, agent: AgentId, to: AgentId | null, note: string): Promise<Outcome>
  solve(
    id: CaseId,
    agent: AgentId,
    result: { readonly category: Category; readonly cause: Cause; readonly summary: string },
  ): Promise<Outcome>
  list(filter: { readonly view: CaseView; readonly agent: AgentId }): Promise<readonly CaseLine[]>
  find(id: CaseId): Promise<CaseFile | undefined>
}

type NewOwner =
  | { readonly kind: 'bot' | 'queue' }
  | { readonly kind: 'agent'; readonly agent: AgentId }

/** What a deed may do within its transaction. */
interface Work {
  readonly tx: Db
  readonly append: Append
  readonly before: Case
  readonly session: Session
  /** Asks the rules, and writes the next state when they agree. */
  change(
    command: Command,
    also?: { readonly summary?: string; readonly takenAt?: number },
  ): Promise<Outcome>
  own(owner: NewOwner): Promise<void>
  say(speaker: Speaker, text: string): Promise<Message>
  tell(name: string, data?: Record<string, unknown>): Promise<void>
}

export function createCaseService(deps: CaseServiceDeps): CaseService {
  const { store, clock, newId, words } = deps

  async function onCase(id: CaseId, deed: (work: Work) => Promise<Outcome>): Promise<Outcome> {
    return store.transact(async (tx, append) => {
      const before = await caseById(tx, id)
      const session = before && (await sessionFor(tx, before))
      if (!before || !session) return { ok: false, refusal: 'not-found' }
      return deed({
        tx,
        append,
        before,
        session,
        async change(command, also) {
          const decision = decide(before, command, clock.now())
          if (!decision.ok) return decision
          if (!(await saveCase(tx, decision.next, also)))
            return { ok: false, refusal: 'owner-moved' }
          return { ok: true, case: decision.next }
        },
        async own(next) {
          const owner: Owner = { ...next, turn: session.owner.turn + 1 }
          const { number } = await append({
            topic: before.conversation,
            name: 'owner-changed',
            data: { session: session.id, owner: owner.kind, turn: owner.turn },
          })
          await updateSession(tx, session.id, {
            owner,
            closedAt: null,
            // So that who waits again is told again that what they write is kept.
            ...(next.kind === 'queue' && { answeredThrough: number }),
          })
        },
        say(speaker, text) {
          const language = session.language
          return writeMessage(tx, append, newId, session, { speaker, text, language })
        },
        async tell(name, data = {}) {
          await append({ topic: before.conversation, name, data: { caseId: id, ...data } })
        },
      })
    })
  }

  return {
    list: ({ view, agent }) => listCases(store.db, view, agent),
    find: (id) => readCaseFile(store.db, id),

    take: (id, agent) =>
      onCase(id, async ({ tx, session, change, own, say, tell }) => {
        const { owner } = session
        if (owner.kind === 'agent' && owner.agent !== agent) {
          return { ok: false, refusal: 'already-taken' }
        }
        const outcome = await change(
          { type: 'take', agent, session: session.id },
          { takenAt: clock.now() },
        )
        if (!outcome.ok) return outcome
        await own({ kind: 'agent', agent })
        await say(
          { role: 'system' },
          words.agentJoined(session.language, await deps.agentName(tx, agent)),
        )
        await tell('case-taken', { agent })
        return outcome
      }),

    reply: (id, agent, { text, clientId, turn, articles = [], asks = false }) =>
      onCase(id, async ({ tx, append, before, session, change, tell }) => {
        // Without a name of its own, a reply must not be taken for the one before it.
        const channelId = `desk:${clientId || newId('draft')}`
        const known = await messageByChannelId(tx, before.conversation, channelId)
        if (known) return { ok: true, case: before }
        const { owner } = session
        if (owner.kind !== 'agent' || owner.agent !== agent)
          return { ok: false, refusal: 'not-yours' }
        if (turn !== undefined && owner.turn !== turn) return { ok: false, refusal: 'owner-moved' }
        const outcome = await change({ type: 'answer', agent })
        if (!outcome.ok) return outcome
        const name = await deps.agentName(tx, agent)
        await writeMessage(tx, append, newId, session, {
          speaker: { role: 'agent', agent, name },
          text,
          language: session.language,
          channelId,
          ...(articles.length > 0 && { extras: { articles } }),
        })
        if (asks) await tell('case-paused', { agent, reason: 'asked' })
        return outcome
      }),

    note: (id, agent, text) =>
      onCase(id, async ({ tx, before, tell }) => {
        const agentName = await deps.agentName(tx, agent)
        const note = { id: newId('note'), agent, agentName, text, at: clock.now() }
        await insertNote(tx, id, note)
        await tell('case-noted', { agent })
        return { ok: true, case: before }
      }),

    correct: (id, agent, message, gold) =>
      onCase(id, async ({ tx, before, append }) => {
        if (!(await isTraced(tx, before.conversation, message))) {
          return { ok: false, refusal: 'not-found' }
        }
        const agentName = await deps.agentName(tx, agent)
        await saveCorrection(tx, message, { gold, agent, agentName, at: clock.now() })
        await append({ topic: before.conversation, name: 'answer-corrected', data: { message } })
        return { ok: true, case: before }
      }),

    giveBack: (id, agent) =>
      onCase(id, async ({ tx, session, change, own, say, tell }) => {
        const outcome = await change({ type: 'give-back', agent })
        if (!outcome.ok) return outcome
        await own({ kind: 'bot' })
        const { number } = await say({ role: 'system' }, words.givenBack(session.language))
        // The bot begins with the customer's next message; what the agent has read is dealt with.
        await updateSession(tx, session.id, {
          answeredThrough: number,
          memory: { ...session.memory, failures: 0, repeats: 0, askedBack: 0 },
        })
        await tell('case-returned', { agent })
        return outcome
      }),

    transfer: (id, agent, to, note) =>
      onCase(id, async ({ tx, session, change, own, say, tell }) => {
        if (to !== null && !(await deps.isPresent(tx, to)))
          return { ok: false, refusal: 'agent-absent' }
        const outcome = await change({ type: 'transfer', agent, to })
        if (!outcome.ok) return outcome
        const name = await deps.agentName(tx, agent)
        await own(to === null ? { kind: 'queue' } : { kind: 'agent', agent: to })
        await say({ role: 'system' }, words.agentLeft(session.language, name))
        if (to !== null) {
          const next = await deps.agentName(tx, to)
          await say({ role: 'system' }, words.agentJoined(session.language, next))
        }
        if (note !== '') {
          await insertNote(tx, id, {
            id: newId('note'),
            agent,
            agentName: name,
            text: note,
            at: clock.now(),
          })
        }
        await tell('case-transferred', { agent, to })
        return outcome
      }),

    solve: (id, agent, { category, cause, summary }) =>
      onCase(id, async ({ tx, append, before, session, change, own, say, tell }) => {
        const outcome = await change({ type: 'solve', agent, category, cause }, { summary })
        if (!outcome.ok) return outcome
        await say({ role: 'system' }, words.solved(session.language))
        await writeMessage(tx, append, newId, session, {
          speaker: { role: 'bot' },
          text: words.survey(session.language),
          language: session.language,
          extras: { survey: { caseId: before.id } },
        })
        const other = await otherActiveCase(tx, session.id, before.id)
        if (other === undefined) await updateSession(tx, session.id, { closedAt: clock.now() })
        // Whoever has solved theirs must not stand between the customer and the next person.
        else await own(ownerOf(other))
        await tell('case-solved', { agent, category })
        return outcome
      }),
  }
}

function ownerOf(active: Case): NewOwner {
  return active.status === 'assigned' ? { kind: 'agent', agent: active.agent } : { kind: 'queue' }
}

/** Where the customer is: the case's own visit, or the one that was opened after it had ended. */
async function sessionFor(tx: Db, { session, conversation }: Case): Promise<Session | undefined> {
  const own = await sessionById(tx, session)
  if (own?.closedAt === null) return own
  return (await openSession(tx, conversation)) ?? own
}
