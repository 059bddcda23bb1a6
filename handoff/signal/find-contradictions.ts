import type { LabelledSentence, SignalFile } from './load-signals.js'

/** An example and a counter-example of one signal that say nearly the same. */
export interface Contradiction {
  readonly example: LabelledSentence
  readonly counterExample: LabelledSentence
  /** The cosine of both vectors, up to 1. */
  readonly likeness: number
}

/** High enough that few pairs are left, each of which is worth a look. */
const CONTRADICTS = 0.9

/**
 * Finds pairs that teach the model opposite things, the likest first. Some are meant ("我要投诉"
 * and "我不是要投诉"): an editor looks at each once.
 *
 * @param vectors Of every sentence, by its text.
 */
export function findContradictions(
  { sentences }: Pick<SignalFile, 'sentences'>,
  vectors: ReadonlyMap<string, Float32Array>,
): readonly Contradiction[] {
  const examples = sentences.filter(({ holds }) => holds)
  const counterExamples = sentences.filter(({ holds }) => !holds)
  return examples
    .flatMap((example) =>
      counterExamples
        .filter(({ language }) => language === example.language)
        .map((counterExample) => ({
          example,
          counterExample,
          likeness: likenessOf(vectors.get(example.text), vectors.get(counterExample.text)),
        })),
    )
    .filter(({ likeness }) => likeness >= CONTRADICTS)
    .sort((a, b) => b.likeness - a.likeness)
}

function likenessOf(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (a === undefined || b === undefined) return 0
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
}
