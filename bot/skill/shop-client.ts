import {
  BrokenCircuitError,
  ConsecutiveBreaker,
  ConstantBackoff,
  circuitBreaker,
  handleWhen,
  retry,
  wrap,
} from 'cockatiel'
import { z } from 'zod'
import { type Millis, SECOND } from '../../platform/clock.js'
import { Fault } from '../../platform/fault.js'
import { INVOICE_REFUSALS, ORDER_STATUSES, type Order, RETURN_REFUSALS, type Shop } from './shop.js'

export interface ShopClientOptions {
  readonly url: string
  readonly key: string
  /** In the place of `fetch`, for tests. */
  readonly ask?: (url: string, init: RequestInit) => Promise<Response>
  /** How long one try may take. */
  readonly limit?: Millis
  /** The pause before the one retry. */
  readonly pause?: Millis
  /** How long a shop that failed `FAILURES` times in a row is left alone. */
  readonly rest?: Millis
}

/** Two of these with the pause stay below the patience of someone who looks at "typing". */
const LIMIT: Millis = 3 * SECOND
const PAUSE: Millis = 200
const REST: Millis = 15 * SECOND
const FAILURES = 5

const when = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

const ORDER = z
  .object({
    number: z.string().regex(/^QW\d{12}$/),
    customer: z.string().min(1),
    phoneLast4: z.string().regex(/^\d{4}$/),
    placedAt: when,
    status: z.enum(ORDER_STATUSES),
    items: z
      .array(
        z.object({
          id: z.string().min(1),
          name: z.string().min(1),
          quantity: z.int().min(1),
          returnable: z.enum(['yes', 'unopened', 'never']),
        }),
      )
      .min(1),
    shipment: z
      .object({
        carrier: z.string().min(1),
        trackingNumber: z.string().min(1),
        lastEntryAt: when,
        lastPlace: z.string().nullish(),
        expectedOn: z.iso.date().nullish(),
      })
      .nullish(),
    deliveredAt: when.nullish(),
  })
  .transform(
    ({ shipment, deliveredAt, ...order }): Order => ({
      ...order,
      deliveredAt: deliveredAt ?? null,
      shipment: shipment
        ? {
            ...shipment,
            lastPlace: shipment.lastPlace ?? null,
            expectedOn: shipment.expectedOn ?? null,
          }
        : null,
    }),
  )

const ORDERS = z.object({ orders: z.array(ORDER) })
const RETURN = z.object({ number: z.string().regex(/^TH\d{12}$/) })
const RETURN_REFUSAL = z.object({ refusal: z.enum(RETURN_REFUSALS), until: when.nullish() })
const SENT = z.object({ sentTo: z.email() })
const INVOICE_REFUSAL = z.object({ refusal: z.enum(INVOICE_REFUSALS) })

interface Answer {
  readonly status: number
  readonly body: unknown
}

/**
 * The shop's system over HTTP, by the contract in `shop-api.yaml`. Each answer is checked before
 * it is believed. A try that fails is repeated once, which is safe: what changes something carries
 * an `Idempotency-Key`. A shop that keeps failing is left alone for a while, so that customers
 * hear at once that it does not answer.
 *
 * Every method throws a `Fault` `upstream-down` when the shop does not answer, answers with an
 * error, or with something that the contract does not know. Its message is for the log.
 */
export function createShopClient(options: ShopClientOptions): Shop {
  const { url, key, ask: send = fetch, limit = LIMIT, pause = PAUSE, rest = REST } = options
  const isOutage = handleWhen((cause) => cause instanceof Fault && cause.code === 'upstream-down')
  const policy = wrap(
    circuitBreaker(isOutage, { halfOpenAfter: rest, breaker: new ConsecutiveBreaker(FAILURES) }),
    retry(isOutage, { maxAttempts: 1, backoff: new ConstantBackoff(pause) }),
  )

  async function ask(path: string, init: RequestInit, signal: AbortSignal): Promise<Answer> {
    try {
      return await policy.execute(() => tryOnce(path, init, signal), signal)
    } catch (cause) {
      signal.throwIfAborted()
      if (!(cause instanceof BrokenCircuitError)) throw cause
      const message = `The shop failed ${FAILURES} times in a row and is left alone for ${rest} ms.`
      throw new Fault('upstream-down', message, { cause })
    }
  }

  async function tryOnce(path: string, init: RequestInit, signal: AbortSignal): Promise<Answer> {
    signal.throwIfAborted()
    try {
      const response = await send(`${url}${path}`, {
        ...init,
        headers: { accept: 'application/json', authorization: `Bearer ${key}`, ...init.headers },
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(limit)]),
      })
      const body: unknown = await response.json()
      const { status } = response
      if (status < 500 && status !== 401 && status !== 429) return { status, body }
      throw new Error(`the status was ${status}`)
    } catch (cause) {
      signal.throwIfAborted()
      const message = `The shop did not answer ${path.split('/', 2).join('/')} within ${limit} ms, or with an error.`
      throw new Fault('upstream-down', message, { cause })
    }
  }

  const post = (idempotencyKey: string, body: object) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
    body: JSON.stringify(body),
  })
  const inLanguage = (language: string) => ({ headers: { 'accept-language': language } })

  return {
    async ordersOf(customer, language, signal) {
      const path = `/customers/${encodeURIComponent(customer)}/orders?limit=5`
      return read(await ask(path, inLanguage(language), signal), { 200: ORDERS }).orders
    },
    async order(number, language, signal) {
      const path = `/orders/${encodeURIComponent(number)}`
      const answer = await ask(path, inLanguage(language), signal)
      return answer.status === 404 ? null : read(answer, { 200: ORDER })
    },
    async startReturn({ order, ...request }, idempotencyKey, signal) {
      const path = `/orders/${encodeURIComponent(order)}/returns`
      const answer = await ask(path, post(idempotencyKey, request), signal)
      if (answer.status !== 409) return { ok: true, number: read(answer, { 201: RETURN }).number }
      const { refusal, until } = read(answer, { 409: RETURN_REFUSAL })
      return { ok: false, refusal, until: until ?? null }
    },
    async sendInvoice(order, idempotencyKey, signal) {
      const path = `/orders/${encodeURIComponent(order)}/invoice/send`
      const answer = await ask(path, post(idempotencyKey, {}), signal)
      if (answer.status !== 409) return { ok: true, ...read(answer, { 202: SENT }) }
      return { ok: false, ...read(answer, { 409: INVOICE_REFUSAL }) }
    },
  }
}

/** Believes an answer only when its status was expected and its body is as the contract says. */
function read<T>({ status, body }: Answer, expected: Readonly<Record<number, z.ZodType<T>>>): T {
  const parsed = expected[status]?.safeParse(body)
  if (parsed?.success) return parsed.data
  const wrong = parsed?.error.issues.map(({ path }) => path.join('.')).join(', ')
  throw new Fault(
    'upstream-down',
    parsed
      ? `The shop's answer is not what shop-api.yaml says (${wrong}). Mend it there.`
      : `The shop answered with status ${status}, which shop-api.yaml does not name here.`,
  )
}
