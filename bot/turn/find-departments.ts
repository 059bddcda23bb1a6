import type { Hit, Knowledge } from '../../knowledge/index.js'
import type { Language } from '../../platform/language.js'
import { asksSomething } from '../asks.js'

export interface DepartmentDeps {
  readonly knowledge: Pick<Knowledge, 'ask'>
  /** The department that answers for a category of articles; `undefined` when none has to. */
  readonly departmentOf: (category: string) => string | undefined
}

/**
 * What the articles of a department must reach together for a part of a message to be its, and in
 * the message as a whole. Several of them may fit one part, so the sum says more than the best. A
 * part by itself may say anything ("when will it come" finds invoices), so unless it is sure the
 * whole has to speak for it too. Whoever joins two matters by a word such as "also" has said that
 * they are two: then a weaker part will do.
 */
const LIKELY_JOINED = 0.25
const LIKELY_APART = { sure: 0.8, part: 0.5, whole: 0.25 }

/** What says that a second matter follows. */
const JOINED = new RegExp(
  [
    '还有|還有|另外|再有|再就是|对了|對了|以及|并且|而且|同时|同時|顺便|順便',
    '另一(?:个|個|单|單|件|笔|筆)|之前|上次|上个|上個|两个事|两件事|兩件事',
    '(?:^|[^\\d])2[.、)]',
    '\\b(?:also|plus|as well as|another|other order|other parcel|two things|second(?:ly)?|last order)\\b',
  ].join('|'),
  'i',
)

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
    '还有|還有|另外|再有|再就是|对了|對了|以及|并且|而且|同时|同時|顺便问下|順便問|\\d[.、)]\\s',
    '\\s(?:and also|as well as|plus)\\s',
    '\\sand\\s(?=(?:the|my|your|i|you|where|when|how|what|why|took|charged|another)\\b)',
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
  const message = texts.join('\n')
  const isJoined = JOINED.test(message)
  // "包裹丢了" is a matter when another follows by its own word; "要等多久" asks on.
  const shortest = SHORTEST[language] - (isJoined ? 1 : 0)
  const parts = texts
    .flatMap((text) => text.split(BETWEEN))
    .map((part) => part.trim())
    .filter((part) => [...part].length >= shortest)
  if (parts.length < 2 || (!isJoined && isOneQuestion(message, shortest))) return []
  const [whole, ...found] = await Promise.all(
    [message, ...parts.slice(0, MOST_PARTS)].map((part) =>
      knowledge.ask(part, { language }, signal),
    ),
  )
  const inWhole = sharesOf(whole?.hits ?? [], departmentOf)
  const isMeant = (department: string, share: number): boolean => {
    if (isJoined) return share >= LIKELY_JOINED
    const { sure, part, whole: least } = LIKELY_APART
    return share >= sure || (share >= part && (inWhole.get(department) ?? 0) >= least)
  }
  const needed = found.flatMap(({ hits }) => {
    const [best] = [...sharesOf(hits, departmentOf)].sort(([, a], [, b]) => b - a)
    return best !== undefined && isMeant(...best) ? [best[0]] : []
  })
  const departments = [...new Set(needed)]
  return departments.length < 2 ? [] : departments
}

/** Of "I sent it back, when do I see my money?", the first half tells what the other asks about. */
function isOneQuestion(message: string, shortest: number): boolean {
  const clauses = message.split(/(?<=[。！？!?;；，,\n])|(?<=\.)\s/u).map((clause) => clause.trim())
  const telling = clauses.filter((clause) => [...clause].length >= shortest)
  return telling.filter(asksSomething).length === 1
}

/** What the likeliest articles of each department reach together. */
function sharesOf(
  hits: readonly Hit[],
  departmentOf: DepartmentDeps['departmentOf'],
): ReadonlyMap<string, number> {
  const shares = new Map<string, number>()
  for (const { article, probability } of hits.slice(0, COUNTED_ARTICLES)) {
    // Before buying, a question needs an answer and no department's work.
    const department = article.service === 'pre-sales' ? undefined : departmentOf(article.category)
    if (department === undefined) continue
    shares.set(department, (shares.get(department) ?? 0) + probability)
  }
  return shares
}
