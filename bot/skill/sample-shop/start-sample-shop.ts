import { randomBytes } from 'node:crypto'
import type { Clock } from '../../../platform/clock.js'
import { serveHttp } from '../../../platform/http/serve.js'
import { createSampleShop, type SampleShop } from './sample-shop.js'

export interface RunningSampleShop
  extends AsyncDisposable,
    Pick<SampleShop, 'orders' | 'invoices'> {
  readonly url: string
  readonly key: string
}

/** Serves the sample shop on this machine only, by default on a free port and with a new key. */
export async function startSampleShop(
  clock: Pick<Clock, 'now'>,
  { port = 0, key = randomBytes(16).toString('hex') } = {},
): Promise<RunningSampleShop> {
  const { app, orders, invoices } = createSampleShop({ clock, key })
  const server = await serveHttp(app, { host: '127.0.0.1', port })
  return {
    url: server.url,
    key,
    orders,
    invoices,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}
