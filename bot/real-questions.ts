import { maskPersonal, type PastTurn } from '../handoff/index.js'
import { exactKey, type Label, type RealQuestion } from '../knowledge/index.js'
import { type Clock, DAY, type Instant } from '../platform/clock.js'

/** "Last month's real questions". */
const LOOKED_BACK = 30 * DAY

/** A busy shop's newest turns stand for the rest of its month. */
const MOST_TURNS = 20_000

/** A longer message is a story, of which search reads only the beginning. */
const LONGEST = 300

export interface RealQuestionsDeps {
  /** The bot's turns since a moment, newest first, at most so many. */
  readonly turns: (since: Instant, most: number) => Promise<readonly PastTurn[]>
  readonly clock: Pick<Clock, 'now'>
  /** What use has shown of questions. */
  readonly labels: () => Promise<readonly Label[]>
}

/**
 * What customers asked the articles in the last month, without personal data, the same question
 * once. Greetings, skills and handovers by a rule searched nothing and are left out.
 */
export async function realQuestions({
  turns,
  clock,
  labels,
}: RealQuestionsDeps): Promise<readonly RealQuestion[]> {
  const past = await turns(clock.now() - LOOKED_BACK, MOST_TURNS)
  const known = new Map((await labels()).map((label) => [keyOf(label), label.gold]))
  const questions = new Map<string, RealQuestion>()
  for (const { trace, language } of past) {
    if (trace.probability === null || trace.decision === 'greet') continue
    const gold = known.get(keyOf({ text: trace.question, language })) ?? null
    const text = maskPersonal(trace.question).trim()
    if (text === '' || text.length > LONGEST) continue
    const key = keyOf({ text, language })
    const before = questions.get(key)
    const count = (before?.count ?? 0) + 1
    questions.set(key, { text, language, count, gold: before?.gold ?? gold })
  }
  return [...questions.values()].sort((a, b) => b.count - a.count)
}

function keyOf({ text, language }: Pick<RealQuestion, 'text' | 'language'>): string {
  return `${language} ${exactKey(text)}`
}
