import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Day } from '../article/article.js'
import type { Approval, Draft, DraftId, Writer } from './draft.js'

interface DraftRow {
  id: DraftId
  article: string
  file: string
  state: Draft['state']
  base_digest: string | null
  base_source: string | null
  source: string
  /** JSON lists. */
  writers: string
  remarks: string
  sources: string
  /** JSON: what holds in this state alone. */
  standing: string
  /** The day on which a scheduled one is published. */
  day: Day | null
  revision: number
  opened_at: Instant
  changed_at: Instant
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    article_draft: DraftRow
  }
}

type Standing =
  | Record<string, never>
  | { readonly submittedBy: Writer; readonly submittedAt: Instant }
  | { readonly approval: Approval; readonly failed: string | null }

function draftToRow(draft: Draft): DraftRow {
  return {
    id: draft.id,
    article: draft.article,
    file: draft.file,
    state: draft.state,
    base_digest: draft.base?.digest ?? null,
    base_source: draft.base?.source ?? null,
    source: draft.source,
    writers: JSON.stringify(draft.writers),
    remarks: JSON.stringify(draft.remarks),
    sources: JSON.stringify(draft.sources),
    standing: JSON.stringify(standingOf(draft)),
    day: draft.state === 'scheduled' ? draft.day : null,
    revision: draft.revision,
    opened_at: draft.openedAt,
    changed_at: draft.changedAt,
  }
}

function standingOf(draft: Draft): Standing {
  switch (draft.state) {
    case 'draft':
      return {}
    case 'in-review':
      return { submittedBy: draft.submittedBy, submittedAt: draft.submittedAt }
    case 'scheduled':
      return { approval: draft.approval, failed: draft.failed }
    default:
      return draft satisfies never
  }
}

function rowToDraft(row: DraftRow): Draft {
  const { base_digest: digest, base_source: source } = row
  return {
    id: row.id,
    article: row.article,
    file: row.file,
    base: digest === null || source === null ? null : { digest, source },
    source: row.source,
    writers: JSON.parse(row.writers),
    remarks: JSON.parse(row.remarks),
    sources: JSON.parse(row.sources),
    revision: row.revision,
    openedAt: row.opened_at,
    changedAt: row.changed_at,
    state: row.state,
    ...JSON.parse(row.standing),
    ...(row.day === null ? {} : { day: row.day }),
  } as Draft
}

/** @returns Whether it was written; not when another draft is about the same file. */
export async function insertDraft(db: Db, draft: Draft): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('article_draft')
    .values(draftToRow(draft))
    .onConflict((conflict) => conflict.column('file').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Writes `next` if nobody wrote since `revision` was read. Returns whether it did. */
export async function saveDraft(db: Db, next: Draft, revision: number): Promise<boolean> {
  const { id, ...row } = draftToRow(next)
  const { numUpdatedRows } = await db
    .updateTable('article_draft')
    .set(row)
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Returns whether it was there, and nobody wrote since `revision` was read. */
export async function deleteDraft(db: Db, id: DraftId, revision: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('article_draft')
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow()
  return numDeletedRows === 1n
}

export async function draftById(db: Db, id: DraftId): Promise<Draft | undefined> {
  const row = await drafts(db).where('id', '=', id).executeTakeFirst()
  return row && rowToDraft(row)
}

export async function draftOfFile(db: Db, file: string): Promise<Draft | undefined> {
  const row = await drafts(db).where('file', '=', file).executeTakeFirst()
  return row && rowToDraft(row)
}

/** The last changed first. */
export async function allDrafts(db: Db): Promise<readonly Draft[]> {
  const rows = await drafts(db).orderBy('changed_at', 'desc').execute()
  return rows.map(rowToDraft)
}

/** Those whose day has come, which did not fail. */
export async function dueDrafts(db: Db, today: Day): Promise<readonly Draft[]> {
  const rows = await drafts(db).where('state', '=', 'scheduled').where('day', '<=', today).execute()
  return rows.map(rowToDraft).filter((draft) => draft.state === 'scheduled' && !draft.failed)
}

/** The day on which the next one is due, past or to come. */
export async function nextDay(db: Db): Promise<Day | undefined> {
  const rows = await drafts(db).where('state', '=', 'scheduled').orderBy('day').execute()
  const next = rows
    .map(rowToDraft)
    .find((draft) => draft.state === 'scheduled' && draft.failed === null)
  return next?.state === 'scheduled' ? next.day : undefined
}

function drafts(db: Db) {
  return db.selectFrom('article_draft').selectAll()
}
