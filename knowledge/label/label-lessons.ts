import type { Lesson } from '../search/confidence/lesson.js'
import { embedQuestion, type QuestionEmbedder } from '../search/question/question-vector.js'
import { type ReadingDeps, readQuestion } from '../search/question/read-question.js'
import { foldText } from '../search/words/fold-text.js'
import type { Label } from './label.js'

export interface LabelDeps extends ReadingDeps {
  /** `null` for words alone. */
  readonly embedder: QuestionEmbedder | null
}

/**
 * Labelled questions as they are searched when a customer asks them: read as they were meant, with
 * their synonyms and vectors. One at a time, behind what customers ask.
 */
export async function labelLessons(
  labels: readonly Label[],
  { embedder, ...reading }: LabelDeps,
  signal: AbortSignal,
): Promise<readonly Lesson[]> {
  const lessons: Lesson[] = []
  for (const { text, language, gold, teaches } of labels) {
    const sought = readQuestion(foldText(text), language, reading)
    const vector =
      embedder && (await embedQuestion(sought.text, embedder, sought, 'passage', signal))
    lessons.push({ sought, language, gold, stored: false, labelled: teaches !== 'which', vector })
  }
  return lessons
}
