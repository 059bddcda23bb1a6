import type { Hit, Knowledge } from '../../knowledge/index.js'
import type { Language } from '../../platform/language.js'

export interface DepartmentDeps {
  readonly knowledge: Pick<Knowledge, 'ask'>
  /** The department that answers for a category of articles; `undefined` when none has to. */
  readonly departmentOf: (category: string) => string | undefined
}

/**
 * What the articles of a department must reach together for a part of a message to be its. Several
 * of them may fit one part, so the sum says more than the best: of twelve messages written for two
 * departments it finds eight where the best article alone finds four.
 */
const LIKELY = 0.5

const COUNTED_ARTICLES = 5

/** More would only cost time: whoever lists five things meets a person by other rules. */
const MOST_PARTS = 4

/** A shorter part says nothing by itself, such as "你好" or "thanks". */
const SHORTEST: Readonly<Record<Language, number>> = { 'zh-Hans': 5, 'zh-Hant': 5, en: 12 }

/** Ends of sentences and clauses, and what joins two matters: "另外", "and also", "and the". */
const BETWEEN = new RegExp(
  [
    '[。！？!?;；，,\\n]+',
    '\\.(?=\\s|$)',
    '还有|還有|另外|再有|对了|對了|以及|并且|而且|同时|同時',
    '\\s(?:and also|as well as|plus)\\s',
    '\\sand\\s(?=(?:the|my|your|i|you|where|when|how|what|why)\\b)',
  ].join('|'),
  'i',
)

/**
 * The departments that the parts of a message need, each part searched by itself. One message may
 * say two things, each of which alone is clear; searched as one, neither is.
 *
 * @returns Ids in the order of the parts; empty when fewer than two departments are needed.
 */
export async function findDepartments(
  texts: readonly string[],
  language: Language,
  { knowledge, departmentOf }: DepartmentDeps,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const parts = texts
    .flatMap((text) => text.split(BETWEEN))
    .map((part) => part.trim())
    .filter((part) => [...part].length >= SHORTEST[language])
  if (parts.length < 2) return []
  const found = await Promise.all(
    parts.slice(0, MOST_PARTS).map((part) => knowledge.ask(part, { language }, signal)),
  )
  const needed = found.flatMap(({ hits }) => likeliest(hits, departmentOf) ?? [])
  const departments = [...new Set(needed)]
  return departments.length < 2 ? [] : departments
}

function likeliest(
  hits: readonly Hit[],
  departmentOf: DepartmentDeps['departmentOf'],
): string | undefined {
  const shares = new Map<string, number>()
  for (const { article, probability } of hits.slice(0, COUNTED_ARTICLES)) {
    // Before buying, a question needs an answer and no department's work.
    const department = article.service === 'pre-sales' ? undefined : departmentOf(article.category)
    if (department === undefined) continue
    shares.set(department, (shares.get(department) ?? 0) + probability)
  }
  const [best] = [...shares].sort(([, a], [, b]) => b - a)
  return best !== undefined && best[1] >= LIKELY ? best[0] : undefined
}
