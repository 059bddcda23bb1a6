import type { Article } from '../article/article.js'
import type { Problem } from '../article/problem.js'
import type { ArticleRow } from './article-columns.js'
import { type ArticleUse, NO_USE } from './article-use.js'
import type { Draft } from './draft.js'

/** Puts beside each article what is known of it. */
export function articleRows(
  articles: readonly Article[],
  known: {
    readonly problems: readonly Problem[]
    readonly use: ReadonlyMap<string, ArticleUse>
    readonly drafts: readonly Draft[]
  },
): readonly ArticleRow[] {
  // One that was only opened is no change yet.
  const changed = known.drafts.filter(({ writers }) => writers.length > 0)
  const draftOf = new Map(changed.map((draft) => [draft.file, draft]))
  const problemsOf = groupByFile(known.problems)
  const versionsOf = new Map<string, Article[]>()
  for (const article of articles) {
    const origin = originOf(article)
    versionsOf.set(origin, [...(versionsOf.get(origin) ?? []), article])
  }
  return articles.map((article) => ({
    article,
    versions: (versionsOf.get(originOf(article)) ?? []).filter((other) => other !== article),
    problems: problemsOf.get(article.file) ?? [],
    use: known.use.get(article.id) ?? NO_USE,
    draft: draftOf.get(article.file),
  }))
}

function originOf({ id, translates }: Article): string {
  return translates ?? id
}

function groupByFile(problems: readonly Problem[]): ReadonlyMap<string, Problem[]> {
  const groups = new Map<string, Problem[]>()
  for (const problem of problems) {
    groups.set(problem.file, [...(groups.get(problem.file) ?? []), problem])
  }
  return groups
}
