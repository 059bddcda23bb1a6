import { fileURLToPath } from 'node:url'
import { systemClock } from '../../platform/clock.js'
import { silentLog } from '../../platform/log.js'
import { openPipeline } from '../open-pipeline.js'

/* The process that indexes the repository's content into the data folder it is given. */

const [dataFolder] = process.argv.slice(2)
if (dataFolder === undefined) throw new Error('Give the data folder to write.')

await using pipeline = await openPipeline(
  {
    contentFolder: fileURLToPath(new URL('../../content', import.meta.url)),
    dataFolder,
    embedder: { kind: 'built-in' },
    clock: systemClock,
    log: silentLog,
    watch: false,
  },
  new AbortController().signal,
)
await pipeline.ready()
