import type { Generated } from 'kysely'
import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Objections } from './before-publish.js'
import type { Writer } from './draft.js'

/**
 * How a version of a file came to be: `found` was there before anything was done here, or was
 * written by other means.
 */
export const VERSION_KINDS = ['found', 'published', 'undone', 'renewed', 'withdrawn'] as const
export type VersionKind = (typeof VERSION_KINDS)[number]

/** A text that a file had, and who is answerable for it. */
export interface Version {
  readonly file: string
  readonly kind: VersionKind
  readonly source: string
  readonly digest: string
  readonly writers: readonly Writer[]
  /** Who published it; `null` for one that was found. */
  readonly by: Writer | null
  readonly at: Instant
  readonly verdict: Objections | null
  /** Why it was published in spite of the verdict. */
  readonly override: string | null
  /** The commit's hash, where the folder is a checkout. */
  readonly commit: string | null
}

interface VersionRow {
  number: Generated<number>
  file: string
  kind: VersionKind
  source: string
  digest: string
  writers: string
  by: string | null
  at: Instant
  verdict: string | null
  override: string | null
  commit_hash: string | null
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    article_version: VersionRow
  }
}

export async function insertVersion(db: Db, version: Version): Promise<void> {
  const { writers, by, verdict, commit, ...plain } = version
  await db
    .insertInto('article_version')
    .values({
      ...plain,
      writers: JSON.stringify(writers),
      by: by && JSON.stringify(by),
      verdict: verdict && JSON.stringify(verdict),
      commit_hash: commit,
    })
    .execute()
}

/** The newest first. */
export async function versionsOf(db: Db, file: string): Promise<readonly Version[]> {
  const rows = await db
    .selectFrom('article_version')
    .selectAll()
    .where('file', '=', file)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(({ number: _, commit_hash: commit, ...row }) => ({
    ...row,
    writers: JSON.parse(row.writers),
    by: row.by === null ? null : JSON.parse(row.by),
    verdict: row.verdict === null ? null : JSON.parse(row.verdict),
    commit,
  }))
}
