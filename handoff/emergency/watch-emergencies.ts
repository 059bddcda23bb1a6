import { type Clock, type Instant, MINUTE, type Millis, SECOND } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { DueSource } from '../../platform/due/due-timer.js'
import type { StoredEvent } from '../../platform/events/event-table.js'
import type { Store } from '../../platform/events/store.js'
import type { NewId } from '../../platform/id.js'
import { type EmergencyService, TOPIC } from './emergency-service.js'
import { openEmergencies } from './emergency-table.js'
import { type Measured, measureFacts } from './measure-facts.js'
import type { EmergencyPlan } from './plan.js'
import { calmProposal, heldPlans, insertProposal } from './proposal-table.js'
import { figuresOf, triggerHolds } from './trigger.js'

export interface WatchDeps {
  readonly store: Pick<Store, 'db' | 'transact'>
  readonly clock: Pick<Clock, 'now'>
  readonly newId: NewId
  readonly plans: () => readonly EmergencyPlan[]
  readonly emergencies: Pick<EmergencyService, 'open' | 'endDue'>
}

/** A rush of events is measured no more often: a surge is no shorter. */
const MEASURED_EVERY: Millis = 20 * SECOND

/** While a trigger holds, time alone can end it, so it is looked at without an event too. */
const CALM_SEEN_AFTER: Millis = 5 * MINUTE

export interface EmergencyWatch extends DueSource {
  /** Tells it of an event; whether that is a reason to look at what is due. */
  hear(event: Pick<StoredEvent, 'topic' | 'name'>): boolean
}

/**
 * Proposes plans whose trigger holds, and ends emergencies whose time has come. Sleeps while
 * nothing happens and nothing is open.
 */
export function watchEmergencies(deps: WatchDeps): EmergencyWatch {
  const { store, clock, newId } = deps
  let measuredAt = Number.NEGATIVE_INFINITY
  // What happened before the start was not measured.
  let happened = true
  let isHeld = false

  async function measure(now: Instant): Promise<void> {
    happened = false
    measuredAt = now
    const measured = await measureFacts(store.db, now)
    await store.transact(async (tx, append) => {
      const held = await heldPlans(tx)
      const inForce = await inForcePlans(tx)
      isHeld = false
      for (const plan of deps.plans()) {
        const holds = triggerHolds(plan.trigger, measured.facts)
        isHeld ||= holds
        if (holds && !held.has(plan.id) && !inForce.has(plan.id)) {
          const proposal = proposalOf(plan, measured, now)
          await insertProposal(tx, proposal)
          const { id, figures } = proposal
          const data = { proposal: id, plan: plan.id, figures }
          await append({ topic: TOPIC, name: 'emergency-proposed', data })
        }
        if (!holds && held.has(plan.id)) {
          await calmProposal(tx, plan.id, now)
          await append({ topic: TOPIC, name: 'emergency-calmed', data: { plan: plan.id } })
        }
      }
    })
  }

  function proposalOf(plan: EmergencyPlan, { facts, article, rule }: Measured, now: Instant) {
    const figures = figuresOf(plan.trigger, facts)
    return { id: newId('proposal'), plan: plan.id, figures, article, rule, proposedAt: now }
  }

  function nextMeasure(): Instant {
    // The clock was set back meanwhile.
    if (measuredAt > clock.now()) measuredAt = 0
    if (happened) return Math.max(measuredAt + MEASURED_EVERY, 0)
    return isHeld ? measuredAt + CALM_SEEN_AFTER : Number.POSITIVE_INFINITY
  }

  return {
    name: 'emergencies',
    hear({ topic, name }) {
      if (topic === TOPIC) return name.startsWith('emergency-') || name.startsWith('rehearsal-')
      if (!WAKES.has(name)) return false
      const isFirst = !happened
      happened = true
      return isFirst
    },
    async next() {
      const ends = (await deps.emergencies.open()).map(({ until }) => until)
      const next = Math.min(nextMeasure(), ...ends)
      return next === Number.POSITIVE_INFINITY ? undefined : next
    },
    async run(now) {
      await deps.emergencies.endDue(now)
      if (nextMeasure() > now) return
      try {
        await measure(now)
      } catch (cause) {
        // The timer asks again; what happened is still not measured.
        happened = true
        throw cause
      }
    },
  }
}

/** What can make a trigger hold. */
const WAKES: ReadonlySet<string> = new Set(['message-added', 'owner-changed', 'case-opened'])

/** What is in force needs no proposal. */
async function inForcePlans(db: Db): Promise<ReadonlySet<string>> {
  const open = await openEmergencies(db)
  return new Set(open.filter(({ mode }) => mode === 'real').map(({ plan }) => plan.id))
}
