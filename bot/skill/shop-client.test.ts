import { type Context, Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import type { HttpEnv } from '../../platform/http/http-env.js'
import { serveHttp } from '../../platform/http/serve.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { startSampleShop } from './sample-shop/start-sample-shop.js'
import { createShopClient, type ShopClientOptions } from './shop-client.js'

const never = new AbortController().signal
const DOWN = { code: 'upstream-down' }

/** A shop that answers as a test says, and the client before it. */
async function openBadShop(
  answer: (c: Context, count: number) => Response | Promise<Response>,
  options: Partial<ShopClientOptions> = {},
) {
  const asked: { readonly path: string; readonly key: string | undefined }[] = []
  const app = new Hono<HttpEnv>().all('*', (c) => {
    asked.push({ path: c.req.path, key: c.req.header('idempotency-key') })
    return answer(c, asked.length)
  })
  const server = await serveHttp(app, { host: '127.0.0.1', port: 0, grace: 0 })
  const client = createShopClient({ url: server.url, key: 'k', pause: 0, ...options })
  return { client, asked, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

describe('the client of the shop', () => {
  test('reads orders, starts a return once, and sends an invoice', async () => {
    await using sample = await startSampleShop(fixedClock())
    const client = createShopClient(sample)
    const [, delivered] = sample.orders
    const number = delivered?.number ?? ''
    const request = { order: number, item: 'blanket', reason: 'unwanted' } as const

    const orders = await client.ordersOf('qw-1001', 'en', never)
    const order = await client.order(number, 'zh-Hant', never)
    const returns = [
      await client.startReturn(request, 'key-0001', never),
      await client.startReturn(request, 'key-0001', never),
      await client.startReturn(request, 'key-0002', never),
    ]
    const invoice = await client.sendInvoice(number, 'key-0003', never)
    await client.sendInvoice(number, 'key-0003', never)

    expect(orders.map(({ status }) => status)).toEqual([
      'unpaid',
      'shipped',
      'delivered',
      'delivered',
    ])
    expect(orders[1]?.items[0]?.name).toBe('Ceramic pour-over kettle')
    expect(order?.items[0]?.name).toBe('格紋羊毛蓋毯')
    expect(order?.deliveredAt).toBe(delivered?.deliveredAt)
    expect(returns[0]).toMatchObject({ ok: true, number: expect.stringMatching(/^TH\d{12}$/) })
    expect(returns[1]).toEqual(returns[0])
    expect(returns[2]).toEqual({ ok: false, refusal: 'already-returned', until: null })
    expect(invoice).toEqual({ ok: true, sentTo: 'liwen@mail.example' })
    expect(sample.invoices).toHaveLength(1)
    expect(await client.order('QW000000000000', 'en', never)).toBeNull()
  })

  test('tries once more, with the same key, when the shop fails', async () => {
    await using shop = await openBadShop((c, count) =>
      count === 1 ? c.json({ error: 'oops' }, 500) : c.json({ number: 'TH202611230001' }, 201),
    )
    const request = { order: 'QW202611230001', item: 'lamp', reason: 'size' } as const

    const answer = await shop.client.startReturn(request, 'key-0001', never)

    expect(answer).toEqual({ ok: true, number: 'TH202611230001' })
    expect(shop.asked.map(({ key }) => key)).toEqual(['key-0001', 'key-0001'])
  })

  test.each([
    ['fails', (c: Context) => c.json({ error: 'secret words' }, 500), 2],
    ['takes no key', (c: Context) => c.json({ error: 'no' }, 401), 2],
    ['answers with a page', (c: Context) => c.html('<h1>Down</h1>'), 2],
    ['answers with another order', (c: Context) => c.json({ number: 'QW1' }), 1],
    ['leads elsewhere', (c: Context) => c.redirect('http://127.0.0.1:1/'), 2],
    ['answers with an unknown status', (c: Context) => c.json({}, 418), 1],
  ])('says that the shop is down when it %s', async (_how, answer, tries) => {
    await using shop = await openBadShop(answer)

    const order = shop.client.order('QW202611230001', 'en', never)

    await expect(order).rejects.toMatchObject(DOWN)
    expect(shop.asked).toHaveLength(tries)
  })

  test('waits no longer than its limit', async () => {
    const opened = opening()
    await using shop = await openBadShop(
      async (c) => {
        await opened.promise
        return c.json({})
      },
      { limit: 20 },
    )

    const order = shop.client.order('QW202611230001', 'en', never)

    await expect(order).rejects.toMatchObject(DOWN)
    opened.resolve()
  })

  test('leaves a shop alone that failed five times, and finds it again', async () => {
    let isUp = false
    await using shop = await openBadShop((c) => (isUp ? c.json({ orders: [] }) : c.json({}, 503)), {
      rest: 1,
    })
    await using resting = await openBadShop((c) => c.json({}, 503))
    const ask = (each: typeof shop) => each.client.ordersOf('qw-1001', 'en', never)

    for (let i = 0; i < 6; i++) await expect(ask(resting)).rejects.toMatchObject(DOWN)
    for (let i = 0; i < 5; i++) await expect(ask(shop)).rejects.toMatchObject(DOWN)
    isUp = true

    // Five calls of two tries each; the sixth was not made.
    expect(resting.asked).toHaveLength(10)
    await expect.poll(() => ask(shop).catch(() => undefined)).toEqual([])
  })

  test('stops when nobody waits any more', async () => {
    await using shop = await openBadShop((c) => c.json({}, 503))
    const left = new AbortController()
    left.abort(new Error('the customer left'))

    const orders = shop.client.ordersOf('qw-1001', 'en', left.signal)

    await expect(orders).rejects.toThrow('the customer left')
    expect(shop.asked).toEqual([])
  })
})

/** A door that a test opens; `Promise.withResolvers` comes with Node 22. */
function opening() {
  let resolve = () => {}
  const promise = new Promise<void>((open) => {
    resolve = open
  })
  return { promise, resolve }
}
