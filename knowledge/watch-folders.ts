import { type FSWatcher, watch } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Clock, Millis } from '../platform/clock.js'
import { reasonOf } from '../platform/fault.js'
import type { Logger } from '../platform/log.js'

/** An editor saves a file in several steps; a checkout changes hundreds. */
const QUIET: Millis = 150

/**
 * Calls `onChange` after files below `folders` changed and then rested for a moment.
 *
 * It watches folders and not each file: at ten thousand files that saves a second of the start, 50
 * MB, and the system's limit on watched files. Folders that come later, or come back, are watched too.
 */
export async function watchFolders(
  folders: readonly string[],
  onChange: () => void,
  { clock, log }: { readonly clock: Pick<Clock, 'after'>; readonly log: Logger },
): Promise<AsyncDisposable> {
  const watchers = new Map<string, FSWatcher>()
  let cancel: (() => void) | undefined
  let closed = false

  function changed(): void {
    cancel?.()
    cancel = clock.after(QUIET, () => void lookAgain())
  }

  async function lookAgain(): Promise<void> {
    await look()
    if (!closed) onChange()
  }

  async function look(): Promise<void> {
    const wanted = new Set((await Promise.all(folders.map(foldersBelow))).flat())
    if (closed) return
    for (const [folder, watcher] of watchers) {
      if (wanted.has(folder)) continue
      watcher.close()
      watchers.delete(folder)
    }
    for (const folder of wanted) if (!watchers.has(folder)) start(folder, changed)
  }

  function start(folder: string, onEvent: (name: string | null) => void): void {
    try {
      const watcher = watch(folder, (_, name) => onEvent(name))
      // A folder that went away is looked for again with the next change.
      watcher.on('error', () => stop(folder))
      watchers.set(folder, watcher)
    } catch (cause) {
      log.warn({ folder, reason: reasonOf(cause) }, 'changes in a folder will not be seen')
    }
  }

  function stop(folder: string): void {
    watchers.get(folder)?.close()
    watchers.delete(folder)
  }

  // From above, a folder is seen to come back after it was deleted.
  const above = folders.map((folder) =>
    watch(dirname(folder), (_, name) => {
      if (name !== basename(folder)) return
      stop(folder)
      changed()
    }).on('error', () => {}),
  )
  await look()
  return {
    async [Symbol.asyncDispose]() {
      closed = true
      cancel?.()
      for (const watcher of [...above, ...watchers.values()]) watcher.close()
    },
  }
}

/** A folder and those in it, hidden ones left out; none when it is not there. */
async function foldersBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => null)
  if (entries === null) return []
  const inner = entries.filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules',
  )
  const below = await Promise.all(inner.map(({ name }) => foldersBelow(join(folder, name))))
  return [folder, ...below.flat()]
}
