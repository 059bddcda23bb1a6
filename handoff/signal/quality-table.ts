import { type Embed, embedSentences } from './embed-sentences.js'
import { type Contradiction, findContradictions } from './find-contradictions.js'
import { loadSignals, type SignalFile } from './load-signals.js'
import { measureSignal, type OrdinaryAlarms, type SignalQuality } from './measure-signals.js'
import type { OrdinaryQuestion } from './ordinary-questions.js'

const HEAD = [
  'signal',
  'language',
  'examples',
  'counter-examples',
  'AUROC',
  'AUROC own',
  'recall of words',
  'recall',
  'false alarms',
  'budget',
]

/** What is known of one signal. */
export interface SignalReport {
  readonly file: SignalFile
  readonly quality: readonly SignalQuality[]
  readonly ordinary: OrdinaryAlarms
  readonly contradictions: readonly Contradiction[]
}

/**
 * Measures each signal by sentences that the model had not seen, one at a time.
 *
 * @param questions What customers ask of articles and write after answers.
 * @throws {Fault} `misconfigured` when the files have problems.
 */
export async function* reportSignals(
  folder: string,
  questions: readonly OrdinaryQuestion[],
  embed: Embed,
  signal: AbortSignal,
): AsyncGenerator<SignalReport> {
  const files = await loadSignals(folder)
  const vectors = await embedSentences(files, questions, embed, signal)
  for (const file of files) {
    yield {
      file,
      ...(await measureSignal(file, vectors, questions, signal)),
      contradictions: findContradictions(file, vectors),
    }
  }
}

export const QUALITY_HEAD = `| ${HEAD.join(' | ')} |\n|${'---|'.repeat(HEAD.length)}`

export function qualityRow(quality: SignalQuality, budget: number): string {
  const { name, language, examples, counterExamples } = quality
  const shares = [
    quality.auroc,
    quality.aurocOwn,
    quality.recallOfWords,
    quality.recall,
    quality.falseAlarms,
    budget,
  ].map((share) => share.toFixed(3))
  return `| ${[name, language, examples, counterExamples, ...shares].join(' | ')} |`
}

export function contradictionRow({ example, counterExample, likeness }: Contradiction): string {
  return `  ${likeness.toFixed(3)}  “${example.text}” is one, “${counterExample.text}” is none`
}

/** How many ordinary questions a signal takes for its own, and the worst of them. */
export function ordinaryRows({ name, questions, fired, worst }: OrdinaryAlarms): string {
  const rows = worst.map(
    ({ text, article, word }) =>
      `  ${article}: ${text}${word === null ? '' : ` (the word “${word}”)`}`,
  )
  return [`${name}: ${fired} of ${questions}`, ...rows].join('\n')
}
