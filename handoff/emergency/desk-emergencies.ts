import type { Clock } from '../../platform/clock.js'
import type { Account } from '../account/account.js'
import { type Emergency, holdsAt } from './emergency.js'
import type { EmergencyService } from './emergency-service.js'
import type { EmergencyPlan } from './plan.js'
import type { Proposal } from './proposal-table.js'

/** A proposal with the plan that it is of. */
export interface ProposedPlan {
  readonly plan: EmergencyPlan
  readonly proposal: Proposal
}

/** What a desk shows of emergencies. */
export interface DeskEmergencies {
  /** In force or rehearsed now; everyone sees them. */
  readonly open: readonly Emergency[]
  /** For supervisors only. */
  readonly proposals: readonly ProposedPlan[]
}

export interface DeskEmergencyDeps {
  readonly emergencies: Pick<EmergencyService, 'open' | 'proposals'>
  readonly plans: () => readonly EmergencyPlan[]
  readonly clock: Pick<Clock, 'now'>
}

/** Reads what this person's desk shows of emergencies. */
export function createDeskEmergencies(deps: DeskEmergencyDeps) {
  return async ({ role }: Pick<Account, 'role'>): Promise<DeskEmergencies> => {
    const open = await deps.emergencies.open()
    const proposals = role === 'supervisor' ? await deps.emergencies.proposals() : []
    return {
      open: open.filter((each) => holdsAt(each, deps.clock.now())),
      proposals: proposals.flatMap((proposal) => {
        const plan = deps.plans().find(({ id }) => id === proposal.plan)
        return plan ? [{ plan, proposal }] : []
      }),
    }
  }
}
