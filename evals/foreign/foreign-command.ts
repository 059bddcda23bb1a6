import type { Command } from '../command.js'
import type { OpenOptions } from '../evaluate.js'
import type { OpenedSignals } from '../open-signals.js'
import type { Progress } from '../progress.js'

/** What a command on somebody else's file is told. */
export interface ForeignCommand extends Pick<Command, 'texts' | 'dialogues' | 'content' | 'json'> {
  /** Keeps what was learned of the signals; nothing else of the run. */
  readonly data: string
}

export interface ForeignDeps {
  readonly openSignals: (
    options: Pick<OpenOptions, 'contentFolder' | 'dataFolder'>,
    progress: Progress,
    signal: AbortSignal,
  ) => Promise<OpenedSignals>
  readonly progress: Progress
  readonly print: (text: string) => void
  /** Told of each line that is left out. */
  readonly complain: (text: string) => void
}

/**
 * Where signals are kept between two runs: the service's own folder. They are found by what they
 * were learned from, so that a run cannot be spoiled by what is there.
 */
export function foreignCommand(
  command: Command,
  env: Readonly<Record<string, string | undefined>>,
): ForeignCommand {
  return { ...command, data: command.data ?? env.KEFU_DATA ?? '.kefu' }
}
