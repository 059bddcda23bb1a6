import { expect, test } from 'vitest'
import { foundAs, hitFor, openTestTurn, turnOf } from './open-test-turn.js'

const never = new AbortController().signal

test('that a page is only in Chinese is explained once a visit, then named', async () => {
  const turn = await openTestTurn()
  const chinese = foundAs('answer', [hitFor('down-jacket', 0.97, { markdown: '用手轻轻拍松。' })])
  const likely = foundAs('ask-back', [hitFor('frying-pan', 0.8), hitFor('other', 0.1)])
  turn.finds('it is all lumpy', chinese)
  turn.finds('and the pan sticks', likely)
  const english = { language: 'en' } as const

  const first = await turn.plan(turnOf('it is all lumpy', english), never)
  const { memory } = first
  const second = await turn.plan(turnOf('and the pan sticks', { ...english, memory }), never)
  const third = await turn.plan(turnOf('it is all lumpy', { ...english, memory }), never)

  expect(first.say.text).toContain('type "agent"')
  for (const { say } of [second, third]) {
    expect(say.text).not.toContain('type "agent"')
    expect(say.text).toMatch(/in Chinese(?:, too)?:/)
  }
})

test('nothing is said of languages to whoever reads their own', async () => {
  const turn = await openTestTurn()
  turn.finds('结块了', foundAs('answer', [hitFor('down-jacket', 0.97)]))

  const { say, memory } = await turn.plan(turnOf('结块了'), never)

  expect(say.text).toBe('Answer of down-jacket. [1]')
  expect(memory.toldOtherLanguage).toBeUndefined()
})
