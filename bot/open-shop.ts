import { createHmac } from 'node:crypto'
import type { Clock } from '../platform/clock.js'
import type { IdentityConfig, ShopConfig } from './config.js'
import { SAMPLE_CUSTOMERS, type SampleCustomer } from './skill/sample-shop/sample-orders.js'
import { startSampleShop } from './skill/sample-shop/start-sample-shop.js'
import type { Shop } from './skill/shop.js'
import { createShopClient } from './skill/shop-client.js'
import { SAMPLE_IDENTITY_PATH } from './widget/sample-sign-in.js'

export interface OpenShop extends AsyncDisposable {
  readonly client: Shop
  readonly identity: IdentityConfig | null
  /** Who may sign in on the page; nobody at a real shop, which has a page of its own for that. */
  readonly customers: readonly SampleCustomer[]
}

/**
 * The shop's own system: the one that is configured, or the sample shop on a free port of this
 * machine, asked over HTTP like any other.
 *
 * @param secret Of this service; the sample shop's is made from it.
 */
export async function openShop(
  config: ShopConfig,
  secret: string,
  clock: Pick<Clock, 'now'>,
): Promise<OpenShop> {
  if (config.kind === 'http') {
    const { url, key, identity } = config
    const client = createShopClient({ url, key })
    return { client, identity, customers: [], [Symbol.asyncDispose]: async () => {} }
  }
  const sample = await startSampleShop(clock)
  const shared = createHmac('sha256', secret).update('identity of the sample shop').digest('hex')
  return {
    client: createShopClient(sample),
    identity: { secret: shared, path: SAMPLE_IDENTITY_PATH },
    customers: SAMPLE_CUSTOMERS,
    [Symbol.asyncDispose]: () => sample[Symbol.asyncDispose](),
  }
}
