import { fileURLToPath } from 'node:url'
import { openOnnxEmbedder } from '../../knowledge/index.js'
import { embedSentences } from './embed-sentences.js'
import { loadSignals } from './load-signals.js'
import { measureSignal, type SignalQuality } from './measure-signals.js'

/** Prints how well each signal is told, for its editors: `npx tsx handoff/signal/print-quality.ts`. */
async function printQuality(folder: string, signal: AbortSignal): Promise<void> {
  await using embedder = await openOnnxEmbedder()
  const files = await loadSignals(folder)
  const vectors = await embedSentences(files, embedder.embed, signal)
  for (const file of files) {
    for (const quality of await measureSignal(file, vectors, signal)) {
      console.log(rowOf(quality, file.falseAlarms))
    }
  }
}

function rowOf(quality: SignalQuality, budget: number): string {
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

await printQuality(
  process.argv[2] ?? fileURLToPath(new URL('../../content/handbook/signals', import.meta.url)),
  new AbortController().signal,
)
