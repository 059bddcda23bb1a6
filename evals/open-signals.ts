import { join } from 'node:path'
import { createSignalReader, questionsIn } from '../handoff/index.js'
import {
  detectLanguage,
  keepPassages,
  openEmbedder,
  readEmbedderChoice,
} from '../knowledge/index.js'
import { systemClock } from '../platform/clock.js'
import { type Language, matchLanguage } from '../platform/language.js'
import { createLog } from '../platform/log.js'
import type { OpenOptions } from './evaluate.js'
import type { Progress } from './progress.js'
import type { SignalDeps } from './suite.js'

/** The signal reader of the chat, without the bot around it. */
export type OpenedSignals = SignalDeps & AsyncDisposable

/** A run that cannot reach its model ends; a service waits. */
const RETRIES = 3

/**
 * Opens the signals of a content folder, and waits until their model has been learned: a minute or
 * two, unless the data folder keeps what was learned before.
 *
 * @throws {Fault} `misconfigured` when the signals have problems.
 */
export async function openSignals(
  { contentFolder, dataFolder }: Pick<OpenOptions, 'contentFolder' | 'dataFolder'>,
  progress: Progress,
  signal: AbortSignal,
): Promise<OpenedSignals> {
  const log = createLog('warn')
  const deps = { clock: systemClock, log, retries: RETRIES }
  const embedder = await openEmbedder(readEmbedderChoice(process.env), deps)
  const close = () => embedder[Symbol.asyncDispose]()
  try {
    const failures: unknown[] = []
    const reader = await createSignalReader(
      {
        folder: join(contentFolder, 'handbook', 'signals'),
        embed: keepPassages(embedder, join(dataFolder, 'index', 'sentences.txt'), log),
        ordinary: (stop) => questionsIn(contentFolder, stop),
        file: join(dataFolder, 'index', 'signals.json'),
        report: ({ name, cause }) => {
          if (name === 'signal-model-failed') failures.push(cause)
        },
      },
      signal,
    )
    const onProgress = progress('signals learned')
    onProgress(0, 1)
    await reader.ready
    signal.throwIfAborted()
    // Words alone would give other strengths than the chat has, and nobody would see it.
    if (failures.length > 0) throw failures[0]
    onProgress(1, 1)
    return { signals: reader, embed: embedder.embed, [Symbol.asyncDispose]: close }
  } catch (cause) {
    await close()
    throw cause
  }
}

/** The language that is named, if it is ours; else that of the words, as in the chat. */
export function languageIn(text: string, named: string | null | undefined): Language {
  return matchLanguage(named) ?? detectLanguage(text, 'zh-Hans')
}
