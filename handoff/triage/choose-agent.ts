import type { AssignmentReason, Reach } from '../case/case.js'
import type { AgentId } from '../conversation/message.js'
import { type Colleague, canServe, isAvailable, type Need } from './colleague.js'

export interface Waiting extends Need {
  readonly reach: Reach
  /** What it weighs. */
  readonly points: number
  /** Who served this customer last; `null` for nobody. */
  readonly earlierAgent: AgentId | null
  /** Who let it lie before; they get it again only when it has widened to all and is left over. */
  readonly leftBy: AgentId | null
  /** Who is speaking with the customer about another case: no second person may come between. */
  readonly speaker: AgentId | null
}

export interface Choice {
  readonly agent: AgentId
  readonly because: Extract<AssignmentReason, 'earlier-agent' | 'least-load'>
}

/**
 * To whom a waiting case is given: to the customer's earlier agent when free; else to the one with
 * the smallest share of their capacity in use; among equals, to whoever waited longest since their
 * last case. Source: Y6.
 *
 * @returns `null` when nobody may have it now; it waits on.
 */
export function chooseAgent(waiting: Waiting, people: readonly Colleague[]): Choice | null {
  const free = people.filter(
    (person) =>
      isAvailable(person) &&
      (waiting.speaker === null || waiting.speaker === person.agent) &&
      hasRoom(person, waiting.points) &&
      canServe(person, waiting, waiting.reach),
  )
  const others = free.filter(({ agent }) => agent !== waiting.leftBy)
  // Whoever alone speaks the language has come back, perhaps; else it would wait for ever.
  const able = others.length === 0 && waiting.reach === 'told' ? free : others
  const earlier = able.find(({ agent }) => agent === waiting.earlierAgent)
  if (earlier) return { agent: earlier.agent, because: 'earlier-agent' }
  const [first] = able.toSorted(
    (a, b) =>
      a.load / a.capacity - b.load / b.capacity ||
      a.lastCaseAt - b.lastCaseAt ||
      // Any fixed order, so that two processes choose alike.
      (a.agent < b.agent ? -1 : 1),
  )
  return first ? { agent: first.agent, because: 'least-load' } : null
}

/** Whoever has nothing takes even what weighs more than all they hold, or it would never be served. */
export function hasRoom({ load, capacity }: Colleague, points: number): boolean {
  return load === 0 || load + points <= capacity
}
