import { getEventListeners } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import { MINUTE } from '../../platform/clock.js'
import { enterChat } from './enter-chat.js'
import { startTestService } from './start-test-service.js'

/** Node tells a leak from the eleventh listener of one signal on. */
const MOST_LISTENERS = 10

/** Parts that run as long as the service does may each derive a signal of their own from its. */
const MOST_DERIVED = 10

const QUESTIONS = ['运费怎么算', '怎样注册账号', '怎么查物流', '优惠券怎么用', '退款多久到账']

afterEach(() => vi.restoreAllMocks())

/** Watches every signal of this process: how much hangs on it, and how much was derived from it. */
function watchSignals() {
  const seen = { listeners: 0, derived: 0 }
  const derived = new WeakMap<AbortSignal, number>()
  const listen = EventTarget.prototype.addEventListener
  vi.spyOn(EventTarget.prototype, 'addEventListener').mockImplementation(function (
    this: EventTarget,
    ...listener
  ) {
    listen.apply(this, listener)
    if (!(this instanceof AbortSignal)) return
    seen.listeners = Math.max(seen.listeners, getEventListeners(this, 'abort').length)
  })
  const any = AbortSignal.any
  vi.spyOn(AbortSignal, 'any').mockImplementation((signals) => {
    const sources = [...signals]
    for (const source of sources) {
      const count = (derived.get(source) ?? 0) + 1
      derived.set(source, count)
      seen.derived = Math.max(seen.derived, count)
    }
    return any.call(AbortSignal, sources)
  })
  return seen
}

test('sixty questions and twenty readers of a stream leave nothing on any signal', {
  timeout: 4 * MINUTE,
}, async () => {
  const seen = watchSignals()
  await using service = await startTestService({ quiet: 0 })

  const customers = await Promise.all(Array.from({ length: 12 }, () => enterChat(service.url)))
  for (let round = 0; round < 5; round++) {
    await Promise.all(
      customers.map((each, i) => each.ask(QUESTIONS[(i + round) % QUESTIONS.length] ?? '')),
    )
  }
  for (const customer of customers) customer[Symbol.dispose]()
  for (let readers = 0; readers < 20; readers++) {
    const leave = new AbortController()
    const stream = await fetch(`${service.url}/chat/emergency`, { signal: leave.signal })
    await stream.body?.getReader().read()
    leave.abort()
  }

  expect(seen.listeners).toBeGreaterThan(0)
  expect(seen.listeners).toBeLessThanOrEqual(MOST_LISTENERS)
  expect(seen.derived).toBeLessThanOrEqual(MOST_DERIVED)
})
