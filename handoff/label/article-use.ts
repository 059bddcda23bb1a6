import { type ArticleUse, NO_USE, toLanguageScript } from '../../knowledge/index.js'
import type { Instant } from '../../platform/clock.js'
import { sql } from '../../platform/db/kysely.js'
import type { Db } from '../../platform/db/tables.js'
import type { Language } from '../../platform/language.js'
import { answeredArticle } from '../conversation/answered-article.js'
import type { MessageExtras, SessionId } from '../conversation/message.js'
import { eachTurn } from '../conversation/past-turns.js'
import type { Verdict } from '../conversation/trace-table.js'
import type { TracedPassage, TurnTrace } from '../conversation/turn-trace.js'

interface Turn {
  readonly session: SessionId
  readonly language: Language
  readonly extras: Pick<MessageExtras, 'citations' | 'choices'>
  readonly decision: TurnTrace['decision']
  readonly passages: readonly TracedPassage[]
  readonly verdict: Verdict | null
}

/** What customers did with each article since `since`, counted from the stored turns of the bot. */
export async function articleUse(
  db: Db,
  since: Instant,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ArticleUse>> {
  const use = new Map<string, ArticleUse>()
  /** The article that a visit was last answered from. */
  const lastAnswer = new Map<SessionId, string>()
  const add = (article: string, field: keyof ArticleUse) => {
    const before = use.get(article) ?? NO_USE
    use.set(article, { ...before, [field]: before[field] + 1 })
  }
  for await (const turn of turnsSince(db, since, signal)) {
    const { session, verdict } = turn
    for (const article of offered(turn)) add(article, 'shown')
    const answered = answeredArticle(turn, turn.extras)
    if (answered !== undefined) {
      add(answered, 'answered')
      if (verdict !== null) add(answered, verdict)
      lastAnswer.set(session, answered)
    }
    const before = lastAnswer.get(session)
    if (turn.decision !== 'hand-over' || before === undefined) continue
    add(before, 'handedOver')
    lastAnswer.delete(session)
  }
  return use
}

function offered(turn: Turn): ReadonlySet<string> {
  const answered = answeredArticle(turn, turn.extras)
  const labels = new Set(turn.extras.choices?.map(({ value }) => value))
  const chosen = turn.passages.filter(({ title }) =>
    labels.has(toLanguageScript(title, turn.language)),
  )
  return new Set([...(answered === undefined ? [] : [answered]), ...chosen.map(idOf)])
}

function idOf({ article }: TracedPassage): string {
  return article
}

/** Oldest first. */
async function* turnsSince(db: Db, since: Instant, signal: AbortSignal): AsyncGenerator<Turn> {
  const rows = eachTurn(db, { since }, signal, (page) =>
    page
      .leftJoin('rating', 'rating.message_id', 'message.id')
      .select(['message.language', 'message.extras', 'turn_trace.session_id', 'rating.verdict'])
      // The rest of a trace is most of it, and tells nothing of articles.
      .select([
        sql<TurnTrace['decision']>`json_extract(turn_trace.trace, '$.decision')`.as('decision'),
        sql<string>`json_extract(turn_trace.trace, '$.passages')`.as('passages'),
      ])
      .execute(),
  )
  for await (const { session_id, language, extras, decision, passages, verdict } of rows) {
    yield {
      ...{ session: session_id, language, decision, verdict },
      extras: JSON.parse(extras),
      passages: JSON.parse(passages),
    }
  }
}
