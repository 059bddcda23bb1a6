import { expect, test } from 'vitest'
import { makeArticle } from '../article/make-article.js'
import { Corpus } from '../search/corpus/corpus.js'
import { tokenMatch } from '../search/corpus/token-bag.js'
import { ExactVectorIndex } from '../search/corpus/vector-index.js'
import { bagsInMemory } from './bag-store.js'
import { embedBags } from './embed-bags.js'
import { fakeTokens, tokensOf } from './fake-tokens.js'

const { signal } = new AbortController()
const article = (id: string, title: string, questions: readonly string[] = []) =>
  makeArticle({ id, title, questions }, 'It arrives within three days.')

function shop() {
  const tokens = fakeTokens()
  const bags = bagsInMemory(tokens.dimensions)
  const corpus = new Corpus(new ExactVectorIndex(), [], undefined, undefined, bags)
  const kept: string[] = []
  const store = {
    async add(entries: readonly (readonly [string, Float32Array])[]) {
      kept.push(...entries.map(([text]) => text))
    },
  }
  const done: string[] = []
  const fill = () => embedBags(corpus, tokens, bags, store, (id) => done.push(id), signal)
  return { corpus, tokens, kept, done, fill }
}

test('every text of an article is in its bag, and has its vector on the way', async () => {
  const { corpus, kept, done, fill } = shop()
  corpus.put(article('refund', 'Refunds', ['where is my money']))

  await fill()

  const bag = corpus.bagOf('refund')
  expect(done).toEqual(['refund'])
  expect(kept).toContain('Refunds')
  expect(kept).toContain('where is my money')
  expect(bag && tokenMatch(tokensOf('money three refunds'), bag)).toBeCloseTo(1, 2)
})

test('an article that is as it was is not embedded again, a changed one is', async () => {
  const { corpus, tokens, done, fill } = shop()
  corpus.put(article('refund', 'Refunds'))
  corpus.put(article('invoice', 'Invoices'))
  await fill()
  done.length = 0
  tokens.asked.length = 0

  corpus.put(article('refund', 'Refunds and when they come'))
  expect(corpus.bagOf('refund')).toBeUndefined()
  await fill()

  expect(done).toEqual(['refund'])
  expect(tokens.asked.some((text) => text.includes('Invoices'))).toBe(false)
})
