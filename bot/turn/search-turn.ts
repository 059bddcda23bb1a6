import type { Found, Hit, Knowledge } from '../../knowledge/index.js'
import type { Language } from '../../platform/language.js'
import type { TurnInput } from './plan-turn.js'

/** Of messages that come together; more than these are hardly questions each. */
const MOST_QUESTIONS = 3

/**
 * What was searched for: the whole of what was written, or its last message when that is surer.
 * Where messages before the last are answered by articles of their own, those are `before`: two
 * questions in quick succession are two questions.
 */
export async function searchTurn(
  knowledge: Pick<Knowledge, 'ask'>,
  { texts, memory }: Pick<TurnInput, 'texts' | 'memory'>,
  language: Language,
  signal: AbortSignal,
): Promise<{ readonly found: Found; readonly question: string; readonly before: readonly Hit[] }> {
  const topic = memory.answeredFrom.at(-1)
  const options = { language, ...(topic !== undefined && { topic }) }
  const text = texts.join('\n')
  const whole = { found: await knowledge.ask(text, options, signal), question: text, before: [] }
  const last = texts.at(-1)
  if (texts.length < 2 || last === undefined) return whole
  const alone = { found: await knowledge.ask(last, options, signal), question: last }
  const before = await askEach(knowledge, texts.slice(0, -1), alone.found, language, signal)
  if (before.length > 0) return { ...alone, before }
  return alone.found.probability > whole.found.probability ? { ...alone, before } : whole
}

/** Answers to earlier messages, when the last one has an answer as well; each article once. */
async function askEach(
  knowledge: Pick<Knowledge, 'ask'>,
  texts: readonly string[],
  { decision: lastly }: Found,
  language: Language,
  signal: AbortSignal,
): Promise<readonly Hit[]> {
  if (lastly.kind !== 'answer' || texts.length >= MOST_QUESTIONS) return []
  const said = new Set([lastly.hit.article.id])
  const hits: Hit[] = []
  for (const text of texts) {
    const { decision } = await knowledge.ask(text, { language }, signal)
    if (decision.kind !== 'answer' || said.has(decision.hit.article.id)) continue
    said.add(decision.hit.article.id)
    hits.push(decision.hit)
  }
  return hits
}
