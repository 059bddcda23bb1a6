import type { Clock } from '../../platform/clock.js'
import { type Environment, textFrom } from '../../platform/env.js'
import { Fault } from '../../platform/fault.js'
import type { Logger } from '../../platform/log.js'
import type { Embedder } from './embedder.js'
import { openLangChainModule } from './langchain-module.js'
import { readModelFolder } from './model-folder.js'
import { beginOnnxEmbedder } from './onnx-embedder.js'
import { steadyEmbedder } from './steady-embedder.js'

/** Which model makes the vectors. */
export type EmbedderChoice =
  | { readonly kind: 'built-in' }
  /** With `model.onnx`, `tokenizer.json` and `model.json`. */
  | { readonly kind: 'folder'; readonly folder: string }
  /** A file whose default export is a LangChain `Embeddings`. */
  | { readonly kind: 'module'; readonly file: string }

export const BUILT_IN: EmbedderChoice = { kind: 'built-in' }

/**
 * Reads `KEFU_EMBEDDER`: `built-in`, `folder:DIR` or `module:FILE`.
 *
 * @throws {Fault} `misconfigured` when it is none of them.
 */
export function readEmbedderChoice(env: Environment): EmbedderChoice {
  const text = textFrom(env, 'KEFU_EMBEDDER', BUILT_IN.kind)
  if (text === BUILT_IN.kind) return BUILT_IN
  const at = text.indexOf(':')
  const path = text.slice(at + 1).trim()
  if (text.startsWith('folder:') && path !== '') return { kind: 'folder', folder: path }
  if (text.startsWith('module:') && path !== '') return { kind: 'module', file: path }
  throw new Fault(
    'misconfigured',
    `KEFU_EMBEDDER is ${JSON.stringify(text)}. Set built-in, folder: and the path of a model's folder, or module: and the path of a file that exports a LangChain Embeddings.`,
  )
}

export interface EmbedderDeps {
  readonly clock: Clock
  readonly log: Logger
  /** How often passages are tried again while the model cannot be reached. */
  readonly retries: number
}

/**
 * Opens the chosen model.
 *
 * @throws {Fault} `misconfigured` with what is wrong with its files, and what to do.
 */
export async function openEmbedder(choice: EmbedderChoice, deps: EmbedderDeps): Promise<Embedder> {
  const embedder = await beginEmbedder(choice, deps)
  await embedder.loaded
  return embedder
}

/** As `openEmbedder`, for who has more to do while a model is loaded; `loaded` tells when it is. */
export async function beginEmbedder(choice: EmbedderChoice, deps: EmbedderDeps): Promise<Embedder> {
  return steadyEmbedder(await beginChosen(choice, deps.log), deps)
}

async function beginChosen(choice: EmbedderChoice, log: Logger): Promise<Embedder> {
  switch (choice.kind) {
    case 'built-in':
      return beginOnnxEmbedder({ log })
    case 'folder':
      return beginOnnxEmbedder({ log, model: await readModelFolder(choice.folder) })
    case 'module':
      return openLangChainModule(choice.file)
    default:
      return choice satisfies never
  }
}
