import type { Clock, Instant, Millis } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Store } from '../../platform/events/store.js'
import type { NewId } from '../../platform/id.js'
import type { Account } from '../account/account.js'
import type { ConversationId, CustomerId } from '../conversation/message.js'
import { customerNotesOf, moveNotes } from './customer-note-table.js'
import {
  type Profile,
  type ProfileChange,
  profileById,
  samePerson,
  updateProfile,
} from './customer-table.js'
import {
  FILLED_FIELDS,
  type FilledField,
  insertMerge,
  type Merge,
  type MergeId,
  type Moved,
  mergeById,
  mergesInto,
  setUndone,
} from './merge-table.js'
import { moveTag, tagsOf } from './tag-table.js'

export type MergeRefusal =
  | 'not-found'
  /** One of the two has gone up in another, or is erased. */
  | 'not-there'
  /** Neither the shop id nor a verified phone says that they are one person. */
  | 'nothing-agrees'
  | 'supervisor-only'
  | 'too-late'
  /** The kept file has gone up in another since, or a later merge has to be undone first. */
  | 'later-first'
  | 'already-undone'

export type MergeOutcome =
  | { readonly ok: true; readonly merge: Merge }
  | { readonly ok: false; readonly refusal: MergeRefusal }

export interface MergeDeps {
  readonly store: Pick<Store, 'transact'>
  readonly clock: Pick<Clock, 'now'>
  readonly newId: NewId
  /** How long a merge can be undone. */
  readonly undoneWithin: Millis
}

export interface MergeFiles {
  /** Puts all that `merged` has into `kept`, in one transaction. */
  merge(
    kept: CustomerId,
    merged: CustomerId,
    by: Pick<Account, 'id' | 'name'>,
  ): Promise<MergeOutcome>
  /** Brings back what was two. What came to a conversation since goes with the conversation. */
  undo(id: MergeId, by: Pick<Account, 'id' | 'role'>): Promise<MergeOutcome>
}

/**
 * Two files of one person become one (H6.1, P2.3).
 *
 * Only whose a conversation is changes. Its messages, their numbers, its sessions and their owners
 * are not touched, so nothing can be lost, reordered, or owned twice; cases follow the
 * conversation that they belong to.
 */
export function createMergeFiles(deps: MergeDeps): MergeFiles {
  const { store, clock, newId } = deps
  return {
    merge: (keptId, mergedId, by) =>
      store.transact(async (tx, append) => {
        const [kept, merged] = [await profileById(tx, keptId), await profileById(tx, mergedId)]
        if (!kept || !merged || keptId === mergedId) return refuse('not-found')
        if (!isThere(kept) || !isThere(merged)) return refuse('not-there')
        if (!(await samePerson(tx, kept)).some(({ id }) => id === mergedId)) {
          return refuse('nothing-agrees')
        }
        const merge: Merge = {
          id: newId('merge'),
          kept: keptId,
          merged: mergedId,
          agent: by.id,
          agentName: by.name,
          at: clock.now(),
          moved: await moveAll(tx, kept, merged),
          undoneAt: null,
        }
        await insertMerge(tx, merge)
        const data = { merge: merge.id, merged: mergedId, agent: by.id }
        await append({ topic: keptId, name: 'customer-merged', data })
        return { ok: true, merge }
      }),

    undo: (id, by) =>
      store.transact(async (tx, append) => {
        if (by.role !== 'supervisor') return refuse('supervisor-only')
        const merge = await mergeById(tx, id)
        const kept = merge && (await profileById(tx, merge.kept))
        if (!merge || !kept) return refuse('not-found')
        if (merge.undoneAt !== null) return refuse('already-undone')
        if (kept.erasedAt !== null) return refuse('not-there')
        if (!isUndoable(merge, clock.now(), deps.undoneWithin)) return refuse('too-late')
        if (kept.mergedInto !== null || (await hasLater(tx, merge))) return refuse('later-first')
        await bringBack(tx, merge, kept)
        await setUndone(tx, id, by.id, clock.now())
        const data = { merge: id, merged: merge.merged, agent: by.id }
        await append({ topic: merge.kept, name: 'customer-merge-undone', data })
        return { ok: true, merge }
      }),
  }
}

