import {
  type AgentId,
  type CaseId,
  type CaseService,
  type Colleague,
  type ConversationId,
  canServe,
  hasRoom,
  pointsOf,
  teamOf,
} from '../../handoff/index.js'
import { HOUR, type Instant, MINUTE, type Millis, SECOND } from '../../platform/clock.js'
import { type Chance, createChance } from './chance.js'
import type { Customer } from './customers.js'
import type { Centre } from './open-centre.js'
import type { Worker } from './roster.js'
import type { Absence } from './scenario.js'

type Line = Awaited<ReturnType<CaseService['list']>>[number]

/** A person at the desk, as the checks see them. */
export interface AtWork {
  readonly agent: AgentId
  /** Since when they have had nothing to do; `null` while they are busy or not there. */
  idleSince(): Instant | null
  /** How long they were there for new cases. */
  timeAvailable(): Millis
}

/** An open desk says so more often; this is just within what counts as being there. */
const SEEN_EVERY: Millis = 45 * SECOND
/** Whoever hears nothing from a customer for so long takes the case as done. */
const TAKEN_AS_DONE: Millis = 6 * MINUTE
/** Into a break, or past the shift, nobody is kept longer. */
const FINISHES_WITHIN: Millis = 5 * MINUTE
const OVERTIME: Millis = 20 * MINUTE
const DAYS = [0, 24 * HOUR] as const

/**
 * Lets somebody work their shifts: one thing at a time, first who waits for an answer of theirs,
 * then what they can take where the team takes by hand.
 */
