import { fileURLToPath } from 'node:url'
import { systemClock } from '../../platform/clock.js'
import { silentLog } from '../../platform/log.js'
import { openPipeline } from '../open-pipeline.js'
import { openShop } from '../open-shop.js'

/*
 * The process that puts into the data folder it is given what a service learns of the repository's
 * content, and would else learn again in each test.
 */

const [dataFolder] = process.argv.slice(2)
if (dataFolder === undefined) throw new Error('Give the data folder to write.')

const stop = new AbortController().signal
await using shop = await openShop({ kind: 'sample' }, 'secret of the tests', systemClock)
await using pipeline = await openPipeline(
  {
    contentFolder: fileURLToPath(new URL('../../content', import.meta.url)),
    dataFolder,
    embedder: { kind: 'built-in' },
    clock: systemClock,
    log: silentLog,
    watch: false,
    shop: { client: shop.client, zone: 'Asia/Shanghai' },
  },
  stop,
)
await pipeline.ready()
await pipeline.knowledge.findings(stop)
