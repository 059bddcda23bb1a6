import { type Embed, embedSentences } from './embed-sentences.js'
import { type Contradiction, findContradictions } from './find-contradictions.js'
import { loadSignals, type SignalFile } from './load-signals.js'
import { measureSignal, type SignalQuality } from './measure-signals.js'

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
  readonly contradictions: readonly Contradiction[]
}

/**
 * Measures each signal by sentences that the model had not seen, one at a time.
 *
 * @throws {Fault} `misconfigured` when the files have problems.
 */
export async function* reportSignals(
  folder: string,
  embed: Embed,
  signal: AbortSignal,
): AsyncGenerator<SignalReport> {
  const files = await loadSignals(folder)
  const vectors = await embedSentences(files, embed, signal)
  for (const file of files) {
    yield {
      file,
      quality: await measureSignal(file, vectors, signal),
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
