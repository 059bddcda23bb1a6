import { describe, expect, test } from 'vitest'
import { EMPTY_MEMORY } from '../../handoff/index.js'
import type { Article } from '../../knowledge/index.js'
import { describeCase } from './describe-case.js'
import { foundAs, hitFor } from './open-test-turn.js'

const articles = [
  { id: 'return-steps', service: 'after-sales' },
  { id: 'track-parcel', service: 'in-sales' },
] as Article[]
const memory = { ...EMPTY_MEMORY, lastQuestion: '快递到哪了', answeredFrom: ['track-parcel'] }
const found = foundAs('answer', [hitFor('return-steps', 0.9)])
const source = { rule: 'wants-a-person', language: 'zh-Hans', memory, found, articles } as const

describe('a case', () => {
  test.each([
    ['转人工', 'zh-Hans'],
    ['I would like to talk to a person', 'en'],
  ] as const)('after a mere "%s" is about what was asked before', (text, language) => {
    expect(describeCase({ ...source, text, language })).toEqual({
      subject: '快递到哪了',
      service: 'in-sales',
      category: 'order',
    })
  })

  test('with a question of its own is about that', () => {
    const text = '转人工，我昨天申请的退货一直没有人来取件'

    expect(describeCase({ ...source, text })).toEqual({
      subject: text,
      service: 'after-sales',
      category: 'after-sales',
    })
  })

  test('that nothing answered is about its own question, however short', () => {
    const rule = 'low-confidence'
    const unknown = { ...source, rule, found: foundAs('hand-over', []) }

    expect(describeCase({ ...unknown, text: '你们卖笔记本吗' })).toMatchObject({
      subject: '你们卖笔记本吗',
      category: 'after-sales',
    })
  })

  test.each(['complaint', 'threat', 'legal'])(
    'that is handed over as %s is filed as a complaint, whatever it is about',
    (rule) => {
      const described = describeCase({ ...source, rule, text: '投诉' })

      expect(described).toMatchObject({ category: 'complaint' })
    },
  )

  test.each([
    ['safety', '充电宝冒烟了'],
    ['distress', '我撑不下去了'],
    ['several-departments', '退款没到，快递也丢了'],
  ])('by the rule %s is about the message itself, however short', (rule, text) => {
    expect(describeCase({ ...source, rule, text }).subject).toBe(text)
  })

  test('of which nothing is known is filed as after-sales', () => {
    const unknown = { ...source, memory: EMPTY_MEMORY, found: foundAs('hand-over', []) }

    expect(describeCase({ ...unknown, text: '你们招人吗' })).toMatchObject({
      subject: '你们招人吗',
      service: 'after-sales',
    })
  })
})
