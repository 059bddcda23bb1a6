import type { Clock } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Append, Store } from '../../platform/events/store.js'
import type { NewId } from '../../platform/id.js'
import { saveLastCase } from '../account/presence-table.js'
import type { AgentId, CaseId, Message, MessageExtras, Speaker } from '../conversation/message.js'
import type { Owner, Session } from '../conversation/session.js'
import { openSession, sessionById, updateSession } from '../conversation/session-table.js'
import { writeMessage } from '../conversation/write-message.js'
import type { Case } from './case.js'
import { assignedCasesOf, caseById, saveCase } from './case-table.js'
import { type Command, decide, type Refusal } from './decide.js'
import { insertNote, type Note } from './note-table.js'

export type Outcome =
  | { readonly ok: true; readonly case: Case }
  | { readonly ok: false; readonly refusal: Refusal }

export interface CaseWorkDeps {
  readonly store: Store
  readonly clock: Pick<Clock, 'now'>
  readonly newId: NewId
  readonly agentName: (db: Db, agent: AgentId) => Promise<string>
}

export type NewOwner =
  | { readonly kind: 'bot' | 'queue' }
  | { readonly kind: 'agent'; readonly agent: AgentId }

/** What a deed may do within its transaction. */
export interface Work {
  readonly tx: Db
  readonly append: Append
  readonly before: Case
  /** Where the customer is. */
  readonly session: Session
  /** Asks the rules, and writes the next state when they agree; the next change begins there. */
  change(
    command: Command,
    also?: { readonly summary?: string; readonly takenAt?: number },
  ): Promise<Outcome>
  /** Changes who may speak. Cases that the last agent has in the same visit go along. */
  own(owner: NewOwner): Promise<void>
  say(speaker: Speaker, text: string, extras?: MessageExtras): Promise<Message>
  note(kind: Note['kind'], agent: AgentId, text: string): Promise<void>
  tell(name: string, data?: Record<string, unknown>): Promise<void>
}

export type OnCase = (id: CaseId, deed: (work: Work) => Promise<Outcome>) => Promise<Outcome>

/** Does something with a case in one transaction, so that of two deeds at once only one succeeds. */
export function createOnCase(deps: CaseWorkDeps): OnCase {
  const { store, clock, newId } = deps

  return (id, deed) =>
    store.transact(async (tx, append) => {
      const before = await caseById(tx, id)
      const session = before && (await sessionFor(tx, before))
      if (!before || !session) return { ok: false, refusal: 'not-found' }
      const topic = before.conversation
      let current = before

      return deed({
        tx,
        append,
        before,
        session,
        async change(command, also) {
          const decision = decide(current, command, clock.now())
          if (!decision.ok) return decision
          const { next } = decision
          if (!(await saveCase(tx, next, also))) return { ok: false, refusal: 'owner-moved' }
          await rememberCase(tx, current, next)
          current = { ...next, revision: next.revision + 1 }
          return { ok: true, case: current }
        },
        async own(next) {
          const owner: Owner = { ...next, turn: session.owner.turn + 1 }
          const { number } = await append({
            topic,
            name: 'owner-changed',
            data: {
              session: session.id,
              owner: owner.kind,
              turn: owner.turn,
              ...(owner.kind === 'agent' && { agent: owner.agent }),
            },
          })
          await updateSession(tx, session.id, {
            owner,
            closedAt: null,
            // So that who waits again is told again that what they write is kept.
            ...(next.kind === 'queue' && { answeredThrough: number }),
          })
          await takeAlong(tx, append, session, next, id)
        },
        say(speaker, text, extras) {
          const language = session.language
          return writeMessage(tx, append, newId, session, {
            speaker,
            text,
            language,
            ...(extras && { extras }),
          })
        },
        async note(kind, agent, text) {
          const agentName = await deps.agentName(tx, agent)
          await insertNote(tx, id, {
            id: newId('note'),
            kind,
            agent,
            agentName,
            text,
            at: clock.now(),
          })
        },
        async tell(name, data = {}) {
          await append({ topic, name, data: { caseId: id, ...data } })
        },
      })
    })

  /** A case whose agent cannot speak any more would be nobody's: it follows who speaks now. */
  async function takeAlong(
    tx: Db,
    append: Append,
    session: Session,
    next: NewOwner,
    except: CaseId,
  ): Promise<void> {
    for (const other of await assignedCasesOf(tx, session.id)) {
      if (other.id === except || other.status !== 'assigned') continue
      if (next.kind === 'agent' && next.agent === other.agent) continue
      const to = next.kind === 'agent' ? next : ({ kind: 'queue' } as const)
      const { agent } = other
      const decision = decide(other, { type: 'transfer', agent, to }, clock.now())
      if (!decision.ok) throw new Error(`Case ${other.id} did not follow: ${decision.refusal}.`)
      await saveCase(tx, decision.next)
      await rememberCase(tx, other, decision.next)
      const target = next.kind === 'agent' ? next.agent : null
      await append({
        topic: other.conversation,
        name: 'case-transferred',
        data: { caseId: other.id, agent, to: target },
      })
    }
  }

  /** For the turn-taking of those with equal load. */
  async function rememberCase(tx: Db, before: Case, next: Case): Promise<void> {
    if (next.status !== 'assigned') return
    if (before.status === 'assigned' && before.agent === next.agent) return
    await saveLastCase(tx, next.agent, clock.now())
  }
}

/** Where the customer is: the case's own visit, or the one that was opened after it had ended. */
async function sessionFor(tx: Db, { session, conversation }: Case): Promise<Session | undefined> {
  const own = await sessionById(tx, session)
  if (own?.closedAt === null) return own
  return (await openSession(tx, conversation)) ?? own
}
