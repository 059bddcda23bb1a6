import type { Clock } from '../../platform/clock.js'
import { cleanFile } from '../../platform/db/clean-file.js'
import type { Db } from '../../platform/db/tables.js'
import type { Append, Store } from '../../platform/events/store.js'
import type { NewId } from '../../platform/id.js'
import type { Account } from '../account/account.js'
import type { ConversationId, CustomerId, SessionId } from '../conversation/message.js'
import { updateSession } from '../conversation/session-table.js'
import { familyOf, profileById } from './customer-table.js'
import { eraseProfiles, eraseVisits } from './erase-words.js'
import { awaitsCleaning, type Erased, insertErasure, setCleaned } from './erasure-table.js'

export type ErasureRefusal =
  | 'not-found'
  | 'supervisor-only'
  /** Someone still has to answer this customer. */
  | 'case-open'
  /** It has gone up in another file, where all of it is erased. */
  | 'not-there'

export type ErasureOutcome =
  | { readonly ok: true; readonly erased: Erased }
  | { readonly ok: false; readonly refusal: ErasureRefusal }

export interface EraseDeps {
  readonly store: Pick<Store, 'db' | 'transact'>
  readonly clock: Pick<Clock, 'now'>
  readonly newId: NewId
  /** Forgets what is kept in memory of what customers wrote, and learns anew without it. */
  readonly forgetWords: () => void
  /** Removes the files of which no row tells any more; safe to repeat. */
  readonly removeFiles?: () => Promise<void>
}

export interface Eraser {
  /**
   * Erases all that identifies a person or that they wrote, with the files merged into theirs.
   * It is committed when this returns; `clean` then leaves nothing in the files either.
   */
  erase(id: CustomerId, by: Pick<Account, 'id' | 'role'>): Promise<ErasureOutcome>
  /** Removes erased files, and overwrites what erased rows left in the database's. Does nothing when nothing was erased. */
  clean(): Promise<void>
}

/** Few at once, since everyone waits for the database meanwhile. */
export const VISITS_AT_ONCE = 200

export function createEraser(deps: EraseDeps): Eraser {
  const { store, clock, newId, forgetWords, removeFiles = async () => {} } = deps

  async function eraseAll(tx: Db, append: Append, family: readonly CustomerId[]): Promise<Erased> {
    const sessions = await tx
      .selectFrom('session')
      .innerJoin('conversation', 'conversation.id', 'session.conversation_id')
      .select(['session.id', 'session.conversation_id as conversation', 'session.closed_at as end'])
      .where('conversation.customer_id', 'in', family)
      .execute()
    for (const { id, conversation, end } of sessions) {
      // The bot's reply that is on its way is then refused.
      if (end === null) await closeSession(tx, append, id, conversation, clock.now())
    }
    let erased: Erased = { visits: 0, messages: 0 }
    for (let at = 0; at < sessions.length; at += VISITS_AT_ONCE) {
      const page = sessions.slice(at, at + VISITS_AT_ONCE).map(({ id }) => id)
      erased = sum(erased, await eraseVisits(tx, page, clock.now()))
    }
    await eraseProfiles(tx, family, clock.now())
    return erased
  }

  return {
    async erase(id, by) {
      const outcome = await store.transact<ErasureOutcome>(async (tx, append) => {
        if (by.role !== 'supervisor') return { ok: false, refusal: 'supervisor-only' }
        const profile = await profileById(tx, id)
        if (!profile) return { ok: false, refusal: 'not-found' }
        if (profile.mergedInto !== null) return { ok: false, refusal: 'not-there' }
        const family = await familyOf(tx, id)
        if (await hasOpenCase(tx, family)) return { ok: false, refusal: 'case-open' }
        const erased = await eraseAll(tx, append, family)
        const erasure = { id: newId('erasure'), customer: id, agent: by.id, at: clock.now() }
        await insertErasure(tx, { ...erasure, ...erased })
        await append({
          topic: id,
          name: 'customer-erased',
          data: { erasure: erasure.id, agent: by.id, ...erased },
        })
        return { ok: true, erased }
      })
      if (outcome.ok) forgetWords()
      return outcome
    },

    async clean() {
      const through = clock.now()
      if (!(await awaitsCleaning(store.db))) return
      await cleanFile(store.db)
      await removeFiles()
      await setCleaned(store.db, through, clock.now())
    },
  }
}

async function closeSession(
  tx: Db,
  append: Append,
  id: SessionId,
  conversation: ConversationId,
  at: number,
): Promise<void> {
  await updateSession(tx, id, { closedAt: at })
  await append({ topic: conversation, name: 'session-closed', data: { session: id } })
}

async function hasOpenCase(tx: Db, family: readonly CustomerId[]): Promise<boolean> {
  const row = await tx
    .selectFrom('service_case')
    .select('id')
    .where('customer_id', 'in', family)
    .where('status', 'in', ['waiting', 'assigned'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export function sum(a: Erased, b: Erased): Erased {
  return { visits: a.visits + b.visits, messages: a.messages + b.messages }
}
