import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openPipeline } from '../../bot/index.js'
import { systemClock } from '../../platform/clock.js'
import { silentLog } from '../../platform/log.js'

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url))

/**
 * Puts the index into a data folder, so that no service builds it while it is measured.
 *
 * @param from A data folder whose index is taken; built, which takes minutes, when not given.
 */
export async function fillIndex(dataFolder: string, from?: string): Promise<void> {
  if (from !== undefined) {
    await cp(join(from, 'index'), join(dataFolder, 'index'), { recursive: true })
    return
  }
  await using pipeline = await openPipeline(
    {
      ...{ contentFolder: CONTENT, dataFolder, embedder: { kind: 'built-in' } },
      ...{ clock: systemClock, log: silentLog, watch: false },
    },
    new AbortController().signal,
  )
  await pipeline.ready()
}
