import type { Article } from './article/article.js'
import { checkArticles } from './article/check-articles.js'
import { type LoadedArticles, loadArticles } from './article/load-articles.js'
import type { PlainFiles } from './article/parse-article.js'
import { byWeight, type Problem } from './article/problem.js'
import { type AnswerTest, readAnswerTests } from './effect/answer-test.js'
import type { Label } from './label/label.js'
import { readLabels } from './label/read-labels.js'
import { type Budgets, DEFAULT_BUDGETS, loadBudgets } from './search/confidence/budgets.js'
import { loadSynonyms, NO_SYNONYMS, type Synonyms } from './search/question/synonyms.js'

/** What the content folder says: the articles, and what editors and the team wrote beside them. */
export interface Content {
  readonly loaded: LoadedArticles
  readonly synonyms: Synonyms
  readonly budgets: Budgets
  readonly labels: readonly Label[]
  readonly answerTests: readonly AnswerTest[]
  /** Of the labels and the answer tests. */
  readonly problems: readonly Problem[]
}

export const NO_CONTENT: Content = {
  loaded: { articles: [], seen: [], files: new Set(), problems: [], parsed: 0 },
  synonyms: NO_SYNONYMS,
  budgets: DEFAULT_BUDGETS,
  labels: [],
  answerTests: [],
  problems: [],
}

/** Where the content is, and how its articles are read. */
export interface ContentSource {
  readonly contentFolder: string
  /** Below that folder, or the folder itself. */
  readonly articlesFolder: string
  readonly plain: PlainFiles
}

/**
 * Reads all of it; of the articles, only what changed since `before`.
 *
 * @param onFile Called with the number of articles' files done and of all.
 * @throws {Fault} `not-found` without the articles' folder, `bad-input` for a budget out of range.
 */
export async function readContent(
  { contentFolder, articlesFolder, plain }: ContentSource,
  before: Content,
  onFile: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<Content> {
  const loaded = await loadArticles(articlesFolder, plain, before.loaded, onFile, signal)
  const byId = new Map(loaded.articles.map((article) => [article.id, article]))
  const originalOf = (id: string) => byId.get(id)?.translates ?? byId.get(id)?.id
  const synonyms = await loadSynonyms(contentFolder)
  const { labels, problems } = await readLabels(contentFolder, new Set(byId.keys()))
  const answers = await readAnswerTests(contentFolder, originalOf)
  const budgets = await loadBudgets(contentFolder)
  return {
    ...{ loaded, synonyms, budgets, labels },
    answerTests: answers.tests,
    problems: [...problems, ...answers.problems],
  }
}

/** The same, with these articles in the place of those that are still as they were. */
export function exchangeArticles(content: Content, lighter: readonly Article[]): Content {
  const byFile = new Map(lighter.map((article) => [article.file, article]))
  const articles = content.loaded.articles.map((article) => {
    const same = byFile.get(article.file)
    return same?.digest === article.digest && same.id === article.id ? same : article
  })
  return { ...content, loaded: { ...content.loaded, articles } }
}

/** All that is wrong with it on this day, errors first. Comparing all articles takes a while. */
export function problemsIn({ loaded, problems }: Content, today: string): readonly Problem[] {
  const checked = checkArticles(loaded.articles, loaded.files, today)
  return [...loaded.problems, ...checked, ...problems].sort(byWeight)
}
