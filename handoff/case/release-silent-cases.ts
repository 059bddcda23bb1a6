import type { Instant, Millis } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Language } from '../../platform/language.js'
import type { ConversationDeps } from '../conversation/conversations.js'
import type { AgentId, CaseId } from '../conversation/message.js'
import type { Lease } from '../triage/service-level.js'
import { type CaseWorkDeps, createOnCase, type Outcome, type Work } from './case-work.js'
import { type LeaseEnd, leaseEnds } from './lease.js'
import { type QueueNoticeDeps, queueNotice } from './queue-notice.js'
import { type HeldCase, heldCases } from './queue-table.js'

export interface ReleaseDeps extends CaseWorkDeps {
  readonly lease: Lease
  readonly notice: QueueNoticeDeps
  readonly backToBot: ConversationDeps['backToBot']
  /** When each person went, or will count as, offline. */
  readonly goneMoments: (db: Db) => Promise<ReadonlyMap<AgentId, Instant>>
  readonly words: {
    /** That this person does not go on, and the place is kept. */
    readonly agentAway: (language: Language, name: string) => string
  }
}

export interface SilentCases {
  /** No lease that begins now ends before this has passed. */
  readonly shortest: Millis
  /** Takes back every case whose lease has ended by `now`, each once. Returns those. */
  release(now: Instant): Promise<readonly CaseId[]>
  /** When the next lease ends, as things stand; `null` while nobody has a case. */
  nextEnd(): Promise<Instant | null>
}

/**
 * A case whose agent is silent or gone comes back to the queue with its place, with a note for
 * colleagues, and the customer hears of it. What happens meanwhile decides: each is looked at again
 * in the transaction that takes it back, so an agent who answers in that moment keeps it.
 */
export function createSilentCases(deps: ReleaseDeps): SilentCases {
  const { store } = deps
  const onCase = createOnCase(deps)
  const { silent, gone } = deps.lease

  return {
    shortest: Math.min(silent.normal, silent.urgent, gone),

    async release(now) {
      const released: CaseId[] = []
      for (const { held, end } of await endsOf(deps, store.db)) {
        if (end.at > now) continue
        const outcome = await onCase(held.case.id, (work) => release(deps, work, now))
        if (outcome.ok) released.push(held.case.id)
      }
      return released
    },

    async nextEnd() {
      const ends = (await endsOf(deps, store.db)).map(({ end }) => end.at)
      return ends.length === 0 ? null : Math.min(...ends)
    },
  }
}

interface End {
  readonly held: HeldCase
  readonly end: LeaseEnd
}

async function endsOf(deps: ReleaseDeps, db: Db, only?: CaseId): Promise<readonly End[]> {
  const held = await heldCases(db, only)
  if (held.length === 0) return []
  const gone = await deps.goneMoments(db)
  return held.map((each) => {
    // Nobody ever saw them at the desk: gone since they were given it.
    const goneAt = gone.get(each.case.agent) ?? each.case.since
    return { held: each, end: leaseEnds(each, goneAt, deps.lease) }
  })
}

async function release(deps: ReleaseDeps, work: Work, now: Instant): Promise<Outcome> {
  const { tx, before, session, change, own, say, note, tell } = work
  const [current] = await endsOf(deps, tx, before.id)
  if (!current || current.end.at > now) return { ok: false, refusal: 'owner-moved' }
  const { agent } = current.held.case
  const { why } = current.end
  const outcome = await change({ type: 'release', agent })
  if (!outcome.ok) return outcome

  await own({ kind: 'queue' })
  const { language } = session
  const notice = await queueNotice(tx, outcome.case, language, deps.notice, outcome.case)
  const away = deps.words.agentAway(language, await deps.agentName(tx, agent))
  const choices = [deps.backToBot(language)]
  await say({ role: 'system' }, `${away}\n\n${notice.text}`, { choices })
  await note(why, agent, '')
  await tell('case-released', { agent, why })
  return outcome
}