export function isUndoable(
  { at, undoneAt }: Pick<Merge, 'at' | 'undoneAt'>,
  now: Instant,
  within: Millis,
): boolean {
  return undoneAt === null && now - at <= within
}

function refuse(refusal: MergeRefusal): MergeOutcome {
  return { ok: false, refusal }
}

function isThere({ mergedInto, erasedAt }: Profile): boolean {
  return mergedInto === null && erasedAt === null
}

async function hasLater(tx: Db, merge: Merge): Promise<boolean> {
  const merges = await mergesInto(tx, merge.kept)
  const open = merges.filter(({ undoneAt }) => undoneAt === null)
  return open[0]?.id !== merge.id
}

async function moveAll(tx: Db, kept: Profile, merged: Profile): Promise<Moved> {
  const rows = await tx
    .selectFrom('conversation')
    .select('id')
    .where('customer_id', '=', merged.id)
    .execute()
  const conversations = rows.map(({ id }) => id)
  await giveConversations(tx, conversations, kept.id)
  const known = new Set((await tagsOf(tx, kept.id)).map(({ tag }) => tag))
  const tags = (await tagsOf(tx, merged.id)).map(({ tag }) => tag).filter((tag) => !known.has(tag))
  for (const tag of tags) await moveTag(tx, merged.id, kept.id, tag)
  const notes = (await customerNotesOf(tx, merged.id)).map(({ id }) => id)
  await moveNotes(tx, notes, kept.id)
  const filled = FILLED_FIELDS.filter((field) => isEmpty(kept[field]) && !isEmpty(merged[field]))
  await updateProfile(tx, kept.id, takenFrom(merged, filled))
  await updateProfile(tx, merged.id, { mergedInto: kept.id })
  return { conversations, tags, notes, filled }
}

async function bringBack(tx: Db, { merged, moved }: Merge, kept: Profile): Promise<void> {
  await giveConversations(tx, moved.conversations, merged)
  // One that was taken off meanwhile is gone for both.
  for (const tag of moved.tags) await moveTag(tx, kept.id, merged, tag)
  await moveNotes(tx, moved.notes, merged)
  const before = await profileById(tx, merged)
  if (!before) throw new Error(`The merged file ${merged} is not there.`)
  // What was changed in the kept file since then is its own.
  const same = moved.filled.filter(
    (field) => JSON.stringify(kept[field]) === JSON.stringify(before[field]),
  )
  await updateProfile(tx, kept.id, emptied(same))
  await updateProfile(tx, merged, { mergedInto: null })
}

/** A case goes where its conversation goes, also one that was opened after a merge. */
async function giveConversations(
  tx: Db,
  conversations: readonly ConversationId[],
  to: CustomerId,
): Promise<void> {
  if (conversations.length === 0) return
  await tx
    .updateTable('conversation')
    .set({ customer_id: to })
    .where('id', 'in', conversations)
    .execute()
  await tx
    .updateTable('service_case')
    .set({ customer_id: to })
    .where('conversation_id', 'in', conversations)
    .execute()
}

function isEmpty(value: unknown): boolean {
  return value === null || value === ''
}

/** Whether a phone is verified goes with the phone. */
function takenFrom(profile: Profile, fields: readonly FilledField[]): ProfileChange {
  return {
    ...Object.fromEntries(fields.map((field) => [field, profile[field]])),
    ...(fields.includes('phone') && { isPhoneVerified: profile.isPhoneVerified }),
  }
}

function emptied(fields: readonly FilledField[]): ProfileChange {
  return {
    ...Object.fromEntries(fields.map((field) => [field, field === 'name' ? '' : null])),
    ...(fields.includes('phone') && { isPhoneVerified: false }),
  }
}
