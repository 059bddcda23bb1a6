import type { Embedder } from '../embed/embedder.js'
import type { Corpus } from '../search/corpus.js'
import { foldText } from '../search/fold-text.js'
import type { Lesson } from '../search/lesson.js'
import { embedQuestion } from '../search/question-vector.js'
import type { Sounds } from '../search/sounds.js'
import type { Synonyms } from '../search/synonyms.js'
import { understandQuestion, withReadings } from '../search/understand-question.js'
import type { Label } from './label.js'

/** What a question is read with; the same as when a customer asks. */
export interface LabelDeps {
  readonly corpus: Pick<Corpus, 'exact' | 'words'>
  readonly sounds: () => Sounds
  readonly synonyms: Synonyms
  /** `null` for words alone. */
  readonly embedder: Pick<Embedder, 'embed'> | null
}

/**
 * Labelled questions as they are searched when a customer asks them: read as they were meant, with
 * their synonyms and vectors. One at a time, behind what customers ask.
 */
export async function labelLessons(
  labels: readonly Label[],
  { corpus, sounds, synonyms, embedder }: LabelDeps,
  signal: AbortSignal,
): Promise<readonly Lesson[]> {
  const lessons: Lesson[] = []
  for (const { text, language, gold, teaches } of labels) {
    const understood = understandQuestion(foldText(text), corpus, sounds)
    const known = withReadings(synonyms, understood)
    const vector =
      embedder && (await embedQuestion(understood.text, embedder, known, 'passage', signal))
    lessons.push({
      sought: {
        text: understood.text,
        maybe: understood.maybe,
        synonyms: known.expand(understood.text),
      },
      language,
      gold,
      labelled: teaches !== 'which',
      vector,
    })
  }
  return lessons
}
