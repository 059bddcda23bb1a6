import type { SignalFile } from './load-signals.js'
import type { OrdinaryQuestion } from './ordinary-questions.js'
import { SIGNAL_LANGUAGES, type SignalLanguage, type SignalName } from './signal.js'
import { type HeldOut, holdOut } from './signal-model.js'

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

/** Ordinary questions and messages that are taken for a signal, though they say nothing of it. */
export interface OrdinaryAlarms {
  readonly name: SignalName
  readonly questions: number
  readonly fired: number
  /** At most ten, by word first, then the surest. */
  readonly worst: readonly OrdinaryAlarm[]
}

export interface OrdinaryAlarm {
  readonly text: string
  readonly article: string
  /** The word that fired; `null` when the model took it for the signal. */
  readonly word: string | null
}

const WORST = 10

/**
 * @param vectors Of every sentence and question, by its text.
 * @param questions Of the articles; those of articles about the signal are left out.
 */
export async function measureSignal(
  file: SignalFile,
  vectors: ReadonlyMap<string, Float32Array>,
  questions: readonly OrdinaryQuestion[],
  signal: AbortSignal,
): Promise<{ readonly quality: readonly SignalQuality[]; readonly ordinary: OrdinaryAlarms }> {
  const heldOut = await holdOut(file, vectors, questions, signal)
  return { quality: qualityOf(file, heldOut), ordinary: ordinaryAlarms(file, heldOut) }
}

function ordinaryAlarms({ name }: SignalFile, { questions, thresholds }: HeldOut): OrdinaryAlarms {
  const fired = questions
    .filter(({ language, words, margin }) => words.fired !== null || margin > thresholds[language])
    .map(({ text, articles, words, language, margin }) => ({
      alarm: { text, article: articles[0] ?? '', word: words.fired },
      sureness: words.fired === null ? margin - thresholds[language] : Number.POSITIVE_INFINITY,
    }))
    .sort((a, b) => b.sureness - a.sureness)
  const worst = fired.slice(0, WORST).map(({ alarm }) => alarm)
  return { name, questions: questions.length, fired: fired.length, worst }
}

function qualityOf(file: SignalFile, { sentences, thresholds }: HeldOut): readonly SignalQuality[] {
  return SIGNAL_LANGUAGES.map((language) => {
    const scored = sentences
      .filter((sentence) => sentence.language === language)
      .map(({ holds, own, words, margin }) => {
        const byWord = words.fired !== null
        return { holds, own, margin, byWord, passes: byWord || margin > thresholds[language] }
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
