import { fileURLToPath } from 'node:url'
import { openOnnxEmbedder } from '../../knowledge/index.js'
import { qualityRow, reportSignals } from './quality-table.js'

/** Prints how well each signal is told, for its editors: `npx tsx handoff/signal/print-quality.ts`. */
async function printQuality(folder: string, signal: AbortSignal): Promise<void> {
  await using embedder = await openOnnxEmbedder()
  for await (const { file, quality } of reportSignals(folder, embedder.embed, signal)) {
    for (const each of quality) console.log(qualityRow(each, file.falseAlarms))
  }
}

await printQuality(
  process.argv[2] ?? fileURLToPath(new URL('../../content/handbook/signals', import.meta.url)),
  new AbortController().signal,
)
