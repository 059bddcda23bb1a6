import { createHash } from 'node:crypto'
import type { Article, Day } from '../article/article.js'

export const FINDING_KINDS = [
  'contradiction',
  'denial',
  'versions-differ',
  'near-duplicate',
  'stolen-question',
  'broken-anchor',
  'broken-link',
  'expired-promise',
  'unread',
] as const
export type FindingKind = (typeof FINDING_KINDS)[number]

/** A place in an article and what stands there. */
export interface Said {
  readonly article: string
  readonly title: string
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly text: string
}

/** Something in what articles say, alone or together, that an editor should look at. */
export interface Finding {
  readonly kind: FindingKind
  /** An error is certainly wrong; an advice is for an editor to judge. */
  readonly level: 'error' | 'advice'
  readonly at: Said
  /** What it does not agree with; `null` where the article is wrong by itself. */
  readonly other: Said | null
  /** What the sentence about it names, such as both figures. */
  readonly facts: Readonly<Record<string, string | number>>
  /** Changes with the words that it is about, and with nothing else. */
  readonly key: string
  /** Why an editor let an advice stand; `null` where nobody did. */
  readonly seen: Seen | null
}

export interface Seen {
  readonly by: string
  readonly on: Day
  readonly reason: string
}

export type FoundFinding = Omit<Finding, 'key' | 'seen'>

/** Makes places in one article. */
export function placeIn({ id, title, file }: Pick<Article, 'id' | 'title' | 'file'>) {
  return (line: number, text: string): Said => ({ article: id, title, file, line, text })
}

export function withKey(finding: FoundFinding): Finding {
  const places = [finding.at, finding.other].flatMap((said) =>
    said ? [`${said.article} ${said.text}`] : [],
  )
  const text = [finding.kind, ...places.sort()].join('\n')
  const key = createHash('sha256').update(text).digest('base64url').slice(0, 12)
  return { ...finding, key, seen: null }
}

/** Errors first, then by file and line; what was seen last. */
export function byImportance(a: Finding, b: Finding): number {
  if (a.level !== b.level) return a.level === 'error' ? -1 : 1
  if ((a.seen === null) !== (b.seen === null)) return a.seen === null ? -1 : 1
  return a.at.file < b.at.file ? -1 : a.at.file > b.at.file ? 1 : a.at.line - b.at.line
}

/** Thousands of findings in their order, with turns for others. */
export async function inOrderOfImportance(
  findings: readonly Finding[],
  rest: () => Promise<void>,
): Promise<readonly Finding[]> {
  const byFile = new Map<string, Finding[]>()
  for (const finding of findings) {
    const known = byFile.get(finding.at.file)
    if (known) known.push(finding)
    else byFile.set(finding.at.file, [finding])
  }
  const [errors, others]: [Finding[], Finding[]] = [[], []]
  for (const file of [...byFile.keys()].sort()) {
    for (const finding of (byFile.get(file) ?? []).sort(byImportance)) {
      ;(finding.level === 'error' ? errors : others).push(finding)
    }
    await rest()
  }
  return errors.concat(others)
}
