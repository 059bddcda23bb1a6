import { describe, expect, test } from 'vitest'
import { EMPTY_MEMORY } from '../../handoff/index.js'
import type { Decision, Hit } from '../../knowledge/index.js'
import { remember } from './remember.js'

const answerFrom = (id: string, markdown = `Words of ${id}.`) =>
  ({ kind: 'answer', hit: { article: { id }, extract: { markdown } } }) as unknown as Decision
const askBack = (...ids: string[]) =>
  ({ kind: 'ask-back', choices: ids.map((id) => ({ article: { id } })) }) as unknown as Decision

const NOTHING = { notHelped: false, asksAgain: false }

describe('what the bot remembers', () => {
  test('a greeting changes nothing', () => {
    expect(remember(EMPTY_MEMORY, '你好', null, NOTHING)).toBe(EMPTY_MEMORY)
  })

  test('an answer clears earlier failures', () => {
    const before = { ...EMPTY_MEMORY, failures: 1, answeredFrom: ['refund-time'] }

    const after = remember(before, '发票怎么开', answerFrom('get-invoice'), NOTHING)

    expect(after).toMatchObject({ failures: 0, answeredFrom: ['refund-time', 'get-invoice'] })
  })

  test.each([
    ['the customer says that it did not help', '没用', answerFrom('get-invoice'), true],
    ['the same is asked again', '退款多久', answerFrom('get-invoice'), false],
    ['the same words would answer again', '退款要几天啊', answerFrom('refund-time'), false],
  ])('it is a failure when %s', (_why, question, decision, notHelped) => {
    const before = remember(EMPTY_MEMORY, '退款多久', answerFrom('refund-time'), NOTHING)

    expect(remember(before, question, decision, { ...NOTHING, notHelped }).failures).toBe(1)
  })

  test('other words of the same article are no failure for who goes on asking', () => {
    const before = remember(EMPTY_MEMORY, '怎么改地址', answerFrom('change-address'), NOTHING)

    const after = remember(before, '那要多少钱', answerFrom('change-address', '12 yuan.'), NOTHING)

    const lastSaid = 'Words of change-address.\n\n12 yuan.'
    expect(after).toMatchObject({ failures: 0, repeats: 0, lastSaid })
    const again = remember(
      before,
      '地址怎么改啊',
      answerFrom('change-address', '12 yuan.'),
      NOTHING,
    )
    expect(again).toMatchObject({ failures: 1, repeats: 1 })
  })

  test('nor are they for a fragment that has nothing of the question before', () => {
    const before = remember(EMPTY_MEMORY, '寄到香港多少钱', answerFrom('hong-kong'), NOTHING)

    const after = remember(before, '要交税么', answerFrom('hong-kong', 'You pay tax.'), NOTHING)

    expect(after).toMatchObject({ failures: 0, repeats: 0 })
  })

  test('what was said is kept for as long as it is of one article', () => {
    const [one, more] = [answerFrom('fee', 'One.'), answerFrom('fee', 'Two.')]
    const after = remember(remember(EMPTY_MEMORY, 'a', one, NOTHING), 'b', more, NOTHING)

    expect(after.lastSaid).toBe('One.\n\nTwo.')
    expect(remember(after, 'c', answerFrom('other', 'Three.'), NOTHING).lastSaid).toBe('Three.')
  })

  test('what a question that is not answered most likely meant is kept until one is', () => {
    const likely = { article: { id: 'fee' }, extract: { markdown: '8 yuan.' } } as Hit
    const asked = { ...NOTHING, likely, quoted: likely }
    const before = remember(EMPTY_MEMORY, 'a', askBack('fee', 'other'), asked)

    expect(before).toMatchObject({ likely: 'fee', lastSaid: '8 yuan.' })
    expect(remember(before, '谢谢', null, NOTHING).likely).toBe('fee')
    expect(remember(before, 'b', answerFrom('get-invoice'), NOTHING).likely).toBeUndefined()
  })

  test('it is a repeat when the same is asked in other words', () => {
    const before = { ...EMPTY_MEMORY, answeredFrom: ['refund-time'], lastQuestion: '退款多久' }
    const heard = { ...NOTHING, asksAgain: true }

    const after = remember(before, '钱什么时候退回来', answerFrom('get-invoice'), heard)

    expect(after).toMatchObject({ failures: 1, repeats: 1 })
  })

  test('asking back is counted until something is answered', () => {
    const twice = remember(
      remember(EMPTY_MEMORY, 'a', askBack('refund-time'), NOTHING),
      'b',
      askBack('get-invoice'),
      NOTHING,
    )

    expect(twice.askedBack).toBe(2)
    expect(remember(twice, 'c', answerFrom('get-invoice'), NOTHING).askedBack).toBe(0)
  })

  test('choices that were passed over and offered again are a failure, two without others', () => {
    const once = remember(EMPTY_MEMORY, 'a', askBack('refund-time', 'get-invoice'), NOTHING)

    const again = remember(once, 'b', askBack('get-invoice', 'exchange-size'), NOTHING)
    const none = remember(once, 'b', askBack('get-invoice'), NOTHING)
    const other = remember(once, 'b', askBack('exchange-size'), NOTHING)

    expect(again.failures).toBe(1)
    expect(none.failures).toBe(2)
    expect(other.failures).toBe(0)
  })

  test('only the newest articles are kept', () => {
    let memory = EMPTY_MEMORY
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) {
      memory = remember(memory, id, answerFrom(id), NOTHING)
    }

    expect(memory.answeredFrom).toEqual(['b', 'c', 'd', 'e', 'f'])
  })
})
