import { describe, expect, test } from 'vitest'
import type { Article } from '../../article/article.js'
import { makeArticle } from '../../article/make-article.js'
import type { Query } from '../candidate.js'
import { Corpus } from '../corpus/corpus.js'
import { ExactVectorIndex } from '../corpus/vector-index.js'
import { hitOf } from '../extract/choose-passage.js'
import { foldText } from '../words/fold-text.js'
import { topicFeatures } from './topic-features.js'

const INVOICE = makeArticle(
  { id: 'invoice', title: '怎么开发票', language: 'zh-Hans' },
  '在订单页申请发票。电子发票确认收货后 24 小时内开出。',
)
const DELIVERY = makeArticle(
  { id: 'delivery', title: '快递几天能到', language: 'zh-Hans' },
  '快递一般 2 天送到。',
)
const FEE = makeArticle(
  { id: 'fee', title: '运费怎么算', language: 'zh-Hans' },
  '不满 59 元收 8 元运费。',
)
const corpus = new Corpus(new ExactVectorIndex(), [INVOICE, DELIVERY, FEE])
const deps = { corpus, sentenceVector: () => undefined }

/** Of a message after `INVOICE`, which finds the others by itself, each as likely as said. */
function read(text: string, found: readonly (readonly [Article, number])[], said = '') {
  const folded = foldText(text)
  const query: Query = {
    ...{ folded, language: 'zh-Hans', synonyms: [], vector: null, said },
    terms: corpus.words.weigh(folded),
    mayAnswer: () => true,
  }
  const hits = found.map(([article, probability]) => hitOf(deps, article, probability, query))
  return topicFeatures(deps, INVOICE, hits, query)
}

describe('what tells whether a message means the article before', () => {
  test('is how much more of its words that has than the others', () => {
    const rivals = [
      [DELIVERY, 0.3],
      [FEE, 0.1],
    ] as const

    expect(read('电子发票呢', rivals).wordsAhead).toBeGreaterThan(0)
    expect(read('快递呢', rivals).wordsAhead).toBeLessThan(0)
  })

  test('is how surely the message finds it by itself, and without a hit hardly', () => {
    expect(read('发票', [[INVOICE, 0.5]]).found).toBeCloseTo(0)
    expect(read('发票', [[INVOICE, 0.9]]).found).toBeGreaterThan(2)
    expect(read('发票', [[FEE, 0.9]]).found).toBeLessThan(-5)
  })

  test.each([
    ['那得多久', { bare: 1, remark: 0, lacks: 0 }],
    ['那多少钱', { bare: 0, remark: 0, lacks: 1 }],
    ['电子发票多久', { bare: 0, remark: 0, lacks: 0 }],
    ['我也这么觉得', { bare: 0, remark: 1, lacks: 0 }],
  ])('is what “%s” asks and names, and whether it is there', (text, expected) => {
    expect(read(text, [[FEE, 0.2]])).toMatchObject(expected)
  })

  test('is whether what fits best was said, how long it is, and its language', () => {
    const message = '电子发票什么时候能开出来'

    expect(read(message, [[FEE, 0.2]])).toMatchObject({ said: 0, length: 1.2, foreign: 0 })
    expect(read(message, [[FEE, 0.2]], INVOICE.passages[0]?.text).said).toBe(1)
  })

  test('without vectors is nothing of how near its texts are', () => {
    expect(read('发票', [[FEE, 0.2]])).toMatchObject({ tokens: null, tokensAhead: 0, nearAhead: 0 })
  })
})
