import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EMPTY_MEMORY, loadReplies, loadRules, type Signal } from '../../handoff/index.js'
import type { Article, Decision, Found, Hit } from '../../knowledge/index.js'
import { createPlanTurn, type TurnInput } from './plan-turn.js'

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url))

const SIGNALS = [
  'wants-a-person',
  'anger',
  'distress',
  'complaint',
  'threat',
  'legal',
  'safety',
  'personal-data',
  'broken-promise',
  'not-helped',
  'greeting',
  'thanks',
  'off-topic',
]

/** An article's passage as search would find it. */
export function hitFor(
  id: string,
  probability: number,
  more: {
    title?: string
    markdown?: string
    opening?: string
    language?: Article['language']
  } = {},
): Hit {
  const { title = id, markdown = `Answer of ${id}.`, opening = '', language = 'zh-Hans' } = more
  const place = { offset: 0, line: 1 } as Hit['passage']['place']
  const article = { id, title, language, service: 'after-sales' } as Article
  return {
    article,
    passage: { headings: [{ text: 'Bank', depth: 2, slug: 'bank' }] } as unknown as Hit['passage'],
    probability,
    extract: { sentences: [], markdown },
    opening: { sentences: opening ? [{ text: opening, place }] : [], markdown: opening },
  }
}

/** What search found, with a decision that a test chooses. */
export function foundAs(kind: Decision['kind'], hits: readonly Hit[], exact = false): Found {
  const [first] = hits
  const decision: Decision =
    kind === 'answer' && first
      ? { kind, hit: first }
      : kind === 'ask-back'
        ? { kind, choices: hits }
        : { kind: 'hand-over' }
  const found: Partial<Found> = {
    contradiction: () => null,
    decision,
    hits,
    readings: [],
    limits: {
      budget: { name: 'general', share: 0.05, categories: [] },
      ...{ answer: 0.9, askBack: 0.5, quote: 0.7 },
    },
    probability: first?.probability ?? 0,
    exact,
  }
  return found as Found
}

/** What a customer whom the bot has met writes. */
export const turnOf = (
  texts: string | readonly string[],
  more: Partial<TurnInput> = {},
): TurnInput => ({
  texts: typeof texts === 'string' ? [texts] : texts,
  language: 'zh-Hans',
  memory: { ...EMPTY_MEMORY, introduced: true },
  seed: 1,
  ...more,
})

/** The real turn with the shop's real replies and rules; search and signals say what a test wants. */
export async function openTestTurn() {
  const replies = await loadReplies(join(CONTENT, 'replies'))
  const escalation = await loadRules(join(CONTENT, 'handbook', 'escalation'), SIGNALS)
  const asked: { question: string; topic: string | undefined }[] = []
  const answers = new Map<string, Found>()
  let signals: readonly Signal[] = []
  const sameQuestions: (readonly string[])[] = []
  const articles: Article[] = []

  const plan = createPlanTurn({
    knowledge: {
      articles: () => articles,
      async ask(question, { topic }) {
        asked.push({ question, topic })
        return answers.get(question) ?? foundAs('hand-over', [])
      },
    },
    signals: { read: async () => signals },
    escalation: () => escalation,
    replies: () => replies,
    departmentOf: (category) => category,
    asksTheSame: async (a, b) => sameQuestions.some((pair) => pair.includes(a) && pair.includes(b)),
  })
  return {
    plan,
    asked,
    replies,
    escalation,
    /** Questions that ask the same in other words. */
    means: (...questions: string[]) => void sameQuestions.push(questions),
    has: (...some: Article[]) => void articles.push(...some),
    finds: (question: string, found: Found) => void answers.set(question, found),
    hears: (...names: string[]) => {
      signals = names.map((name) => ({ name, strength: 1, cause: name, language: 'zh' }))
    },
  }
}
