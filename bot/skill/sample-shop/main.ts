import { once } from 'node:events'
import { systemClock } from '../../../platform/clock.js'
import { wholeNumberFrom } from '../../../platform/env.js'
import { startSampleShop } from './start-sample-shop.js'

// `npm run sample-shop`: the shop's side alone, for a Kefu that is started with KEFU_SHOP_URL.
const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(name))

await using shop = await startSampleShop(systemClock, {
  port: wholeNumberFrom(process.env, 'SAMPLE_SHOP_PORT', 3400, { min: 0, max: 65_535 }),
})
console.log(`KEFU_SHOP_URL=${shop.url} KEFU_SHOP_KEY=${shop.key}\n`)
for (const { number, status, customer, phoneLast4 } of shop.orders) {
  console.log(`  ${number}  ${status.padEnd(10)}  customer ${customer}, phone …${phoneLast4}`)
}
await once(stop.signal, 'abort')
