import type { Clock } from '../../platform/clock.js'
import type { Store } from '../../platform/events/store.js'
import type { Language } from '../../platform/language.js'
import { type BotMemory, EMPTY_MEMORY } from '../conversation/session.js'
import { type Emergency, type EmergencyId, holdsAt, type Person } from './emergency.js'
import { TOPIC } from './emergency-service.js'
import { emergencyById } from './emergency-table.js'
import { insertLine, linesOf, type RehearsalLine, type RehearsedTurn } from './rehearsal-table.js'

/** What the bot would say if this emergency were in force, and nothing else. */
export type RehearseTurn = (
  emergency: Emergency,
  turn: { readonly text: string; readonly language: Language; readonly memory: BotMemory },
  signal: AbortSignal,
) => Promise<{ readonly text: string; readonly language: Language; readonly turn: RehearsedTurn }>

export interface RehearsalDeps {
  readonly store: Pick<Store, 'db' | 'transact'>
  readonly clock: Pick<Clock, 'now'>
  readonly rehearseTurn: RehearseTurn
}

export interface Rehearsal {
  /**
   * Says something in the test conversation: as the customer, whom the bot then answers until a
   * person takes part, or as the agent.
   *
   * @returns Whether the rehearsal was still going on.
   */
  say(
    id: EmergencyId,
    line: Pick<RehearsalLine, 'text' | 'language'> & { readonly role: 'customer' | 'agent' },
    by: Person,
    signal: AbortSignal,
  ): Promise<boolean>
  lines(id: EmergencyId): Promise<readonly RehearsalLine[]>
}

/**
 * The test conversation of a rehearsal. The bot's own turn answers it, but nothing is written where
 * conversations, cases, turns or scores are: only here.
 */
export function createRehearsal(deps: RehearsalDeps): Rehearsal {
  const { store, clock } = deps

  async function write(id: EmergencyId, line: Omit<RehearsalLine, 'at'>): Promise<void> {
    await store.transact(async (tx, append) => {
      await insertLine(tx, id, { ...line, at: clock.now() })
      await append({ topic: TOPIC, name: 'rehearsal-said', data: { emergency: id } })
    })
  }

  return {
    async say(id, { role, text, language }, by, signal) {
      const emergency = await emergencyById(store.db, id)
      if (emergency?.mode !== 'rehearsal' || !holdsAt(emergency, clock.now())) return false
      const before = await linesOf(store.db, id)
      await write(id, { role, text, language, name: by.name, turn: null })
      const last = before.findLast(({ turn }) => turn !== null)?.turn
      const isWithPeople = last !== undefined && last?.handoff !== null
      if (role === 'agent' || isWithPeople || before.some((line) => line.role === 'agent')) {
        return true
      }
      const memory = last?.memory ?? EMPTY_MEMORY
      const said = await deps.rehearseTurn(emergency, { text, language, memory }, signal)
      await write(id, { role: 'bot', name: '', ...said })
      return true
    },
    lines: (id) => linesOf(store.db, id),
  }
}
