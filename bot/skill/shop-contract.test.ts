import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { createSampleShop } from './sample-shop/sample-shop.js'

const FILE = fileURLToPath(new URL('shop-api.yaml', import.meta.url))
const KEY = 'key-of-this-test'

interface Operation {
  readonly responses: Readonly<Record<string, { readonly $ref?: string }>>
}

/** The contract, with a check of what one address answers with one status. */
async function openContract() {
  const text = await readFile(FILE, 'utf8')
  const contract = parse(text) as { paths: Record<string, Record<string, Operation>> }
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(contract, 'contract')
  return {
    text,
    contract,
    /** What is wrong with the body; `undefined` when it is as agreed. */
    problems(path: string, method: string, status: number, body: unknown) {
      const response = contract.paths[path]?.[method]?.responses[status]
      if (!response) return `${method} ${path} has no answer ${status}`
      const escaped = path.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B')
      const place =
        response.$ref ?? `#/paths/${escaped.replaceAll('}', '%7D')}/${method}/responses/${status}`
      const validate = ajv.getSchema(`contract${place}/content/application~1json/schema`)
      if (!validate) return `${place} has no schema`
      return validate(body) ? undefined : ajv.errorsText(validate.errors)
    },
  }
}

/** The sample shop with a way to ask it as the contract says. */
function openShop(headers: Record<string, string> = {}) {
  const shop = createSampleShop({ clock: fixedClock(), key: KEY })
  const [onItsWay, delivered, old] = shop.orders
  async function ask(method: string, path: string, body?: object) {
    const response = await shop.app.request(path, {
      method,
      headers: {
        authorization: `Bearer ${KEY}`,
        'content-type': 'application/json',
        'idempotency-key': 'key-0001',
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as unknown }
  }
  return { ...shop, ask, onItsWay, delivered, old }
}

describe('the contract with the shop', () => {
  test('is an OpenAPI 3.1 document', async () => {
    const { text } = await openContract()

    const result = await new Validator().validate(text)

    expect(result.errors ?? []).toEqual([])
    expect(result.valid).toBe(true)
  })

  test.each([
    [
      'a customer’s orders',
      'get',
      '/customers/{customer}/orders',
      () => '/customers/qw-1001/orders?limit=2',
      undefined,
      200,
    ],
    [
      'no orders',
      'get',
      '/customers/{customer}/orders',
      () => '/customers/nobody/orders',
      undefined,
      200,
    ],
    ['an order', 'get', '/orders/{number}', (n: string) => `/orders/${n}`, undefined, 200],
    ['no such order', 'get', '/orders/{number}', () => '/orders/QW000000000000', undefined, 404],
    [
      'a return',
      'post',
      '/orders/{number}/returns',
      (n: string) => `/orders/${n}/returns`,
      { item: 'blanket', reason: 'unwanted' },
      201,
    ],
    [
      'a refused return',
      'post',
      '/orders/{number}/returns',
      (n: string) => `/orders/${n}/returns`,
      { item: 'pan', reason: 'unwanted' },
      409,
    ],
    [
      'an invoice',
      'post',
      '/orders/{number}/invoice/send',
      (n: string) => `/orders/${n}/invoice/send`,
      {},
      202,
    ],
  ] as const)(
    'is kept by the sample shop: %s',
    async (_what, method, path, address, body, status) => {
      const contract = await openContract()
      const shop = openShop()

      const answer = await shop.ask(
        method.toUpperCase(),
        address(shop.delivered?.number ?? ''),
        body,
      )

      expect(answer.status).toBe(status)
      expect(contract.problems(path, method, answer.status, answer.body)).toBeUndefined()
    },
  )

  test('is kept where the period is over, nothing was asked for, and the key is wrong', async () => {
    const contract = await openContract()
    const shop = openShop()
    const old = shop.old?.number ?? ''

    const late = await shop.ask('POST', `/orders/${old}/returns`, { item: 'lamp', reason: 'size' })
    const none = await shop.ask('POST', `/orders/${old}/invoice/send`, {})
    const locked = await openShop({ authorization: 'Bearer other' }).ask('GET', `/orders/${old}`)

    expect([late.status, none.status, locked.status]).toEqual([409, 409, 401])
    expect(late.body).toMatchObject({ refusal: 'period-over' })
    expect(contract.problems('/orders/{number}/returns', 'post', 409, late.body)).toBeUndefined()
    expect(
      contract.problems('/orders/{number}/invoice/send', 'post', 409, none.body),
    ).toBeUndefined()
    expect(contract.problems('/orders/{number}', 'get', 401, locked.body)).toBeUndefined()
  })

  test('notices an answer that breaks it', async () => {
    const contract = await openContract()

    const problems = contract.problems('/orders/{number}', 'get', 200, { number: 'QW1' })

    expect(problems).toContain('must match pattern')
    expect(problems).toContain("must have required property 'customer'")
  })
})
