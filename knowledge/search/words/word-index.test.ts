import { describe, expect, test } from 'vitest'
import { makeArticle } from '../../article/make-article.js'
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

const ranked = (index: WordIndex, folded: string, synonyms: readonly string[] = []) =>
  index.search(index.weigh(folded), synonyms).best(10, 1)

function matchOf(index: WordIndex, question: string, article: string) {
  const match = index.search(index.weigh(question), []).get(article)
  return match && { ...match, terms: match.terms() }
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

  test('an index that was kept answers alike, and still changes', () => {
    const index = indexOf(refund, invoice)

    const restored = WordIndex.restore(index.store())
    for (const id of ['refund', 'invoice']) {
      expect(matchOf(restored, '退款到账', id)).toEqual(matchOf(index, '退款到账', id))
    }
    restored.remove(refund)
    restored.add(delivery)

    expect(ranked(restored, '退款到账')).toEqual([])
    expect(ranked(restored, 'delivery')).toEqual(['delivery'])
    expect(ranked(index, '退款到账')).toEqual(['refund'])
  })

  test('an index that changed a thousand times answers like a new one', () => {
    const index = indexOf(refund, invoice, delivery)
    for (let i = 0; i < 1_000; i++) {
      index.remove(refund)
      index.add({ ...refund, questions: [`第${i}次什么时候退钱`] })
      index.remove({ ...refund, questions: [`第${i}次什么时候退钱`] })
      index.add(refund)
    }

    const fresh = indexOf(invoice, delivery, refund)
    const asked = index.weigh('退款几天到账')
    expect(asked).toEqual(fresh.weigh('退款几天到账'))
    expect(matchOf(index, '退款几天到账', 'refund')).toEqual(
      matchOf(fresh, '退款几天到账', 'refund'),
    )
    expect(WordIndex.restore(index.store()).search(asked, []).best(10, 1)).toEqual(['refund'])
  })
})

test('a question of ten thousand characters is searched as well', () => {
  const index = indexOf(refund, invoice)
  const long = Array.from({ length: 5_000 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('')

  expect(ranked(index, `${long}退款多久到账`)).toContain('refund')
})
