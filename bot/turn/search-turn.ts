import type { BotMemory } from '../../handoff/index.js'
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
  const ask = (question: string) => askOf(knowledge, question, memory, language, signal)
  const text = texts.join('\n')
  const whole = { found: await ask(text), question: text, before: [] }
  const last = texts.at(-1)
  if (texts.length < 2 || last === undefined) return whole
  const alone = { found: await ask(last), question: last }
  const before = await askEach(knowledge, texts.slice(0, -1), alone.found, language, signal)
  if (before.length > 0) return { ...alone, before }
  return alone.found.probability > whole.found.probability ? { ...alone, before } : whole
}

/**
 * Of what was asked last and not answered yet, each of the choices in turn, else of what was
 * answered before it: after a question back, or from the queue, customers go on as if they had been
 * understood.
 */
async function askOf(
  knowledge: Pick<Knowledge, 'ask'>,
  question: string,
  { likely, offered, answeredFrom, lastSaid }: BotMemory,
  language: Language,
  signal: AbortSignal,
): Promise<Found> {
  const asked = likely === undefined ? [] : [likely, ...offered]
  const topics = new Set([...asked, ...answeredFrom.slice(-1)])
  const said = lastSaid === undefined ? {} : { said: lastSaid }
  let first: Found | undefined
  for (const topic of topics) {
    const found = await knowledge.ask(question, { language, ...said, topic }, signal)
    if (found.decision.kind === 'answer') return found
    first ??= found
  }
  return first ?? knowledge.ask(question, { language, ...said }, signal)
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
