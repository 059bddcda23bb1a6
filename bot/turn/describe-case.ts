import type { BotMemory, Category, Handoff, Service } from '../../handoff/index.js'
import type { Article, Found } from '../../knowledge/index.js'
import type { Language } from '../../platform/language.js'

/** What the best passage must reach for its article to say what the case is about. */
const BELIEVED = 0.3

/** Up to so many characters a message that hands over is a mere request: "转人工，谢谢". */
const MERE_REQUEST: Readonly<Record<Language, number>> = { 'zh-Hans': 12, 'zh-Hant': 12, en: 48 }

/** What a case is reported as (Y1) before an agent has settled it. */
export const CATEGORY_OF: Readonly<Record<Service, Category>> = {
  'pre-sales': 'product',
  'in-sales': 'order',
  'after-sales': 'after-sales',
}

/** These hand over because of what the message says, however short it is: "充电宝冒烟了". */
const ABOUT_THE_MESSAGE: ReadonlySet<string> = new Set([
  'low-confidence',
  'turn-failed',
  'safety',
  'personal-data',
  'legal',
  'distress',
  'broken-promise',
  'large-amount',
  'several-departments',
])

/** Whoever turns to regulators or to the law has a complaint (H2.3), and it is followed up as one. */
const COMPLAINTS: ReadonlySet<string> = new Set(['complaint', 'threat', 'legal'])

/** What a turn knows of the case that it opens. */
export interface CaseSource {
  readonly rule: string
  readonly text: string
  readonly language: Language
  /** From before this turn. */
  readonly memory: BotMemory
  readonly found: Pick<Found, 'hits' | 'probability'>
  readonly articles: readonly Article[]
}

/**
 * Subject, and a first guess at category (Y1) and kind of service (T2), which the agent settles
 * when solving. "I want a person" says nothing of what it is about, so after such a request the
 * question before it counts, and the article that it was answered from.
 */
export function describeCase(
  source: CaseSource,
): Pick<Handoff, 'subject' | 'category' | 'service'> {
  const { rule, text, memory, articles } = source
  const asksOnly =
    memory.lastQuestion !== '' &&
    !ABOUT_THE_MESSAGE.has(rule) &&
    [...text].length <= MERE_REQUEST[source.language]
  const earlier = asksOnly
    ? articles.find(({ id }) => id === memory.answeredFrom.at(-1))?.service
    : undefined
  const service = earlier ?? (asksOnly ? undefined : likelyService(source.found)) ?? 'after-sales'
  return {
    subject: asksOnly ? memory.lastQuestion : text,
    service,
    category: COMPLAINTS.has(rule) ? 'complaint' : CATEGORY_OF[service],
  }
}

/** What the articles of one kind of service must reach together. */
const LIKELY_TOGETHER = 0.5
const COUNTED_ARTICLES = 5

/**
 * Kind of service that is likely meant: that of the articles which together are likeliest, since a
 * fault under warranty may be any of three. Otherwise that of the best article.
 */
export function likelyService({
  hits,
  probability,
}: CaseSource['found']): Service | null | undefined {
  const shares = new Map<Service, number>()
  for (const { article, probability: one } of hits.slice(0, COUNTED_ARTICLES)) {
    if (article.service) shares.set(article.service, (shares.get(article.service) ?? 0) + one)
  }
  const [best] = [...shares].sort(([, a], [, b]) => b - a)
  if (best !== undefined && best[1] >= LIKELY_TOGETHER) return best[0]
  return probability >= BELIEVED ? hits[0]?.article.service : undefined
}
