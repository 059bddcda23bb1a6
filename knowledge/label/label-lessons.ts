import type { Embedder } from '../embed/embedder.js'
import { foldText } from '../search/fold-text.js'
import type { Lesson } from '../search/lesson.js'
import { stripCourtesy } from '../search/strip-courtesy.js'
import type { Label } from './label.js'

/**
 * Labelled questions with their vectors, one at a time behind what customers ask.
 *
 * @param embedder `null` for words alone.
 */
export async function labelLessons(
  labels: readonly Label[],
  embedder: Pick<Embedder, 'embed'> | null,
  signal: AbortSignal,
): Promise<readonly Lesson[]> {
  const lessons: Lesson[] = []
  for (const { text, language, gold, teaches } of labels) {
    const asked = stripCourtesy(foldText(text))
    const [vector] = (await embedder?.embed([asked], signal, 'passage')) ?? []
    const labelled = teaches !== 'which'
    lessons.push({ text, language, gold, labelled, vector: vector ?? null })
  }
  return lessons
}