export function letWork(
  centre: Centre,
  worker: Worker,
  options: {
    readonly absences: readonly Absence[]
    readonly customers: ReadonlyMap<ConversationId, Customer>
    readonly midnight: Instant
    readonly seed: number
  },
): AtWork {
  const { clock, cases, presence, teams } = centre
  const agent = idOf(centre, worker)
  const chance: Chance = createChance(options.seed)
  let isThere = false
  let takesNew = false
  let isBusy = false
  let idleSince: Instant | null = null
  let availableSince: Instant | null = null
  let available = 0
  /** Bumped when they leave their chair: what they were about to do is not done. */
  let sitting = 0
  let unsent: { readonly id: CaseId; readonly text: string; readonly turn: number } | null = null
  let count = 0

  function take(isTaking: boolean): void {
    if (takesNew && availableSince !== null) available += clock.now() - availableSince
    availableSince = isTaking ? clock.now() : null
    takesNew = isTaking
  }

  async function come(): Promise<void> {
    isThere = true
    isBusy = false
    sitting++
    take(true)
    await presence.set(agent, 'available', '')
    await seen(sitting)
    if (unsent) {
      // They send what they had written, as if nothing had happened; it is refused if it has.
      const { id, ...draft } = unsent
      unsent = null
      await cases.reply(id, agent, { ...draft, clientId: `${worker.login}-late-${count++}` })
    }
    stir()
  }

  async function seen(mine: number): Promise<void> {
    if (!isThere || mine !== sitting) return
    await presence.seen(agent)
    clock.at(clock.now() + SEEN_EVERY, () => seen(mine))
  }

  /** No new cases from here on; those they have are served for a while, then passed on. */
  async function pause(state: 'break' | 'away', within: Millis): Promise<void> {
    if (!isThere) return
    take(false)
    await presence.set(agent, state, '')
    const mine = sitting
    clock.at(clock.now() + within, async () => {
      if (mine !== sitting || takesNew) return
      for (const { case: each } of await cases.list({ view: 'mine', agent })) {
        await cases.transfer(each.id, agent, { kind: 'queue' }, 'I am off, please go on.')
      }
      if (state === 'away') await leave(true)
    })
  }

  async function leave(said: boolean): Promise<void> {
    if (!isThere) return
    isThere = false
    isBusy = false
    idleSince = null
    sitting++
    take(false)
    if (said) await presence.set(agent, 'offline', '')
  }

  /** Something may have to be done; they look up after a moment. */
  function stir(): void {
    if (!isThere || isBusy) return
    isBusy = true
    const mine = sitting
    clock.at(clock.now() + Math.round(chance.between(2, 8) * SECOND), () => look(mine))
  }

  async function look(mine: number): Promise<void> {
    if (mine !== sitting) return
    idleSince = null
    const own = await cases.list({ view: 'mine', agent })
    const waits = own
      .filter(({ lastMessage }) => lastMessage?.speaker.role !== 'agent')
      .toSorted((a, b) => (a.lastMessage?.at ?? 0) - (b.lastMessage?.at ?? 0))[0]
    if (waits) return serve(waits, mine)
    const done = own.find(
      ({ lastMessage }) => (lastMessage?.at ?? 0) + TAKEN_AS_DONE <= clock.now(),
    )
    if (done) return solve(done, mine)
    if (takesNew && (await takeNext())) return again(mine)
    isBusy = false
    idleSince = clock.now()
    // Whoever was asked and says nothing is looked at again when they have been silent for long.
    if (own.length > 0) clock.at(clock.now() + MINUTE, stir)
  }

  function again(mine: number): void {
    clock.at(clock.now() + 2 * SECOND, () => look(mine))
  }

  async function serve(line: Line, mine: number): Promise<void> {
    const { id, conversation, category, firstAnswerAt } = line.case
    const customer = options.customers.get(conversation)
    const isThanked = customer?.isContent() && line.unread && firstAnswerAt !== null
    if (isThanked && chance.is(0.8)) return solve(line, mine)
    const session = await centre.conversations.session(conversation)
    const text = `${worker.login} answers #${count++}`
    const draft = { id, text, turn: session?.owner.turn ?? 0 }
    unsent = draft
    if (chance.is(0.05)) await cases.note(id, agent, 'seen the order')
    const typing = chance.between(30, 120) * SECOND * (category === 'complaint' ? 1.5 : 1)
    clock.at(clock.now() + Math.round(typing / worker.speed), async () => {
      if (mine !== sitting) return
      unsent = null
      const passesOn = firstAnswerAt === null && chance.is(0.04)
      if (passesOn) await cases.transfer(id, agent, anotherTeam(line), 'not mine, please')
      else {
        const { turn } = draft
        const asks = chance.is(0.5)
        await cases.reply(id, agent, { text, turn, asks, clientId: `${worker.login}-${count++}` })
      }
      again(mine)
    })
  }

  function anotherTeam({ case: current }: Line) {
    const other = teams.teams.find(({ id }) => id !== current.team) ?? teams.teams[0]
    return { kind: 'team', team: other.id, skill: null } as const
  }

  async function solve({ case: { id, category } }: Line, mine: number): Promise<void> {
    clock.at(clock.now() + Math.round(chance.between(5, 15) * SECOND), async () => {
      if (mine !== sitting) return
      await cases.solve(id, agent, { category, cause: 'unknown', summary: 'done' })
      again(mine)
    })
  }

  async function takeNext(): Promise<boolean> {
    const queue = await cases.list({ view: 'queue', agent })
    if (queue.length === 0) return false
    const me = (await centre.colleagues()).find((each) => each.agent === agent)
    const next = me && queue.find((line) => mayTake(me, line))
    return next !== undefined && (await cases.take(next.case.id, agent)).ok
  }

  function mayTake(me: Colleague, { case: current }: Line): boolean {
    if (current.status !== 'waiting') return false
    const isPull = teamOf(teams, current.team).assign === 'pull'
    return isPull && canServe(me, current, current.reach) && hasRoom(me, pointsOf(teams, current))
  }

  for (const day of DAYS) {
    const at = (time: Millis) => options.midnight + day + time
    const [begins, ends] = worker.shift
    clock.at(at(begins), come)
    clock.at(at(ends), () => pause('away', OVERTIME))
    for (const [from, to] of worker.breaks) {
      clock.at(at(from), () => pause('break', FINISHES_WITHIN))
      clock.at(at(to), () => (isThere ? come() : undefined))
    }
  }
  for (const { from, to, said } of options.absences) {
    clock.at(options.midnight + from, () => leave(said))
    const isOn = from >= worker.shift[0] && to <= worker.shift[1]
    if (isOn) clock.at(options.midnight + to, come)
  }
  centre.store.listen(({ name, data }) => {
    const isWord = name === 'message-added' && data['role'] === 'customer'
    if (isWord || MAY_BRING_WORK.has(name)) stir()
  })

  return {
    agent,
    idleSince: () => idleSince,
    timeAvailable: () => available + (availableSince === null ? 0 : clock.now() - availableSince),
  }
}

const MAY_BRING_WORK: ReadonlySet<string> = new Set([
  'case-opened',
  'case-asked-again',
  'case-reopened',
  'case-released',
  'case-transferred',
  'case-taken',
  'case-widened',
])

function idOf(centre: Centre, { login }: Worker): AgentId {
  const id = centre.agents.get(login)
  if (!id) throw new Error(`${login} has no account.`)
  return id
}
