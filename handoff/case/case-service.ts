import type { Db } from '../../platform/db/tables.js'
import type { Store } from '../../platform/events/store.js'
import type { Language } from '../../platform/language.js'
import type {
  AgentId,
  CaseId,
  ConversationId,
  MessageId,
  SessionId,
} from '../conversation/message.js'
import { messageByChannelId } from '../conversation/message-table.js'
import type { Session } from '../conversation/session.js'
import { updateSession } from '../conversation/session-table.js'
import { isTraced } from '../conversation/trace-table.js'
import { writeMessage } from '../conversation/write-message.js'
import { saveCorrection } from '../label/correction-table.js'
import type { AskSurvey } from '../survey/ask-survey.js'
import type { Choice } from '../triage/choose-agent.js'
import type { Case, Category, Cause } from './case.js'
import { type CaseFile, type CaseLine, listCases, openLines, readCaseFile } from './case-file.js'
import { otherActiveCase, waitingCaseOf } from './case-table.js'
import type { CaseView } from './case-view-table.js'
import {
  type CaseWorkDeps,
  createOnCase,
  type NewOwner,
  type Outcome,
  type Work,
} from './case-work.js'
import type { Refusal, Target } from './decide.js'
import { backToBot, type ForceTarget, force, take, transfer } from './pass-case.js'

export interface CaseServiceDeps extends CaseWorkDeps {
  /** Where lists and files are read, so that they wait for no writer; without it, in the store. */
  readonly reads?: Store['db'] | undefined
  /** Whether this person is there to be given a case. */
  readonly isPresent: (db: Db, agent: AgentId) => Promise<boolean>
  /** Whether this person is at work, if not free at the moment. */
  readonly isThere: (db: Db, agent: AgentId) => Promise<boolean>
  readonly isSupervisor: (db: Db, agent: AgentId) => Promise<boolean>
  /** Asks what the customer thinks, when the visit closes. */
  readonly askSurvey: AskSurvey
  /** What the customer is told about a change, in their language. */
  readonly words: CaseWords
}

export interface CaseWords {
  readonly agentJoined: (language: Language, name: string) => string
  readonly agentLeft: (language: Language, name: string) => string
  readonly givenBack: (language: Language) => string
  readonly solved: (language: Language) => string
}

/** What agents do with a case. Each deed is one transaction, so two agents cannot both succeed. */
export interface CaseService {
  take(id: CaseId, agent: AgentId): Promise<Outcome>
  /** Gives a waiting case to an agent who is there, as the rules of the queue chose. */
  give(id: CaseId, choice: Choice): Promise<Outcome>
  /**
   * Answers the customer. A reply to a case that waits takes it, in the same transaction.
   *
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
  /** Passes it on, to a colleague who is there, to a team, or into the queue of its own. */
  transfer(id: CaseId, agent: AgentId, to: Target, note: string): Promise<Outcome>
  /**
   * What a supervisor decides about a case that waits or that somebody has: to take it over, to
   * assign it, to put it back or to give it to the bot. Who decided is kept with the case.
   */
  force(id: CaseId, by: AgentId, to: ForceTarget, note: string): Promise<Outcome>
  solve(
    id: CaseId,
    agent: AgentId,
    result: { readonly category: Category; readonly cause: Cause; readonly summary: string },
  ): Promise<Outcome>
  list(filter: { readonly view: CaseView; readonly agent: AgentId }): Promise<readonly CaseLine[]>
  /** The lines of every open case, in no order; only those of these conversations. */
  openLines(conversations?: readonly ConversationId[]): Promise<readonly CaseLine[]>
  find(id: CaseId): Promise<CaseFile | undefined>
  /** Id of the rule that brought the case of this visit which waits for a person. */
  waitingRule(session: SessionId): Promise<string | undefined>
}

