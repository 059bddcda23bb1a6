import type { BotMemory } from '../../handoff/index.js'
import { type Found, type Hit, type Knowledge, MOST_CHOICES } from '../../knowledge/index.js'
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
    first ??= found
    if (found.decision.kind !== 'answer') continue
    const { hit } = found.decision
    if (found === first || isFound(hit, await knowledge.ask(question, { language }, signal))) {
      return found
    }
    return asking(first, hit, offered)
  }
  return first ?? knowledge.ask(question, { language, ...said }, signal)
}

/** Whether the question finds it by its own words, too. */
function isFound({ article }: Hit, { hits }: Found): boolean {
  const found = hits.slice(0, MOST_CHOICES)
  return found.some((hit) => hit.article.id === article.id && hit.probability >= FOUND)
}

const FOUND = 0.1

/**
 * What was only offered finds itself by its title, whatever is asked beside it. Where the question
 * does not find it by its own words, it is one more choice, unless another that was offered is left.
 */
function asking(first: Found, hit: Hit, offered: readonly string[]): Found {
  const found = first.decision.kind === 'ask-back' ? first.decision.choices : []
  if (found.some(({ article }) => offered.includes(article.id))) return first
  const others = found.filter(({ article }) => article.id !== hit.article.id)
  const choices = [...others.slice(0, MOST_CHOICES - 1), hit]
  return { ...first, decision: { kind: 'ask-back', choices }, reason: 'one-of-these' }
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
