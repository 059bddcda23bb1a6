import type { Clock } from '../../platform/clock.js'
import type { Store } from '../../platform/events/store.js'
import type { NewId } from '../../platform/id.js'
import type { Account } from '../account/account.js'
import type { CustomerValue } from '../case/case.js'
import type { CustomerId, Message, SessionId } from '../conversation/message.js'
import { type CustomerFile, type CustomerFileDeps, readCustomerFile } from './customer-file.js'
import { insertCustomerNote } from './customer-note-table.js'
import {
  type Profile,
  profileById,
  profilesByIds,
  standingFor,
  updateProfile,
} from './customer-table.js'
import type { Eraser, ErasureOutcome } from './erase-customer.js'
import type { Tag } from './load-tags.js'
import type { MergeFiles } from './merge-files.js'
import { type PersonData, readPersonData } from './person-data.js'
import {
  type FoundCustomer,
  probablySame,
  type SearchOptions,
  searchCustomers,
} from './search-customers.js'
import { deleteTag, insertTag } from './tag-table.js'
import { messagesOfVisit } from './visit-queries.js'

export type FileRefusal =
  | 'not-found'
  | 'supervisor-only'
  | 'reason-missing'
  | 'no-words'
  | 'no-such-tag'

export type FileOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: FileRefusal }

type By = Pick<Account, 'id' | 'name' | 'role'>

export interface CustomerServiceDeps extends CustomerFileDeps {
  readonly store: Pick<Store, 'db' | 'transact'>
  readonly clock: Pick<Clock, 'now'>
  readonly newId: NewId
  readonly tags: readonly Tag[]
  readonly files: MergeFiles
  readonly eraser: Pick<Eraser, 'erase'>
  /** Told after an erasure, so that the files are cleaned soon. */
  readonly onErased: () => void
}

/** What people at the desk do with the files of customers. Each deed is one transaction. */
export interface CustomerService extends MergeFiles {
  /** The tags to choose from, in their order. */
  readonly tags: readonly Tag[]
  search(query: string, options: SearchOptions): Promise<readonly FoundCustomer[]>
  /** Pairs of files that are probably of one person. */
  probablySame(): Promise<readonly (readonly [Profile, Profile])[]>
  find(id: CustomerId): Promise<CustomerFile | undefined>
  visit(id: CustomerId, session: SessionId): Promise<readonly Message[] | undefined>
  tag(id: CustomerId, by: By, tag: string): Promise<FileOutcome>
  untag(id: CustomerId, by: By, tag: string): Promise<FileOutcome>
  note(id: CustomerId, by: By, text: string): Promise<FileOutcome>
  /** @param value `null` for what the rule says. */
  setValue(
    id: CustomerId,
    by: By,
    value: CustomerValue | null,
    reason: string,
  ): Promise<FileOutcome>
  /** All that is held about a person; that it was handed out is recorded. */
  export(id: CustomerId, by: By, format: 'json' | 'html'): Promise<PersonData | FileRefusal>
  erase(id: CustomerId, by: By): Promise<ErasureOutcome>
}

/** Longer ones belong into a case. */
const NOTE_LENGTH = 2_000

export function createCustomerService(deps: CustomerServiceDeps): CustomerService {
  const { store, clock, newId } = deps
  const { db } = store

  /** Does it to a file that is there, and tells it when it changed something. */
  async function change(
    id: CustomerId,
    name: string,
    data: Record<string, unknown>,
    deed: (tx: typeof db) => Promise<boolean>,
  ): Promise<FileOutcome> {
    return store.transact<FileOutcome>(async (tx, append) => {
      const profile = await profileById(tx, id)
      if (!profile || profile.mergedInto !== null) return { ok: false, refusal: 'not-found' }
      if (await deed(tx)) await append({ topic: id, name, data })
      return { ok: true }
    })
  }

  return {
    ...deps.files,
    tags: deps.tags,
    search: (query, options) => searchCustomers(db, query, options),
    async probablySame() {
      const pairs = await probablySame(db)
      const ids = [...new Set(pairs.flatMap(({ kept, merged }) => [kept, merged]))]
      const profiles = new Map((await profilesByIds(db, ids)).map((each) => [each.id, each]))
      return pairs.flatMap(({ kept, merged }) => {
        const [one, other] = [profiles.get(kept), profiles.get(merged)]
        return one && other ? [[one, other] as const] : []
      })
    },
    find: (id) => readCustomerFile(db, id, deps),
    visit: (id, session) => messagesOfVisit(db, id, session),

    async tag(id, by, tag) {
      if (!deps.tags.some((each) => each.id === tag)) return { ok: false, refusal: 'no-such-tag' }
      return change(id, 'customer-tagged', { agent: by.id, tag }, (tx) =>
        insertTag(tx, id, tag, by.id, clock.now()),
      )
    },

    // Also one that is in the list no more.
    untag: (id, by, tag) =>
      change(id, 'customer-untagged', { agent: by.id, tag }, (tx) => deleteTag(tx, id, tag)),

    async note(id, by, text) {
      const words = text.trim().slice(0, NOTE_LENGTH)
      if (words === '') return { ok: false, refusal: 'no-words' }
      return change(id, 'customer-noted', { agent: by.id }, async (tx) => {
        const note = { id: newId('note'), agent: by.id, agentName: by.name, at: clock.now() }
        await insertCustomerNote(tx, id, { ...note, text: words })
        return true
      })
    },

    async setValue(id, by, value, reason) {
      if (by.role !== 'supervisor') return { ok: false, refusal: 'supervisor-only' }
      const words = reason.trim().slice(0, NOTE_LENGTH)
      if (value !== null && words === '') return { ok: false, refusal: 'reason-missing' }
      return change(id, 'customer-value-set', { agent: by.id, value }, async (tx) => {
        const setValue = value && { value, reason: words, by: by.id, at: clock.now() }
        await updateProfile(tx, id, { setValue })
        return true
      })
    },

    async export(id, by, format) {
      if (by.role !== 'supervisor') return 'supervisor-only'
      const profile = await standingFor(db, id)
      if (!profile) return 'not-found'
      await store.transact((_tx, append) =>
        append({
          topic: profile.id,
          name: 'customer-exported',
          data: { agent: by.id, format },
        }),
      )
      return (await readPersonData(db, profile.id, deps.values, clock.now())) ?? 'not-found'
    },

    async erase(id, by) {
      const outcome = await deps.eraser.erase(id, by)
      if (outcome.ok) deps.onErased()
      return outcome
    },
  }
}