export function createCaseService(deps: CaseServiceDeps): CaseService {
  const { store, clock, newId, words, reads = store.db } = deps

  const onCase = createOnCase(deps)

  return {
    list: ({ view, agent }) => listCases(reads, view, agent),
    // What needs several queries holds the connection, to wait for others' transactions only once.
    openLines: (conversations) => reads.connection().execute((db) => openLines(db, conversations)),
    find: (id) => reads.connection().execute((db) => readCaseFile(db, id)),
    waitingRule: async (session) => (await waitingCaseOf(store.db, session))?.rule,

    take: (id, agent) => onCase(id, (work) => take(deps, work, agent)),

    give: (id, { agent, because }) =>
      onCase(id, async (work) => {
        if (!(await deps.isPresent(work.tx, agent))) return { ok: false, refusal: 'agent-absent' }
        return take(deps, work, agent, because)
      }),

    reply: (id, agent, { text, clientId, turn, articles = [], asks = false }) =>
      onCase(id, async (work) => {
        const { tx, append, before, session, tell } = work
        // Without a name of its own, a reply must not be taken for the one before it.
        const channelId = `desk:${clientId || newId('draft')}`
        const known = await messageByChannelId(tx, before.conversation, channelId)
        if (known) return { ok: true, case: before }
        if (turn !== undefined && !stillHolds(work, agent, turn)) {
          return { ok: false, refusal: refusalFor(session, agent) }
        }
        const outcome = await claimOrAnswer(deps, work, agent)
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
      onCase(id, async ({ before, change, note, tell }) => {
        await note('written', agent, text)
        await tell('case-noted', { agent })
        // Whoever notes is at work on it.
        const outcome = await change({ type: 'work', agent })
        return outcome.ok ? outcome : { ok: true, case: before }
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
      onCase(id, async (work) => {
        const outcome = await work.change({ type: 'give-back', agent })
        if (!outcome.ok) return outcome
        await work.own({ kind: 'bot' })
        await backToBot(work, words.givenBack(work.session.language))
        await work.tell('case-returned', { agent })
        return outcome
      }),

    transfer: (id, agent, to, note) => onCase(id, (work) => transfer(deps, work, agent, to, note)),
    force: (id, by, to, note) => onCase(id, (work) => force(deps, work, by, to, note)),

    solve: (id, agent, { category, cause, summary }) =>
      onCase(id, async ({ tx, append, before, session, change, own, say, tell }) => {
        const outcome = await change({ type: 'solve', agent, category, cause }, { summary })
        if (!outcome.ok) return outcome
        await say({ role: 'system' }, words.solved(session.language))
        const other = await otherActiveCase(tx, session.id, before.id)
        if (other === undefined) {
          await updateSession(tx, session.id, { closedAt: clock.now() })
          await deps.askSurvey(tx, append, session, 'solved')
        }
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

/**
 * Whether what the page believed of the owner is so. Whoever took the case may go on from the page
 * on which it still waited, as when their reply overtakes what taking it draws: no other person has
 * spoken in between.
 */
function stillHolds({ before, session: { owner } }: Work, agent: AgentId, turn: number): boolean {
  if (owner.turn === turn) return true
  const tookIt = before.status === 'assigned' && before.because === 'took'
  return tookIt && before.agent === agent && owner.turn === turn + 1
}

/** A person who speaks: their own case is known to have moved on, another's is another's. */
function refusalFor({ owner }: Session, agent: AgentId): Refusal {
  return owner.kind === 'agent' && owner.agent !== agent ? 'not-yours' : 'owner-moved'
}

/** Lets the agent of the case speak, and makes whoever answers first its agent. */
async function claimOrAnswer(deps: CaseServiceDeps, work: Work, agent: AgentId): Promise<Outcome> {
  const { before, session, change } = work
  const { owner } = session
  if (before.status !== 'waiting') {
    if (owner.kind !== 'agent' || owner.agent !== agent) return { ok: false, refusal: 'not-yours' }
    return change({ type: 'answer', agent })
  }
  const taken = await take(deps, work, agent)
  if (!taken.ok) return taken
  return work.change({ type: 'answer', agent })
}
