import { describe, expect, test } from 'vitest'
import { EMPTY_MEMORY } from '../../handoff/index.js'
import type { Language } from '../../platform/language.js'
import { chosenOffer } from './choose-offered.js'
import { hitFor } from './open-test-turn.js'

const articles = [
  hitFor('refund-time', 0.5, { title: '退款多久到账' }).article,
  hitFor('refund-where', 0.5, { title: 'Where does a refund go?', language: 'en' }).article,
  hitFor('other', 0.5, { title: '怎么开发票' }).article,
  hitFor('copy', 0.5, { title: '怎样获取我的资料副本' }).article,
]

function choose(
  texts: readonly string[],
  offered: readonly string[],
  language: Language = 'zh-Hans',
) {
  return chosenOffer({ texts, language, memory: { ...EMPTY_MEMORY, offered } }, articles)?.id
}

const BOTH = ['refund-where', 'refund-time']

describe('of two that were offered, a customer chooses', () => {
  test.each([
    { text: '2', id: 'refund-time' },
    { text: '第一个', id: 'refund-where' },
    { text: 'the second one', id: 'refund-time' },
    { text: '退款多久到账？', id: 'refund-time' },
    { text: 'where does a refund go', id: 'refund-where' },
  ])('$id by $text', ({ text, id }) => {
    expect(choose([text], BOTH)).toBe(id)
  })

  test.each(['3', '是的', '怎么开发票', '2 天了还没到'])('neither by %s', (text) => {
    expect(choose([text], BOTH)).toBeUndefined()
  })
})

test.each(['是的', '對', 'Yes.', '嗯', '1'])('the only one is chosen by %s as well', (text) => {
  expect(choose([text], ['refund-time'])).toBe('refund-time')
})

test('a title is known again as a reader of traditional Chinese saw it', () => {
  expect(choose(['怎樣獲取我的資料副本'], ['copy', 'other'], 'zh-Hant')).toBe('copy')
})

test('nothing is chosen where nothing was offered, or by two messages at once', () => {
  expect(choose(['1'], [])).toBeUndefined()
  expect(choose(['yes'], [])).toBeUndefined()
  expect(choose(['1', '快点'], BOTH)).toBeUndefined()
})

test('what is not there any more counts in no place', () => {
  expect(choose(['1'], ['gone', 'refund-time'])).toBe('refund-time')
})
