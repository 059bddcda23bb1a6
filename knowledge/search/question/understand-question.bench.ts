import { bench, describe } from 'vitest'
import { makeArticle } from '../../article/make-article.js'
import { Corpus } from '../corpus/corpus.js'
import { ExactVectorIndex } from '../corpus/vector-index.js'
import { foldText } from '../words/fold-text.js'
import { polarityOf } from './polarity.js'
import { Sounds } from './sounds.js'
import { understandQuestion } from './understand-question.js'

const corpus = new Corpus(new ExactVectorIndex(), [
  makeArticle({ id: 'return', title: '退货运费谁承担', language: 'zh-Hans' }, '申请退货，查包裹。'),
  makeArticle({ id: 'order', title: 'Where is my order?' }, 'It comes by courier for a refund.'),
])
const sounds = new Sounds(corpus.words)

/** As many pairs of characters as 10,000 articles have, of 3,500 characters. */
const PAIRS = Array.from({ length: 300_000 }, (_, i) => {
  const pair = String.fromCharCode(0x4e00 + ((i * 7_919) % 3_500), 0x4e00 + ((i * 104_729) % 3_500))
  return [pair, 1 + (i % 50)] as const
})
const manyWords = { size: 10_000, countOf: () => 1, terms: () => PAIRS }

// Does reading a question cost less than embedding it (2 to 4 ms)?
describe('understand a question', () => {
  understanding('in plain Chinese', '你好，请问退货以后运费由谁承担')
  understanding('in plain English', 'hi there, where is my order?')
  understanding('with a typing mistake', 'where is my refnud')
  understanding('in pinyin', 'qingwen tuihuo yunfei shei chengdan')
})

function understanding(name: string, question: string): void {
  bench(name, () => {
    understandQuestion(foldText(question), corpus, () => sounds)
  })
}

// Asked of up to 160 titles, where the question says what has happened.
bench('what a title says has happened', () => {
  polarityOf('已经发货了还能取消吗')
})

// Once after each change of the articles, in the background.
bench('how the characters of 10,000 articles sound', () => {
  new Sounds(manyWords)
})
