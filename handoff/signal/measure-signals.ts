import { heldOutMargins } from './fit-signal.js'
import type { SignalFile } from './load-signals.js'
import { SIGNAL_LANGUAGES, type SignalLanguage, type SignalName } from './signal.js'
import { FOLDS, prepareSentences, thresholdIn } from './signal-model.js'

/** How well a signal is told in one language, by sentences that the model had not seen. */
export interface SignalQuality {
  readonly name: SignalName
  readonly language: SignalLanguage
  readonly examples: number
  readonly counterExamples: number
  /** Probability that an example scores above a counter-example. */
  readonly auroc: number
  /** The same against the file's own counter-examples, without ordinary messages. */
  readonly aurocOwn: number
  /** Share of the examples that a word fires. */
  readonly recallOfWords: number
  /** Share of the examples that words and model find within the budget. */
  readonly recall: number
  /** Share of the counter-examples that words and model take for the signal. */
  readonly falseAlarms: number
}

/** @param vectors Of every sentence, by its text. */
export async function measureSignal(
  file: SignalFile,
  vectors: ReadonlyMap<string, Float32Array>,
  signal: AbortSignal,
): Promise<readonly SignalQuality[]> {
  const sentences = prepareSentences(file, vectors)
  const margins = await heldOutMargins(sentences, FOLDS, signal)
  return SIGNAL_LANGUAGES.map((language) => {
    const threshold = thresholdIn(language, sentences, margins, file.falseAlarms)
    const scored = sentences
      .map((sentence, index) => ({ ...sentence, margin: margins[index] ?? 0 }))
      .filter((sentence) => sentence.language === language)
      .map(({ holds, own, words, margin }) => {
        const byWord = words.fired !== null
        return { holds, own, margin, byWord, passes: byWord || margin > threshold }
      })
    const yes = scored.filter(({ holds }) => holds)
    const no = scored.filter(({ holds }) => !holds)
    return {
      name: file.name,
      language,
      examples: yes.length,
      counterExamples: no.length,
      auroc: auroc(yes, no),
      aurocOwn: auroc(
        yes,
        no.filter(({ own }) => own),
      ),
      recallOfWords: shareOf(yes, ({ byWord }) => byWord),
      recall: shareOf(yes, ({ passes }) => passes),
      falseAlarms: shareOf(no, ({ passes }) => passes),
    }
  })
}

interface Scored {
  readonly margin: number
}

/** Pairs in which the example scores higher; equal scores count half. */
export function auroc(yes: readonly Scored[], no: readonly Scored[]): number {
  let won = 0
  for (const { margin } of yes) {
    for (const other of no) won += margin > other.margin ? 1 : margin === other.margin ? 0.5 : 0
  }
  return won / (yes.length * no.length)
}

function shareOf<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  return items.filter(holds).length / items.length
}
