import type { AgentId } from '../conversation/message.js'
import { updateSession } from '../conversation/session-table.js'
import type { Choice } from '../triage/choose-agent.js'
import type { CaseServiceDeps } from './case-service.js'
import type { Outcome, Work } from './case-work.js'
import type { Command, Target } from './decide.js'

export type ForceTarget = Extract<Command, { type: 'force' }>['to']

/** A case comes to an agent: by their own hand, or as the queue chose. */
export async function take(
  deps: CaseServiceDeps,
  { tx, before, session, change, own, say, tell }: Work,
  agent: AgentId,
  because?: Choice['because'],
): Promise<Outcome> {
  const { owner } = session
  if (owner.kind === 'agent' && owner.agent !== agent) {
    return { ok: false, refusal: 'already-taken' }
  }
  const outcome = await change(
    { type: 'take', agent, session: session.id, ...(because && { because }) },
    { takenAt: deps.clock.now() },
  )
  if (!outcome.ok) return outcome
  await own({ kind: 'agent', agent })
  const name = await deps.agentName(tx, agent)
  await say({ role: 'system' }, deps.words.agentJoined(session.language, name))
  const waitedMs = deps.clock.now() - before.waitingSince
  await tell('case-taken', { agent, because: because ?? 'took', waitedMs })
  return outcome
}

/** Whoever has the case passes it on. */
export async function transfer(
  deps: CaseServiceDeps,
  work: Work,
  agent: AgentId,
  to: Target,
  note: string,
): Promise<Outcome> {
  const { tx, session, change, own, say, tell } = work
  if (to.kind === 'agent' && !(await deps.isPresent(tx, to.agent))) {
    return { ok: false, refusal: 'agent-absent' }
  }
  const outcome = await change({ type: 'transfer', agent, to })
  if (!outcome.ok) return outcome
  await own(to.kind === 'agent' ? to : { kind: 'queue' })
  const { words } = deps
  await say({ role: 'system' }, words.agentLeft(session.language, await deps.agentName(tx, agent)))
  if (to.kind === 'agent') {
    const next = await deps.agentName(tx, to.agent)
    await say({ role: 'system' }, words.agentJoined(session.language, next))
  }
  if (note !== '') await work.note('written', agent, note)
  await tell('case-transferred', { agent, to: to.kind === 'agent' ? to.agent : null })
  return outcome
}

/** A supervisor decides, whoever has the case. */
export async function force(
  deps: CaseServiceDeps,
  work: Work,
  by: AgentId,
  to: ForceTarget,
  note: string,
): Promise<Outcome> {
  const { tx, before, session, change, own, say, tell } = work
  const { words } = deps
  const { language, owner } = session
  if (!(await deps.isSupervisor(tx, by))) return { ok: false, refusal: 'not-allowed' }
  // They themselves are here: they have just pressed the button.
  if (to.kind === 'agent' && to.agent !== by && !(await deps.isThere(tx, to.agent))) {
    return { ok: false, refusal: 'agent-absent' }
  }
  const holder = before.status === 'assigned' ? before.agent : null
  // Somebody speaks with this customer about another case, and goes on with that.
  const speaksOfOther = owner.kind === 'agent' && owner.agent !== holder
  if (speaksOfOther && to.kind === 'agent' && to.agent !== owner.agent) {
    return { ok: false, refusal: 'already-taken' }
  }
  const takenAt = to.kind === 'agent' && holder === null ? deps.clock.now() : undefined
  const outcome = await change(
    { type: 'force', by, to, session: session.id },
    takenAt === undefined ? {} : { takenAt },
  )
  if (!outcome.ok) return outcome

  if (!speaksOfOther && owner.kind !== 'bot') await own(newOwnerOf(to))
  else if (to.kind === 'agent') await own(to)
  if (holder !== null && !(to.kind === 'agent' && to.agent === holder)) {
    const name = await deps.agentName(tx, holder)
    if (to.kind !== 'bot') await say({ role: 'system' }, words.agentLeft(language, name))
  }
  if (to.kind === 'agent' && to.agent !== holder) {
    const name = await deps.agentName(tx, to.agent)
    await say({ role: 'system' }, words.agentJoined(language, name))
  }
  if (to.kind === 'bot' && !speaksOfOther && owner.kind !== 'bot') {
    await backToBot(work, words.givenBack(language))
  }
  await work.note('forced', by, note)
  const target = to.kind === 'agent' ? to.agent : to.kind === 'team' ? to.team : to.kind
  await tell('case-forced', { by, from: holder, to: target })
  return outcome
}

/** The bot begins with the customer's next message; what a person has read is dealt with. */
export async function backToBot({ tx, session, say }: Work, text: string): Promise<void> {
  const { number } = await say({ role: 'system' }, text)
  await updateSession(tx, session.id, {
    answeredThrough: number,
    memory: { ...session.memory, failures: 0, repeats: 0, askedBack: 0 },
  })
}

function newOwnerOf(to: ForceTarget) {
  if (to.kind === 'agent') return to
  return { kind: to.kind === 'bot' ? 'bot' : 'queue' } as const
}
