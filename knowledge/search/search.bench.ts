import { bench, describe } from 'vitest'
import { makeArticle } from '../article/make-article.js'
import { openOnnxEmbedder } from '../embed/onnx-embedder.js'
import { DEFAULT_BUDGETS } from './confidence/budgets.js'
import { GENERAL_CONFIDENCE } from './confidence/general-confidence.js'
import { Corpus } from './corpus/corpus.js'
import { testVector } from './corpus/test-vector.js'
import { bagOf, tokenMatch } from './corpus/token-bag.js'
import { ExactVectorIndex } from './corpus/vector-index.js'
import { findAnswer } from './find-answer.js'
import { fuseScores } from './fuse-scores.js'
import { foldText } from './words/fold-text.js'
import { tokenize } from './words/tokenize.js'

const QUESTION = foldText('退货以后运费由谁承担，可以开增值税发票吗')
const WIDTH = 512

describe('one question', () => {
  // What every question and every line of every article costs: about 5 µs on an idle core.
  bench('fold and cut into terms', () => {
    tokenize(foldText(QUESTION))
  })

  bench('fuse 120 candidates', () => {
    fuseScores(CANDIDATES, 'zh-Hans')
  })

  // Twelve tokens with 220 of each article, as in the sample shop: about .2 ms for each on an idle core.
  bench('match the tokens of twelve candidates', () => {
    for (let i = 0; i < 12; i++) tokenMatch(ASKED, BAG)
  })
})

const randomTokens = (count: number) => ({
  ids: Array.from({ length: count }, (_, id) => id),
  vectors: Float32Array.from({ length: count * 128 }, (_, i) => Math.sin(i) / 8),
})
const ASKED = randomTokens(12)
const BAG = bagOf([randomTokens(220)], 128)

const CANDIDATES = Array.from({ length: 120 }, (_, i) => ({
  near: {
    any: i / 120,
    title: i / 120,
    titles: i / 120,
    sentences: null,
    passage: i / 120,
    lead: i / 120,
    asked: false,
  },
  words: i,
  questionWords: i,
  joinedWords: i,
  passages: 1 + (i % 8),
  tokens: null,
  sameLanguage: true,
  askedAlike: false,
}))

const corpus = new Corpus(
  new ExactVectorIndex(),
  Array.from({ length: 200 }, (_, i) =>
    makeArticle(
      { id: `article-${i}`, title: `退货运费第 ${i} 条怎么算`, language: 'zh-Hans' },
      Array.from({ length: 4 }, (_, j) => `## 第 ${j} 节\n\n发票和运费的规定 ${i * j}。`).join(
        '\n\n',
      ),
    ),
  ),
)
for (const { label } of corpus.missing()) corpus.setVector(label, testVector(label, WIDTH))

// The bar is 15 ms for a question whose vector is known; about 2 ms on an idle core.
bench('search 200 articles to a decision', () => {
  const deps = {
    corpus,
    confidence: GENERAL_CONFIDENCE,
    budgets: DEFAULT_BUDGETS,
    sentenceVector: () => undefined,
  }
  const sought = { text: QUESTION, maybe: QUESTION, synonyms: [] }
  const own = testVector(7, WIDTH)
  findAnswer(deps, sought, 'zh-Hans', { own, foreign: own, tokens: null }, () => true)
})

const embedder = await openOnnxEmbedder()
let count = 0

// Each question another one, so that none is remembered: 1 to 4 ms.
bench('embed one question', async () => {
  await embedder.embed([`${QUESTION} ${count++}`], new AbortController().signal)
})
