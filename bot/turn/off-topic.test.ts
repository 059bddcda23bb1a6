import { describe, expect, test } from 'vitest'
import { foundAs, hitFor, openTestTurn, turnOf } from './open-test-turn.js'

const never = new AbortController().signal
const WEATHER = '明天会下雨吗'

/** A turn that hears of a message that it is no shop's business. */
async function offTopicTurn(...others: readonly string[]) {
  const turn = await openTestTurn()
  turn.hears('off-topic', ...others)
  return turn
}

describe('what is no shop’s business', () => {
  test('is declined, with a way to a person, instead of queueing for one', async () => {
    const turn = await offTopicTurn()
    turn.finds(WEATHER, foundAs('hand-over', [hitFor('delivery-time', 0.1)]))

    const plan = await turn.plan(turnOf(WEATHER), never)

    expect(plan.handoff).toBeNull()
    expect(plan.trace.decision).toBe('decline')
    expect(plan.say.extras.choices).toHaveLength(1)
    expect(plan.memory.failures).toBe(0)
  })

  test('is declined where search would only ask back', async () => {
    const turn = await offTopicTurn()
    const hits = [hitFor('delivery-time', 0.4), hitFor('delivery-hours', 0.3)]
    turn.finds(WEATHER, foundAs('ask-back', hits))

    const plan = await turn.plan(turnOf(WEATHER), never)

    expect(plan.trace.decision).toBe('decline')
  })

  test.each([
    ['answers', 'answer', 0.97],
    ['more likely answers than not', 'ask-back', 0.6],
  ] as const)('is none where an article %s', async (_how, kind, probability) => {
    const turn = await offTopicTurn()
    turn.finds(WEATHER, foundAs(kind, [hitFor('delivery-time', probability)]))

    const plan = await turn.plan(turnOf(WEATHER), never)

    expect(plan.trace.decision).toBe(kind)
  })

  test('goes to a person when it is said again', async () => {
    const turn = await offTopicTurn()
    turn.finds(WEATHER, foundAs('hand-over', []))
    const first = await turn.plan(turnOf(WEATHER), never)

    const second = await turn.plan(turnOf(WEATHER, { memory: first.memory }), never)

    expect(second.handoff?.rule).toBe('low-confidence')
  })

  test('does not keep a rule from firing', async () => {
    const turn = await offTopicTurn('anger')
    turn.finds(WEATHER, foundAs('hand-over', []))

    const plan = await turn.plan(turnOf(WEATHER), never)

    expect(plan.handoff?.rule).toBe('anger')
  })
})
