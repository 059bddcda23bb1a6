import { describe, expect, test } from 'vitest'
import { makeArticle } from '../article/make-article.js'
import { WordIndex } from './word-index.js'

const refund = makeArticle(
  {
    id: 'refund',
    title: '退款多久到账',
    language: 'zh-Hans',
    questions: ['钱什么时候退给我', '几天到账'],
  },
  '微信支付 1 个工作日内到账。',
)
const invoice = makeArticle(
  { id: 'invoice', title: '怎么开发票', language: 'zh-Hans' },
  '在订单页申请。',
)
const delivery = makeArticle({ id: 'delivery', title: 'How long does delivery take?' }, 'Two days.')

function indexOf(...articles: Parameters<WordIndex['add']>[0][]) {
  const index = WordIndex.empty()
  for (const article of articles) index.add(article)
  return index
}

function ranked(index: WordIndex, folded: string, synonyms: readonly string[] = []) {
  const found = index.search(index.weigh(folded), synonyms)
  const score = (id: string) => (found.get(id)?.text ?? 0) + (found.get(id)?.question ?? 0)
  return [...found.keys()].sort((a, b) => score(b) - score(a))
}

describe('finding by words', () => {
  const index = indexOf(refund, invoice, delivery)

  test.each([
    { question: '退款到账要多久', id: 'refund' },
    { question: '想开个发票', id: 'invoice' },
    { question: 'deliveries', id: 'delivery' },
    { question: 'delivrey time', id: 'delivery' },
  ])('$question finds $id first', ({ question, id }) => {
    expect(ranked(index, question)[0]).toBe(id)
  })

  test('finds nothing without a common word', () => {
    expect(ranked(index, '天气')).toEqual([])
    expect(ranked(index, '')).toEqual([])
  })

  test('a stored question that is left out does not help', () => {
    const terms = index.weigh('钱什么时候退给我')

    const whole = index.search(terms, [])
    const without = index.search(terms, [], { article: 'refund', question: 0 })

    expect(whole.get('refund')?.question).toBeGreaterThan(0)
    expect(without.get('refund')?.question ?? 0).toBe(0)
  })

  test('what only the question that is left out says counts as unknown', () => {
    const without = { ...refund, questions: refund.questions.slice(1) }

    const terms = index.weigh('什么时候到账', without)

    expect(terms.filter(({ known }) => known).map(({ term }) => term)).toEqual(['到账'])
  })

  test('a synonym finds what the own words do not', () => {
    expect(ranked(index, '票据')).toEqual([])
    expect(ranked(index, '票据', ['发票'])).toEqual(['invoice'])
  })

  test('rare terms tell more than common ones, unknown ones most', () => {
    const [common, rare, unknown] = indexOf(
      makeArticle({ id: 'a', title: 'refund card' }),
      makeArticle({ id: 'b', title: 'refund' }),
    ).weigh('refund card moon')

    expect(common?.idf).toBeLessThan(rare?.idf ?? 0)
    expect(rare?.idf).toBeLessThan(unknown?.idf ?? 0)
    expect(unknown?.known).toBe(false)
  })
})

describe('keeping the index', () => {
  test('a removed article is found no more, and leaves no count behind', () => {
    const index = indexOf(refund, invoice)

    index.remove(refund)

    expect(ranked(index, '退款到账')).toEqual([])
    expect(index.weigh('退款').every(({ known }) => !known)).toBe(true)
  })

  test('an index that went through JSON answers alike, and still changes', () => {
    const index = indexOf(refund, invoice)

    const restored = WordIndex.restore(JSON.parse(JSON.stringify(index.store())))
    expect(restored.search(restored.weigh('退款到账'), [])).toEqual(
      index.search(index.weigh('退款到账'), []),
    )
    restored.remove(refund)
    restored.add(delivery)

    expect(ranked(restored, '退款到账')).toEqual([])
    expect(ranked(restored, 'delivery')).toEqual(['delivery'])
  })
})
