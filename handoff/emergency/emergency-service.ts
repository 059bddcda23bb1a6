import { type Clock, HOUR, type Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Append, Store } from '../../platform/events/store.js'
import type { NewId } from '../../platform/id.js'
import { LANGUAGES } from '../../platform/language.js'
import {
  type Emergency,
  type EmergencyId,
  LONGEST_HOURS,
  type Mode,
  type Person,
} from './emergency.js'
import {
  allEmergencies,
  deleteDoneStep,
  doneSteps,
  emergencyById,
  insertDoneStep,
  insertEmergency,
  openEmergencies,
  updateEmergency,
} from './emergency-table.js'
import type { EmergencyPlan, Texts, Topic } from './plan.js'
import { answerProposal, unansweredProposals } from './proposal-table.js'

export interface EmergencyServiceDeps {
  readonly store: Pick<Store, 'db' | 'transact'>
  readonly clock: Pick<Clock, 'now'>
  readonly newId: NewId
  /** Asked for at each use: editors change them while it runs. */
  readonly plans: () => readonly EmergencyPlan[]
}

export interface Declaration {
  /** Id of the plan. */
  readonly plan: string
  readonly mode: Mode
  readonly banner: Texts
  readonly reply: Texts
  readonly topic: Topic
  readonly until: Instant
}

export type EmergencyRefusal =
  | 'no-plan'
  | 'already-declared'
  | 'no-words'
  | 'wrong-time'
  | 'not-found'
  | 'ended'
  | 'no-step'
  | 'no-lesson'

export type EmergencyOutcome =
  | { readonly ok: true; readonly emergency: Emergency }
  | { readonly ok: false; readonly refusal: EmergencyRefusal }

export type EmergencyService = ReturnType<typeof createEmergencyService>

type Outcome = Promise<EmergencyOutcome>

const refused = (refusal: EmergencyRefusal) => ({ ok: false, refusal }) as const

/** What supervisors do with emergencies. Each deed is a row and its event, in one transaction. */
export function createEmergencyService(deps: EmergencyServiceDeps) {
  const { store, clock, newId } = deps

  async function declare(declaration: Declaration, by: Person): Outcome {
    const plan = deps.plans().find(({ id }) => id === declaration.plan)
    if (!plan) return refused('no-plan')
    const { mode, banner, reply, topic, until } = declaration
    if (!isWhole(banner) || !isWhole(reply)) return refused('no-words')
    if (!isTime(until)) return refused('wrong-time')
    return store.transact(async (tx, append) => {
      const open = await openEmergencies(tx)
      if (open.some((each) => each.plan.id === plan.id && each.mode === mode)) {
        return refused('already-declared')
      }
      const emergency: Emergency = {
        id: newId('emergency'),
        plan,
        mode,
        banner,
        reply,
        topic,
        declaredBy: by,
        declaredAt: clock.now(),
        until,
        end: null,
      }
      await insertEmergency(tx, emergency)
      if (mode === 'real') await answerProposal(tx, plan.id, 'declared', by.name)
      await append(told(emergency, 'declared', by))
      return { ok: true, emergency }
    })
  }

  /** Changes one that has not ended. */
  function change(
    id: EmergencyId,
    by: Person,
    work: (tx: Db, open: Emergency) => Promise<Emergency | EmergencyRefusal>,
  ): Outcome {
    return store.transact(async (tx, append) => {
      const current = await emergencyById(tx, id)
      if (!current) return refused('not-found')
      if (current.end !== null) return refused('ended')
      const next = await work(tx, current)
      if (typeof next === 'string') return refused(next)
      await updateEmergency(tx, next)
      await append(told(next, next.end === null ? 'changed' : 'ended', by))
      return { ok: true, emergency: next }
    })
  }

  function prolong(id: EmergencyId, until: Instant, by: Person): Outcome {
    return change(id, by, async (_tx, open) => (isTime(until) ? { ...open, until } : 'wrong-time'))
  }

  /** Other words, sent out at once. */
  function reword(
    id: EmergencyId,
    words: Pick<Emergency, 'banner' | 'reply'>,
    by: Person,
  ): Outcome {
    const isGood = isWhole(words.banner) && isWhole(words.reply)
    return change(id, by, async (_tx, open) => (isGood ? { ...open, ...words } : 'no-words'))
  }

  /** Ticks a step off, or opens it again. Who was first stays named. */
  function tick(id: EmergencyId, step: number, isDone: boolean, by: Person): Outcome {
    return change(id, by, async (tx, open) => {
      if (open.plan.words['zh-Hans'].steps[step] === undefined) return 'no-step'
      if (isDone) await insertDoneStep(tx, id, { step, by, at: clock.now() })
      else await deleteDoneStep(tx, id, step)
      return open
    })
  }

  /** Ends it with what was learned; of one that ended by itself, adds that. */
  function end(id: EmergencyId, lesson: string, by: Person): Outcome {
    const text = lesson.trim()
    if (text === '') return Promise.resolve(refused('no-lesson'))
    return store.transact(async (tx, append) => {
      const current = await emergencyById(tx, id)
      if (!current) return refused('not-found')
      if (current.end !== null && current.end.lesson !== null) return refused('ended')
      const ended: Emergency = {
        ...current,
        end: { ...(current.end ?? { at: clock.now(), by }), lesson: text },
      }
      await updateEmergency(tx, ended)
      await append(told(ended, 'ended', by))
      return { ok: true, emergency: ended }
    })
  }

  /** Ends those whose time has come. */
  async function endDue(now: Instant): Promise<void> {
    await store.transact(async (tx, append) => {
      for (const open of await openEmergencies(tx)) {
        if (open.until > now) continue
        // The moment that was agreed, also when the process was down then.
        const ended = { ...open, end: { at: open.until, by: null, lesson: null } }
        await updateEmergency(tx, ended)
        await append(told(ended, 'ended', null))
      }
    })
  }

  /** Takes a proposal off the desks. Returns whether it was still there. */
  async function dismiss(plan: string, by: Person): Promise<boolean> {
    return store.transact(async (tx, append) => {
      if (!(await answerProposal(tx, plan, 'dismissed', by.name))) return false
      await append({ topic: TOPIC, name: 'emergency-dismissed', data: { plan, agent: by.id } })
      return true
    })
  }

  function isTime(until: Instant): boolean {
    const left = until - clock.now()
    return left > 0 && left <= LONGEST_HOURS * HOUR
  }

  return {
    declare,
    prolong,
    reword,
    tick,
    end,
    endDue,
    dismiss,
    find: (id: EmergencyId) => emergencyById(store.db, id),
    steps: (id: EmergencyId) => doneSteps(store.db, id),
    open: () => openEmergencies(store.db),
    all: () => allEmergencies(store.db),
    proposals: () => unansweredProposals(store.db),
  }
}

/** Events of emergencies belong to no conversation. */
export const TOPIC = 'emergencies'

/** A rehearsal has names of its own, so that nobody who counts emergencies counts it. */
function told(
  { id, plan, mode, until }: Emergency,
  what: 'declared' | 'changed' | 'ended',
  by: Person | null,
): Parameters<Append>[0] {
  const name = `${mode === 'real' ? 'emergency' : 'rehearsal'}-${what}`
  return {
    topic: TOPIC,
    name,
    data: { emergency: id, plan: plan.id, until, agent: by?.id ?? null },
  }
}

const WORDS_LENGTH = 500

function isWhole(texts: Texts): boolean {
  return LANGUAGES.every((language) => {
    const text = texts[language].trim()
    return text !== '' && text.length <= WORDS_LENGTH
  })
}
