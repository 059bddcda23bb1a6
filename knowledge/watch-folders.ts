import { watch } from 'chokidar'
import type { Clock, Millis } from '../platform/clock.js'
import type { Logger } from '../platform/log.js'

/** An editor saves a file in several steps; a checkout changes hundreds. */
const QUIET: Millis = 150

/** Calls `onChange` after files below `folders` changed and then rested for a moment. */
export async function watchFolders(
  folders: readonly string[],
  onChange: () => void,
  { clock, log }: { readonly clock: Pick<Clock, 'after'>; readonly log: Logger },
): Promise<AsyncDisposable> {
  let cancel: (() => void) | undefined
  const watcher = watch([...folders], {
    ignoreInitial: true,
    ignored: (path) => /[/\\](?:\.[^/\\]+|node_modules)$/.test(path) && !folders.includes(path),
  })
  watcher.on('all', () => {
    cancel?.()
    cancel = clock.after(QUIET, onChange)
  })
  watcher.on('error', (cause) => log.warn({ cause }, 'watching the articles failed'))
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()))
  return {
    async [Symbol.asyncDispose]() {
      cancel?.()
      await watcher.close()
    },
  }
}
