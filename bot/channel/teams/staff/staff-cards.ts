import {
  type AgentId,
  type Case,
  type CaseId,
  type ClockBoard,
  caseById,
  casesInView,
  type Teams,
  teamOf,
} from '../../../../handoff/index.js'
import type { Clock, Instant } from '../../../../platform/clock.js'
import type { DueSource } from '../../../../platform/due/due-timer.js'
import type { Store } from '../../../../platform/events/store.js'
import type { Logger } from '../../../../platform/log.js'
import { NotDelivered } from '../../channel.js'
import { LONGEST_PAUSE, tryMoment, waitAfter } from '../../delivery/delivery.js'
import type { BotFramework } from '../bot-framework.js'
import { caseCard } from './case-card.js'
import {
  ALARMS,
  type Alarm,
  deleteStaffCard,
  removeStaffPlace,
  type StaffCard,
  type StaffPlace,
  saveStaffCard,
  staffCards,
  staffPlace,
  statusOf,
} from './staff-card-table.js'

export interface StaffCardsDeps {
  readonly store: Pick<Store, 'db' | 'transact' | 'listen'>
  readonly clock: Pick<Clock, 'now'>
  readonly log: Logger
  readonly framework: Pick<BotFramework, 'send' | 'update'>
  readonly board: Pick<ClockBoard, 'of'>
  readonly teams: Teams
  readonly nameOf: (agent: AgentId) => Promise<string>
  readonly site: string
  /** IANA name of the time zone that the service works in. */
  readonly zone: string
}

export interface StaffCards extends DueSource {
  /** @returns A function that ends it. */
  follow(look: () => void): () => void
}

/** Clocks of the work on a case; visits afterwards have a page of their own. */
const WATCHED: readonly string[] = ['first-response', 'next-response', 'solution']

/** Whoever serves them needs no list of old ones in the channel. */
const MOST_CARDS = 50

/**
 * Keeps a card in the staff's channel for each case that waits, or that a clock warns of: brings
 * what is shown to what is so, whatever happened meanwhile. A new card is posted, and so rings,
 * when a case begins to wait and when a clock warns or runs out; else the one that is there changes.
 */
export function createStaffCards(deps: StaffCardsDeps): StaffCards {
  const { store, clock, log, framework, board } = deps
  let isAsked = true
  let ranAt = 0
  let failures = 0
  let restUntil: Instant = 0

  async function run(): Promise<void> {
    ranAt = clock.now()
    isAsked = false
    const place = await staffPlace(store.db)
    if (!place) return
    try {
      await bringUpToDate(place)
      failures = 0
    } catch (cause) {
      isAsked = true
      if (!(cause instanceof NotDelivered)) throw cause
      await rest(cause)
    }
  }

  async function bringUpToDate(place: StaffPlace): Promise<void> {
    const shown = new Map((await staffCards(store.db)).map((each) => [each.caseId, each]))
    const active = (await casesInView(store.db, 'all', NOBODY)).slice(0, MOST_CARDS)
    const gone = await Promise.all(
      [...shown.keys()]
        .filter((id) => !active.some((each) => each.id === id))
        .map((id) => caseById(store.db, id)),
    )
    for (const current of [...active, ...gone]) {
      if (current) await show(place, current, shown.get(current.id))
    }
  }

  async function show(
    place: StaffPlace,
    current: Case,
    before: StaffCard | undefined,
  ): Promise<void> {
    const isActive = current.status === 'waiting' || current.status === 'assigned'
    const alarm = isActive ? alarmOf(current.id) : 'none'
    const status = statusOf(current)
    if (before?.status === status && before.alarm === alarm) return
    if (!before && current.status !== 'waiting' && alarm === 'none') return
    const activity = await draw(place, current, alarm)
    const rings = !before || isWorse(alarm, before.alarm) || waitsAnew(current, before)
    if (rings) {
      const { id: sentId } = await framework.send(place.address, activity)
      await saveStaffCard(store.db, { caseId: current.id, sentId, status, alarm })
      return
    }
    await framework.update(place.address, before.sentId, activity)
    if (isActive) await saveStaffCard(store.db, { ...before, status, alarm })
    else await deleteStaffCard(store.db, current.id)
  }

  function alarmOf(id: CaseId): Alarm {
    const states = board
      .of(id)
      .filter((each) => WATCHED.includes(each.clock))
      .map(({ state }) => state)
    return states.includes('breached') ? 'breached' : states.includes('warned') ? 'warned' : 'none'
  }

  async function draw(place: StaffPlace, current: Case, alarm: Alarm): Promise<object> {
    const team = teamOf(deps.teams, current.team)
    const { card, summary } = caseCard(
      {
        case: current,
        alarm,
        team: team.title[place.language],
        isOpen: team.seenBy === 'everyone',
        agent: 'agent' in current ? await deps.nameOf(current.agent) : '',
      },
      { language: place.language, site: deps.site, zone: deps.zone },
      clock.now(),
    )
    return { type: 'message', summary, attachments: [card] }
  }

  /** Who took us out of the team wants no cards; everything else passes. */
  async function rest({ passes, detail, waitAtLeast }: NotDelivered): Promise<void> {
    log.warn({ event: 'staff-cards', detail, passes }, 'cases were not shown in Teams')
    if (passes) {
      failures++
      const asked = Math.min(waitAtLeast, LONGEST_PAUSE)
      restUntil = clock.now() + Math.max(waitAfter(failures), asked)
    } else {
      await store.transact((tx) => removeStaffPlace(tx))
    }
  }

  return {
    name: 'cards for staff',
    run,
    async next() {
      if (!isAsked) return undefined
      const now = clock.now()
      return Math.max(now === ranAt ? now + 1 : now, tryMoment(restUntil, now))
    },
    follow: (look) =>
      store.listen(({ name }) => {
        if (!/^(case|clock|staff-place)-/.test(name)) return
        isAsked = true
        look()
      }),
  }
}

/** The list of all has nobody's cases apart. */
const NOBODY = 'agent_nobody00000' as AgentId

function isWorse(alarm: Alarm, before: Alarm): boolean {
  return ALARMS.indexOf(alarm) > ALARMS.indexOf(before)
}

function waitsAnew(current: Case, before: StaffCard): boolean {
  return current.status === 'waiting' && before.status !== 'waiting'
}
