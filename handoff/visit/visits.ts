import type { Clock, Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Append, Store } from '../../platform/events/store.js'
import type { Account } from '../account/account.js'
import type { Case } from '../case/case.js'
import { caseById } from '../case/case-table.js'
import { type ClockSettings, clocksIn, readHistory } from '../clock/case-history.js'
import type { ClockBoard, OpenClock } from '../clock/clock-board.js'
import { stateOf } from '../clock/clock-course.js'
import type { AgentId } from '../conversation/message.js'
import { type BringBackDeps, bringBack } from '../survey/bring-back.js'
import { maySee } from '../triage/may-see.js'
import type { People } from '../triage/people.js'
import type { VisitRules } from '../triage/service-level.js'
import type { Teams } from '../triage/teams.js'
import {
  endsVisit,
  VISIT_KINDS,
  type VisitKey,
  type VisitKind,
  type VisitResult,
  type VisitTry,
} from './visit.js'
import { insertTry, triesOf, visitedCases } from './visit-table.js'

/** A visit that is to be made. */
export interface VisitTask extends VisitKey {
  readonly clock: OpenClock
  readonly subject: string
  /** Empty while the customer is anonymous. */
  readonly customer: string
  /** Whose visit it is; `null` for whoever comes first, or the supervisor's (T9). */
  readonly agent: AgentId | null
  readonly tries: readonly VisitTry[]
  /** When trying again makes sense; `null` before the first try. */
  readonly tryAgainAt: Instant | null
}

export interface VisitReport {
  readonly result: VisitResult | undefined
  readonly words: string
}

export type VisitRefusal =
  | 'not-found'
  | 'already-done'
  | 'supervisor-only'
  | 'no-result'
  | 'too-long'

export type VisitOutcome =
  | { readonly ok: true; readonly ended: boolean }
  | { readonly ok: false; readonly refusal: VisitRefusal }

/** Visits after a case (T5, T9) and promised calls: what is to be done, and what came of it. */
export interface Visits {
  /** What this person may do, the one that is due first before; supervisors see all. */
  tasks(account: Pick<Account, 'id' | 'role'>): Promise<readonly VisitTask[]>
  /** Keeps the result. A customer who is not satisfied gets the case opened again (H5.2). */
  report(
    key: VisitKey,
    by: Pick<Account, 'id' | 'role' | 'name'>,
    report: VisitReport,
  ): Promise<VisitOutcome>
  readonly rules: VisitRules
}

export interface VisitsDeps extends BringBackDeps {
  readonly store: Pick<Store, 'db' | 'transact'>
  readonly clock: Pick<Clock, 'now'>
  readonly board: Pick<ClockBoard, 'all'>
  readonly settings: ClockSettings
  readonly rules: VisitRules
  readonly people: Pick<People, 'all'>
  readonly teams: Teams
}

const WORDS_LIMIT = 2_000

export function createVisits(deps: VisitsDeps): Visits {
  const { store, clock, rules } = deps

  async function tasks(account: Pick<Account, 'id' | 'role'>): Promise<readonly VisitTask[]> {
    const open = openVisits().filter(({ kind }) => maysDo(account.role, kind))
    const me = (await deps.people.all()).find(({ agent }) => agent === account.id)
    const viewer = { ...account, teams: me?.teams ?? [] }
    const ids = [...new Set(open.map(({ caseId }) => caseId))]
    const [cases, tries] = await Promise.all([visitedCases(store.db, ids), triesOf(store.db, ids)])
    return open
      .flatMap((visit): readonly VisitTask[] => {
        const known = cases.get(visit.caseId)
        // What a team keeps to itself is not shown to others here either.
        if (!known || !maySee(viewer, known.case, deps.teams)) return []
        const own = tries.filter((each) => isSame(each, visit))
        const last = own.at(-1)
        const { case: current, customer } = known
        const agent = visit.kind !== 'second-visit' && 'agent' in current ? current.agent : null
        const tryAgainAt = last ? last.at + rules.retryAfter : null
        const { subject } = current
        return [{ ...visit, subject, customer, agent, tries: own, tryAgainAt }]
      })
      .toSorted((a, b) => (a.clock.dueAt ?? 0) - (b.clock.dueAt ?? 0))
  }

  function openVisits(): readonly (VisitKey & { readonly clock: OpenClock })[] {
    const now = clock.now()
    return [...deps.board.all()].flatMap(({ history: { caseId }, clocks }) =>
      clocks.flatMap((each) => {
        const kind = VISIT_KINDS.find((name) => name === each.clock)
        if (!kind || each.doneAt !== null) return []
        const open = { ...each, state: stateOf(each, now) } as OpenClock
        return [{ caseId, kind, round: each.round, clock: open }]
      }),
    )
  }

  async function report(
    key: VisitKey,
    by: Pick<Account, 'id' | 'role' | 'name'>,
    { result, words }: VisitReport,
  ): Promise<VisitOutcome> {
    if (result === undefined) return { ok: false, refusal: 'no-result' }
    if (words.length > WORDS_LIMIT) return { ok: false, refusal: 'too-long' }
    if (!maysDo(by.role, key.kind)) return { ok: false, refusal: 'supervisor-only' }
    return store.transact(async (tx, append) => {
      const current = await caseById(tx, key.caseId)
      if (!current) return { ok: false, refusal: 'not-found' }
      if (!(await isOpen(tx, key))) return { ok: false, refusal: 'already-done' }
      const before = (await triesOf(tx, [key.caseId])).filter((each) => isSame(each, key)).length
      const at = clock.now()
      const done = { agent: by.id, agentName: by.name, result, words, at }
      await insertTry(tx, key, before + 1, done)
      const ended = endsVisit(result, before, rules.tries)
      await tell(append, current, key, by, result, ended)
      if (
        result === 'not-satisfied' &&
        (current.status === 'solved' || current.status === 'closed')
      )
        await bringBack(tx, append, current, deps)
      return { ok: true, ended }
    })
  }

  /** Told from the log within the transaction: of two who report at once, one comes too late. */
  async function isOpen(tx: Db, { caseId, kind, round }: VisitKey): Promise<boolean> {
    const history = await readHistory(tx, caseId)
    if (!history) return false
    return clocksIn(history, deps.settings).some(
      (each) => each.clock === kind && each.round === round && each.doneAt === null,
    )
  }

  return { tasks, report, rules }
}

async function tell(
  append: Append,
  { id, conversation }: Case,
  { kind }: VisitKey,
  by: Pick<Account, 'id' | 'role'>,
  result: VisitResult,
  ended: boolean,
): Promise<void> {
  const done = kind === 'call-back' ? 'case-called-back' : 'case-visited'
  await append({
    topic: conversation,
    name: ended ? done : 'case-visit-tried',
    data: {
      caseId: id,
      agent: by.id,
      clock: kind,
      result,
      ...(kind !== 'call-back' && { bySupervisor: by.role === 'supervisor' }),
    },
  })
}

/** The second visit after a complaint is the supervisor's (T9). */
function maysDo(role: Account['role'], kind: VisitKind): boolean {
  return role === 'supervisor' || (role === 'agent' && kind !== 'second-visit')
}

function isSame(a: VisitKey, b: VisitKey): boolean {
  return a.caseId === b.caseId && a.kind === b.kind && a.round === b.round
}
