import { dirname } from 'node:path'
import { watch } from 'chokidar'
import type { Clock, Millis } from '../platform/clock.js'

/** Editors write a file in several steps; this long without one, and it is written. */
const SETTLED: Millis = 100

/**
 * Calls `changed` with a folder in which a file was added, changed or removed, once things have
 * settled, one folder after another.
 *
 * @param failed Told when the folders cannot be watched, as when the machine allows no more files
 *   to be: changes are then seen at the next start.
 */
export function watchFolders(
  folders: readonly string[],
  clock: Pick<Clock, 'after'>,
  changed: (folder: string) => Promise<void>,
  failed: (cause: unknown) => void,
): AsyncDisposable {
  const waiting = new Map<string, () => void>()
  let turn: Promise<void> = Promise.resolve()
  const watcher = watch([...folders], { ignoreInitial: true })
  watcher.on('error', failed)
  watcher.on('all', (_event, path) => {
    const folder = dirname(path)
    if (!folders.includes(folder)) return
    waiting.get(folder)?.()
    waiting.set(
      folder,
      clock.after(SETTLED, () => {
        waiting.delete(folder)
        turn = turn.then(() => changed(folder))
      }),
    )
  })
  return {
    async [Symbol.asyncDispose]() {
      await watcher.close()
      for (const cancel of waiting.values()) cancel()
      await turn
    },
  }
}
