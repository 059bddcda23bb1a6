import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, bench } from 'vitest'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { pastTurns } from '../conversation/past-turns.js'
import { shopSignals } from '../signal/shop-signals.js'
import { openTestDesk } from '../tests/open-test-desk.js'
import { type Escalation, loadRules } from './load-rules.js'
import { replayTurns } from './replay-turns.js'
import { noFacts } from './rule.js'
import { ruleFigures } from './rule-figures.js'

// How long does a supervisor wait for a dry run, and the page for its figures, after a week of
// 10,000 turns? Others are served between two pages of 250 turns.
const TURNS = 10_000
const RULES = fileURLToPath(new URL('../../content/handbook/escalation', import.meta.url))
const never = new AbortController().signal

let desk: Awaited<ReturnType<typeof openTestDesk>>
let rules: Escalation
beforeAll(async () => {
  desk = await openTestDesk({ clock: fixedClock() })
  rules = await loadRules(RULES, shopSignals())
  await desk.openCase()
  const { db } = desk.store
  const message = await db
    .selectFrom('message')
    .selectAll()
    .where('role', '=', 'bot')
    .executeTakeFirstOrThrow()
  const { signals: _signals, ...facts } = noFacts('zh-Hans')
  const trace = JSON.stringify({
    question: '退款什么时候到账，我等了很久了',
    signals: [{ name: 'not-helped', strength: 0.7, cause: '没用' }],
    rules: ['failed-twice'],
    facts: { ...facts, failures: 2, decision: 'answer' },
    passages: Array.from({ length: 5 }, (_, n) => ({
      article: `article-${n}`,
      title: '退款多久到账',
      url: '/help/refund-time',
      probability: 0.4,
    })),
    probability: 0.4,
    decision: 'hand-over',
  })
  for (let from = 1; from <= TURNS; from += 100) {
    const numbers = Array.from({ length: 100 }, (_, n) => from + n)
    const idOf = (n: number) => `message_copy${n}` as typeof message.id
    const copies = numbers.map((n) => ({
      ...message,
      id: idOf(n),
      number: message.number + n,
      at: message.at + n,
      channel_id: null,
    }))
    await db.insertInto('message').values(copies).execute()
    const traces = numbers.map((n) => ({
      message_id: idOf(n),
      session_id: message.session_id,
      trace,
    }))
    await db.insertInto('turn_trace').values(traces).execute()
  }
})
afterAll(() => desk[Symbol.asyncDispose]())

bench('replay 10,000 turns', async () => {
  await replayTurns(pastTurns(desk.store.db, 0, never), rules, rules)
})

bench('figures of 10,000 turns', async () => {
  await ruleFigures(desk.store.db, desk.clock.now(), never)
})
