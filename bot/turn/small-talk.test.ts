import { describe, expect, test } from 'vitest'
import { acknowledges, smallTalkIn } from './small-talk.js'

const nothing = { exact: false, probability: 0.1 }
const NO_FEATURES = {
  ...{ tokens: 0.3, tokensAhead: 0, nearAhead: 0, wordsAhead: 0, found: -5, foundElse: 0 },
  ...{ bare: 0, lacks: 0, said: 0, length: 0.3, foreign: 0, foreignRival: 0 },
}
const heard = (name: string) => [{ name, strength: 1, cause: name, language: 'zh' as const }]

describe('small talk', () => {
  test.each([
    ['你好', 'greeting', 'greeting'],
    ['谢谢你', 'thanks', 'thanks'],
    ['thanks, that helped', 'thanks', 'thanks'],
    ['唔该晒', 'thanks', 'thanks'],
    ['行吧', 'anger', 'closing'],
    ["fine, I'll wait", 'closing', 'closing'],
    ['那我再等等', 'closing', 'closing'],
    ['好的没事了', 'thanks', 'closing'],
    ['???', 'anger', 'not-understood'],
    ['😀', 'greeting', 'not-understood'],
  ])('%s is answered as what it is', (text, signal, reply) => {
    expect(smallTalkIn(text, heard(signal), nothing)?.reply).toBe(reply)
  })

  test.each(['行吧，那花呗呢', 'ok, and how long is it', '算了？', '好吧，运费谁出'])(
    '"%s" asks something, and ends nothing',
    (text) => {
      expect(smallTalkIn(text, heard('closing'), nothing)).toBeNull()
    },
  )

  test('an end may be told at more length than a greeting, and not at any', () => {
    const told = "ok that answers it, I'll place the order when I'm paid"
    expect(smallTalkIn(told, heard('closing'), nothing)?.reply).toBe('closing')
    expect(smallTalkIn(told, heard('greeting'), nothing)).toBeNull()
    expect(smallTalkIn(`${told}, ${told}`, heard('closing'), nothing)).toBeNull()
  })

  test('of greeting and goodbye, the surer one counts', () => {
    const both = [...heard('closing'), ...heard('greeting')]

    expect(smallTalkIn('好吧，我去问问', both, nothing)?.reply).toBe('closing')
    expect(smallTalkIn('好吧，我去问问', both.toReversed(), nothing)?.reply).toBe('greeting')
  })

  test.each([
    ['a question that search knows', '你好', { exact: false, probability: 0.9 }],
    ['the exact words of an article', '你好', { exact: true, probability: 1 }],
    ['a greeting with a request behind it', '你好，我上周买的锅到现在都没有发货啊', nothing],
  ])('%s is searched', (_what, text, found) => {
    expect(smallTalkIn(text, heard('greeting'), found)).toBeNull()
  })

  test('thanks after an answer are thanks, however likely they mean what was said', () => {
    const followUp = (remark: number) => ({
      ...{ topic: 'refund-time', probability: 0.7, alone: 0.1 },
      features: { ...NO_FEATURES, remark },
    })
    const found = { exact: false, probability: 0.7 }

    const thanks = { ...found, followUp: followUp(1) }
    expect(smallTalkIn('ok谢谢啦', heard('thanks'), thanks)?.reply).toBe('thanks')
    const asks = { ...found, followUp: followUp(0) }
    expect(smallTalkIn('谢谢，要多久', heard('thanks'), asks)).toBeNull()
  })

  test.each([
    '你是机器人吗',
    '你是真人还是机器人啊',
    '請問您是真人嗎',
    '你係咪機械人',
    'are you a robot?',
    'am i talking to a real person',
    'Is this a bot',
  ])('whoever asks "%s" is told, whatever search finds', (text) => {
    const robots = { exact: false, probability: 0.9 }

    expect(smallTalkIn(text, [], robots)?.reply).toBe('i-am-a-bot')
  })

  test.each([
    '扫地机器人连不上网',
    '你们这机器人怎么充电',
    'is the robot vacuum in stock',
    '转人工',
  ])('"%s" asks no such thing', (text) => {
    expect(smallTalkIn(text, [], nothing)).toBeNull()
  })

  test('a message without greeting or thanks is searched', () => {
    expect(smallTalkIn('发票', [], nothing)).toBeNull()
  })
})

test.each([
  '行吧',
  '好的',
  '知道了',
  '哈哈你还挺聪明的',
  'ok cool 👍',
  'lol ok fair enough',
  'Got it.',
])('%s only acknowledges', (text) => {
  expect(acknowledges(text)).toBe(true)
})

test.each([
  '好的，那运费呢',
  'ok and how much',
  '行不行',
  '知道了，多久到',
  'great, where is it?',
  '???',
  '',
])('%s does not only acknowledge', (text) => {
  expect(acknowledges(text)).toBe(false)
})
