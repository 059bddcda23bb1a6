import type { Instant } from '../../platform/clock.js'
import type { AgentId, SessionId } from '../conversation/message.js'
import type { Assignment, AssignmentReason, Case, Category, Cause, Score } from './case.js'

/** Where a case is passed on to. */
export type Target =
  | { readonly kind: 'agent'; readonly agent: AgentId }
  | { readonly kind: 'team'; readonly team: string; readonly skill: string | null }
  /** Back into the queue of its own team. */
  | { readonly kind: 'queue' }

export type Command =
  | {
      readonly type: 'take'
      readonly agent: AgentId
      readonly session: SessionId
      /** `took` without one: the agent's own choice. */
      readonly because?: Extract<AssignmentReason, 'earlier-agent' | 'least-load'>
    }
  | { readonly type: 'transfer'; readonly agent: AgentId; readonly to: Target }
  /** What a supervisor does to a case, whoever has it. */
  | {
      readonly type: 'force'
      readonly by: AgentId
      readonly to: Target | { readonly kind: 'bot' }
      readonly session: SessionId
    }
  /** Its agent was silent too long, or is gone. */
  | { readonly type: 'release'; readonly agent: AgentId }
  | { readonly type: 'give-back'; readonly agent: AgentId }
  | { readonly type: 'answer'; readonly agent: AgentId }
  /** The agent does something that the customer does not see. */
  | { readonly type: 'work'; readonly agent: AgentId }
  | {
      readonly type: 'solve'
      readonly agent: AgentId
      readonly category: Category
      readonly cause: Cause
    }
  | { readonly type: 'rate'; readonly lowest: Score }
  /** It was not solved after all, or not well. */
  | { readonly type: 'come-back'; readonly session: SessionId }

export type Refusal =
  | 'already-taken'
  | 'not-yours'
  | 'not-found'
  | 'wrong-status'
  | 'owner-moved'
  | 'agent-absent'
  | 'not-allowed'

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
    case 'take': {
      if (current.status === 'assigned') return refuse('already-taken')
      if (current.status !== 'waiting') return refuse('wrong-status')
      const { agent, session, because = 'took' } = command
      return accept({ ...assigned(current, { agent, because, by: null }, now), session })
    }

    case 'transfer': {
      const { agent, to } = command
      if (current.status !== 'assigned') return refuse('wrong-status')
      if (current.agent !== agent) return refuse('not-yours')
      if (to.kind !== 'agent') return accept(queued(current, to, now))
      return accept(assigned(current, { agent: to.agent, because: 'transferred', by: agent }, now))
    }

    case 'force': {
      const { by, to, session } = command
      if (current.status !== 'waiting' && current.status !== 'assigned')
        return refuse('wrong-status')
      if (to.kind === 'bot') return accept({ ...withoutHands(current), status: 'returned' })
      if (to.kind !== 'agent') return accept(queued(current, to, now))
      return accept({
        ...assigned(current, { agent: to.agent, because: 'forced', by }, now),
        session,
      })
    }

    case 'release': {
      if (current.status !== 'assigned') return refuse('wrong-status')
      if (current.agent !== command.agent) return refuse('not-yours')
      return accept({ ...queued(current, { kind: 'queue' }, now), leftBy: command.agent })
    }

    case 'give-back':
      if (current.status !== 'assigned') return refuse('wrong-status')
      if (current.agent !== command.agent) return refuse('not-yours')
      return accept({ ...withoutHands(current), status: 'returned' })

    case 'answer':
      if (current.status !== 'assigned') return refuse('wrong-status')
      if (current.agent !== command.agent) return refuse('not-yours')
      return accept({
        ...current,
        firstAnswerAt: current.firstAnswerAt ?? now,
        actedAt: now,
      })

    case 'work':
      if (current.status !== 'assigned') return refuse('wrong-status')
      if (current.agent !== command.agent) return refuse('not-yours')
      return accept({ ...current, actedAt: now })

    case 'solve': {
      if (current.status !== 'assigned') return refuse('wrong-status')
      if (current.agent !== command.agent) return refuse('not-yours')
      const { agent, category, cause } = command
      return accept({
        ...withoutHands(current),
        status: 'solved',
        agent,
        category,
        cause,
        solvedAt: now,
      })
    }

    case 'rate': {
      if (current.status !== 'solved') return refuse('wrong-status')
      const { agent: _agent, solvedAt: _solvedAt, cause: _cause, ...rest } = current
      return accept({ ...rest, status: 'closed', lowestScore: command.lowest })
    }

    case 'come-back': {
      if (current.status !== 'solved' && current.status !== 'closed') return refuse('wrong-status')
      return accept({
        ...baseOf(current),
        status: 'waiting',
        leftBy: null,
        reach: 'skilled',
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

type Active = Extract<Case, { status: 'waiting' | 'assigned' }>

function accept(next: Case): Decision {
  return { ok: true, next }
}

function refuse(refusal: Refusal): Decision {
  return { ok: false, refusal }
}

function assigned(
  current: Active,
  to: Pick<Assignment, 'agent' | 'because' | 'by'>,
  now: Instant,
): Extract<Case, { status: 'assigned' }> {
  return { ...withoutHands(current), status: 'assigned', ...to, since: now, actedAt: now }
}

/** What was promised, and how old it is, stay: so it waits where it would have waited all along. */
function queued(
  current: Active,
  to: Exclude<Target, { kind: 'agent' }>,
  now: Instant,
): Extract<Case, { status: 'waiting' }> {
  return {
    ...withoutHands(current),
    ...(to.kind === 'team' && { team: to.team, skill: to.skill }),
    status: 'waiting',
    leftBy: null,
    reach: 'skilled',
    waitingSince: now,
  }
}

/** Without the facts that hold only while it waits, or has an agent. */
function withoutHands(current: Active) {
  if (current.status === 'waiting') {
    const { leftBy: _leftBy, ...rest } = current
    return rest
  }
  const {
    agent: _agent,
    since: _since,
    because: _because,
    by: _by,
    actedAt: _at,
    ...rest
  } = current
  return rest
}

function baseOf(current: Extract<Case, { status: 'solved' | 'closed' }>) {
  if (current.status === 'closed') {
    const { lowestScore: _lowestScore, ...base } = current
    return base
  }
  const { agent: _agent, solvedAt: _solvedAt, cause: _cause, ...base } = current
  return base
}
