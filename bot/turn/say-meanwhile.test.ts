import { expect, test } from 'vitest'
import type { SessionId } from '../../handoff/index.js'
import { foundAs, hitFor, openTestTurn, turnOf } from './open-test-turn.js'
import { createSayMeanwhile } from './say-meanwhile.js'

const { signal } = new AbortController()
const SESSION = 'session_1' as SessionId

/** What the bot would say of one question to a customer whose case one rule brought. */
async function openTest(waitingRule: string | undefined) {
  const turn = await openTestTurn()
  const say = createSayMeanwhile({
    waitingRule: async () => waitingRule,
    escalation: () => turn.escalation,
    replies: () => turn.replies,
    backToBot: () => ({ title: 'back', value: 'back' }),
  })
  return {
    turn,
    ask: async (text: string) => say(SESSION, await turn.plan(turnOf(text), signal), 1),
  }
}

test('who waits for want of a sure answer is told what is sure', async () => {
  const { turn, ask } = await openTest('low-confidence')
  const warranty = hitFor('warranty', 0.97, { markdown: '保修两年。' })
  turn.finds('保修多久', foundAs('answer', [warranty]))

  const said = await ask('保修多久')

  expect(said?.text).toContain(turn.replies.say('answer-meanwhile', 'zh-Hans', {}, 1))
  expect(said?.text).toContain('保修两年。 [1]')
  expect(said?.extras.citations).toHaveLength(1)
  expect(said?.extras.choices).toEqual([{ title: 'back', value: 'back' }])
})

test.each([
  ['asked for a person', 'wants-a-person'],
  ['is angry', 'anger'],
  ['had a rule that is gone', 'gone'],
  ['has no case any more', undefined],
])('the bot keeps quiet before who %s', async (_, rule) => {
  const { turn, ask } = await openTest(rule)
  turn.finds('保修多久', foundAs('answer', [hitFor('warranty', 0.97)]))

  expect(await ask('保修多久')).toBeNull()
})

test('the bot keeps quiet where it is not sure, and where a rule holds', async () => {
  const { turn, ask } = await openTest('low-confidence')
  turn.finds('颜色', foundAs('ask-back', [hitFor('colours', 0.6), hitFor('sizes', 0.2)]))
  turn.finds('我要投诉，保修多久', foundAs('answer', [hitFor('warranty', 0.97)]))

  expect(await ask('颜色')).toBeNull()
  expect(await ask('没有的东西')).toBeNull()
  turn.hears('complaint')
  expect(await ask('我要投诉，保修多久')).toBeNull()
})
