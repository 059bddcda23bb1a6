import { describe, expect, test } from 'vitest'
import { makeArticle } from '../../article/make-article.js'
import { Corpus } from '../corpus/corpus.js'
import { ExactVectorIndex } from '../corpus/vector-index.js'
import { Sounds } from './sounds.js'
import { NO_SYNONYMS } from './synonyms.js'
import { understandQuestion, withReadings } from './understand-question.js'

const corpus = new Corpus(new ExactVectorIndex(), [
  makeArticle({ id: 'return', title: '退货怎么操作', language: 'zh-Hans' }, '申请退货，查包裹。'),
  makeArticle({ id: 'order', title: 'Where is my order?' }, 'It comes by courier for a refund.'),
])
const understand = (folded: string) =>
  understandQuestion(folded, corpus, () => new Sounds(corpus.words))

describe('understanding a question', () => {
  test('takes courtesy out before pinyin is read, and after', () => {
    expect(understand('hello, nihao qingwen zenme tuihuo')).toEqual({
      text: '怎么退货',
      maybe: '怎么退货',
      readings: [{ said: 'nihao qingwen zenme tuihuo', meant: '你好请问怎么退货' }],
    })
  })

  test('searches for what is certain, and also for what may be meant', () => {
    expect(understand('包果退火')).toMatchObject({ text: '包裹退火', maybe: '包裹退货' })
    expect(understand('refnud of an ordr')).toMatchObject({
      text: 'refund of an ordr',
      maybe: 'refund of an order',
    })
  })

  test('leaves out what is denied, and reads the rest as any other question', () => {
    expect(understand('我不是问退款,我想问zenme tuihuo,谢谢')).toMatchObject({
      text: '怎么退货',
      readings: [{ said: '我不是问退款,', meant: '' }, expect.anything()],
    })
    expect(understand('我唔系问退款,系想问点样退货')).toMatchObject({ text: '怎么退货' })
    expect(understand('i am not asking about refunds')).toEqual({
      text: '',
      maybe: '',
      readings: [{ said: 'i am not asking about refunds', meant: '' }],
    })
  })

  test('leaves a title alone, whatever it looks like', () => {
    expect(understand('where is my order?')).toMatchObject({ readings: [] })
  })

  test.each([
    ['tuihuo '.repeat(2_000), 'pinyin'],
    ['x'.repeat(10_000), 'one word'],
    [`${'急'.repeat(5_000)}x`, 'a closing that does not close'],
    [`${'烂我'.repeat(5_000)}x`, 'a feeling that does not end'],
    [`${'谢谢'.repeat(5_000)}x`, 'thanks for nothing'],
    [`${'在吗'.repeat(5_000)}x`, 'a greeting'],
    ['not shipped '.repeat(1_000), 'a negation'],
    [`${'1 '.repeat(5_000)}元`, 'an amount'],
  ])('leaves a very long text alone: %#, %s', (text) => {
    expect(understand(text)).toMatchObject({ readings: [] })
  })

  test('a correction touches whole words only', () => {
    expect(understand('ordr ordrx').maybe).toBe('order ordrx')
  })
})

describe('synonyms of what may be meant', () => {
  test('are its words, and the question is said in them', () => {
    const synonyms = withReadings(NO_SYNONYMS, understand('我要退火'))

    expect(synonyms.expand('我要退火')).toContain('退货')
    expect(synonyms.rephrase('我要退火')).toBe('我要退货')
  })

  test('are none where all is clear', () => {
    expect(withReadings(NO_SYNONYMS, understand('退货'))).toBe(NO_SYNONYMS)
  })
})
