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
  /** The bot's turns since a moment, oldest first, so many of the newest. */
  readonly turns: (
    since: Instant,
    most: number,
  ) => AsyncIterable<Pick<PastTurn, 'trace' | 'language'>>
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
  const known = new Map((await labels()).map((label) => [keyOf(label), label.gold]))
  const questions = new Map<string, RealQuestion>()
  for await (const { trace, language } of turns(clock.now() - LOOKED_BACK, MOST_TURNS)) {
    if (trace.probability === null || trace.decision === 'greet') continue
    const gold = known.get(keyOf({ text: trace.question, language })) ?? null
    const text = maskPersonal(trace.question).trim()
    if (text === '' || text.length > LONGEST) continue
    const key = keyOf({ text, language })
    const before = questions.get(key)
    const count = (before?.count ?? 0) + 1
    // Put at the end, so that of those asked as often the latest comes first.
    questions.delete(key)
    questions.set(key, { text, language, count, gold: gold ?? before?.gold ?? null })
  }
  return [...questions.values()].reverse().sort((a, b) => b.count - a.count)
}

function keyOf({ text, language }: Pick<RealQuestion, 'text' | 'language'>): string {
  return `${language} ${exactKey(text)}`
}
