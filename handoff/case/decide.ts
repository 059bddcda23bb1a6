import type { Instant } from '../../platform/clock.js'
import type { AgentId, SessionId } from '../conversation/message.js'
import type { Case, Category, Cause, Score } from './case.js'

export type Command =
  | { readonly type: 'take'; readonly agent: AgentId; readonly session: SessionId }
  | { readonly type: 'transfer'; readonly agent: AgentId; readonly to: AgentId | null }
  | { readonly type: 'give-back'; readonly agent: AgentId }
  | { readonly type: 'answer'; readonly agent: AgentId }
  | {
      readonly type: 'solve'
      readonly agent: AgentId
      readonly category: Category
      readonly cause: Cause
    }
  | { readonly type: 'rate'; readonly lowest: Score; readonly session: SessionId }

export type Refusal =
  | 'already-taken'
  | 'not-yours'
  | 'not-found'
  | 'wrong-status'
  | 'owner-moved'
  | 'agent-absent'

export type Decision =
  | { readonly ok: true; readonly next: Case }
  | { readonly ok: false; readonly refusal: Refusal }

/** A case comes back at this lowest score or below it. Source: H5.2, P2.2. */
export const COMES_BACK_AT: Score = 2

/**
 * The life of a case: waiting, assigned, solved, closed; or returned to the bot.
 *
 * Pure: whoever changes a case asks here first, then writes `next`.
 */
export function decide(current: Case, command: Command, now: Instant): Decision {
  switch (command.type) {
    case 'take':
      if (current.status === 'assigned') return refuse('already-taken')
      if (current.status !== 'waiting') return refuse('wrong-status')
      return accept({
        ...current,
        status: 'assigned',
        agent: command.agent,
        session: command.session,
      })

    case 'transfer':
      if (current.status !== 'assigned') return refuse('wrong-status')
      if (current.agent !== command.agent) return refuse('not-yours')
      if (command.to === null)
        return accept({ ...withoutAgent(current), status: 'waiting', waitingSince: now })
      return accept({ ...current, agent: command.to })

    case 'give-back':
      if (current.status !== 'assigned') return refuse('wrong-status')
      if (current.agent !== command.agent) return refuse('not-yours')
      return accept({ ...withoutAgent(current), status: 'returned' })

    case 'answer':
      if (current.status !== 'assigned') return refuse('wrong-status')
      if (current.agent !== command.agent) return refuse('not-yours')
      return accept({ ...current, firstAnswerAt: current.firstAnswerAt ?? now })

    case 'solve': {
      if (current.status !== 'assigned') return refuse('wrong-status')
      if (current.agent !== command.agent) return refuse('not-yours')
      const { category, cause } = command
      return accept({ ...current, status: 'solved', category, cause, solvedAt: now })
    }

    case 'rate': {
      if (current.status !== 'solved') return refuse('wrong-status')
      const { agent: _agent, solvedAt: _solvedAt, cause: _cause, ...rest } = current
      if (command.lowest > COMES_BACK_AT) {
        return accept({ ...rest, status: 'closed', lowestScore: command.lowest })
      }
      return accept({
        ...rest,
        status: 'waiting',
        session: command.session,
        urgency: 'urgent',
        waitingSince: now,
        firstAnswerAt: null,
        reopened: current.reopened + 1,
      })
    }

    default:
      return command satisfies never
  }
}

function accept(next: Case): Decision {
  return { ok: true, next }
}

function refuse(refusal: Refusal): Decision {
  return { ok: false, refusal }
}

function withoutAgent(current: Extract<Case, { status: 'assigned' }>) {
  const { agent: _agent, ...rest } = current
  return rest
}
