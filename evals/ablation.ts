import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ablated, AblationQuestion } from '../knowledge/index.js'
import type { Instant } from '../platform/clock.js'
import type { Command } from './command.js'
import { languageOf, questionSchema } from './datasets/question.js'
import { readDatasets } from './datasets/read-dataset.js'
import { askedAt, CONTENT, checkWritable, DATASETS, dataFolder, type Open } from './evaluate.js'
import type { Progress } from './progress.js'
import { ablationReport, compareVariants, type VariantSamples } from './report/ablation-table.js'
import type { KnowledgeDeps } from './suite.js'
import { sampleOf, suite } from './suites/retrieval.js'

/** The product, and the same without each of its parts. */
export interface Ablation extends KnowledgeDeps {
  /** How many come, the whole product among them. */
  readonly variants: number
  /** The whole product first. */
  ablate(questions: readonly AblationQuestion[], signal: AbortSignal): AsyncIterable<Ablated>
}

export interface AblationDeps {
  readonly openAblation: Open<Ablation>
  readonly progress: Progress
  readonly print: (text: string) => void
  readonly today: Instant
}

/**
 * Asks the questions of `retrieval` of the product without each of its parts, and tells what is lost.
 *
 * @throws {Fault} `bad-input` for what the caller can mend: a line of a dataset, a folder.
 */
export async function measureAblation(
  command: Command,
  { openAblation, progress, print, today }: AblationDeps,
  signal: AbortSignal,
): Promise<void> {
  if (command.json !== null) await checkWritable(command.json)
  const files = command.dataset === null ? ownFiles() : [command.dataset]
  const datasets = await readDatasets(files, questionSchema)
  await using folder = await dataFolder(command.data)
  await using product = await openAblation(
    {
      contentFolder: command.content ?? CONTENT,
      dataFolder: folder.path,
      now: askedAt(datasets, today),
    },
    progress,
    signal,
  )
  const questions = datasets
    .flatMap(({ lines }) => lines)
    .map((line) => ({ ...line, language: languageOf(line, product.detectLanguage) }))

  const onProgress = progress('ablation')
  const variants: VariantSamples[] = []
  for await (const { name, sameOrder, found } of product.ablate(questions, signal)) {
    const samples = questions.flatMap((question, i) => {
      const asked = found[i]
      return asked ? [sampleOf(question, question.language, asked)] : []
    })
    variants.push({ name, sameOrder, samples })
    onProgress(variants.length, product.variants)
  }
  const compared = compareVariants(variants)
  print(ablationReport(compared))
  if (command.json !== null) await writeFile(command.json, `${JSON.stringify(compared, null, 2)}\n`)
}

function ownFiles(): readonly string[] {
  return suite.datasets.map((name) => join(DATASETS, name))
}
