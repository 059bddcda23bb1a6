import { fileURLToPath } from 'node:url'
import { openPipeline } from '../../bot/index.js'
import { systemClock } from '../../platform/clock.js'
import { silentLog } from '../../platform/log.js'

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url))

/** Builds the index into a data folder, so that no service builds it while it is measured. */
export async function fillIndex(dataFolder: string): Promise<void> {
  await using pipeline = await openPipeline(
    {
      ...{ contentFolder: CONTENT, dataFolder, embedder: { kind: 'built-in' } },
      ...{ clock: systemClock, log: silentLog, watch: false },
    },
    new AbortController().signal,
  )
  await pipeline.ready()
}
