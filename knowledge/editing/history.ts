import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import { digestOf } from '../article/parse-article.js'
import type { ArticleFiles } from './article-files.js'
import { openGitFolder } from './git-folder.js'
import { type Version, type VersionKind, versionsOf } from './version-table.js'

/** One text that an article had. */
export interface PastText {
  /** For its address: a commit's hash, or the digest of what was kept. */
  readonly key: string
  readonly at: Instant
  /** Who wrote and who published it, by name. */
  readonly writers: readonly string[]
  readonly publisher: string | null
  /** `null` for a commit that was made by other means. */
  readonly kind: VersionKind | null
  /** What the commit says; empty where there is none. */
  readonly subject: string
  readonly override: string | null
  readonly reasons: readonly string[]
  /** Whether this is what the file holds. */
  readonly isCurrent: boolean
  readonly source: () => Promise<string>
}

export interface ArticleHistory {
  /** The newest first. */
  readonly texts: readonly PastText[]
  readonly from: 'git' | 'kept'
  /** Whether the file has a text that is in no version. */
  readonly changedSince: boolean
  /** Whether there are older ones that are left out. */
  readonly goesOn: boolean
}

/** More than most look at; the page says where it ends. */
const MOST = 50

/** What a file held before, from git where the folder is a checkout, else from what was kept. */
export async function readHistory(
  deps: { readonly db: Db; readonly folder: string; readonly files: Pick<ArticleFiles, 'read'> },
  file: string,
): Promise<ArticleHistory> {
  const kept = await versionsOf(deps.db, file)
  const current = await deps.files.read(file)
  const git = await openGitFolder(deps.folder).catch(() => null)
  const commits = (await git?.log(file, MOST + 1)) ?? []
  if (!git || commits.length === 0) {
    const texts = kept.slice(0, MOST).map((version, i) => ({
      ...fromVersion(version),
      key: version.digest,
      isCurrent: i === 0 && version.digest === current?.digest,
      source: async () => version.source,
    }))
    const changedSince = isChanged(texts, current !== null)
    return { texts, from: 'kept', changedSince, goesOn: kept.length > MOST }
  }
  const newest = commits[0]
  const committed = newest && (await git.show(newest))
  const same = committed !== undefined && digestOf(Buffer.from(committed)) === current?.digest
  const texts = commits.slice(0, MOST).map((commit, i): PastText => {
    const version = kept.find((each) => each.commit === commit.hash)
    return {
      ...(version
        ? fromVersion(version)
        : {
            writers: [commit.author],
            publisher: commit.committer === commit.author ? null : commit.committer,
            kind: null,
            override: null,
            reasons: [],
          }),
      key: commit.hash,
      at: commit.at,
      subject: commit.subject,
      isCurrent: i === 0 && same,
      source: () => git.show(commit),
    }
  })
  const changedSince = isChanged(texts, current !== null)
  return { texts, from: 'git', changedSince, goesOn: commits.length > MOST }
}

function fromVersion(version: Version) {
  const { at, writers, by, kind, override, verdict } = version
  return {
    at,
    writers: writers.map(({ name }) => name),
    publisher: by?.name ?? null,
    kind,
    subject: '',
    override,
    reasons: verdict?.reasons ?? [],
  }
}

function isChanged(texts: readonly PastText[], hasFile: boolean): boolean {
  return hasFile && texts.length > 0 && !texts.some(({ isCurrent }) => isCurrent)
}
