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

test('the model is given the next articles while one is waited for, and each is told of in its turn', async () => {
  const tokens = fakeTokens()
  const bags = bagsInMemory(tokens.dimensions)
  const corpus = new Corpus(new ExactVectorIndex(), [], undefined, undefined, bags)
  const ids = ['apple', 'pear', 'plum', 'fig', 'lime', 'quince']
  for (const id of ids) corpus.put(article(id, `Title of ${id}`))
  let waiting = 0
  let most = 0
  const slow: typeof tokens = {
    ...tokens,
    async embed(texts, ...rest) {
      most = Math.max(most, ++waiting)
      // The later ones end first.
      for (let i = 0; i < 10 - waiting; i++) await Promise.resolve()
      waiting--
      return tokens.embed(texts, ...rest)
    },
  }
  const done: string[] = []

  await embedBags(corpus, slow, bags, null, (id) => done.push(id), signal)

  expect(most).toBeGreaterThan(1)
  expect(done).toEqual(ids.toReversed())
  for (const id of ids) {
    const bag = corpus.bagOf(id)
    expect(bag && tokenMatch(tokensOf(id), bag), id).toBeCloseTo(1, 2)
  }
})

test('what the model cannot do is told once, and what came before it stays', async () => {
  const tokens = fakeTokens()
  const bags = bagsInMemory(tokens.dimensions)
  const corpus = new Corpus(new ExactVectorIndex(), [], undefined, undefined, bags)
  for (const id of ['c', 'b', 'a']) corpus.put(article(id, `Title of ${id}`))
  const broken: typeof tokens = {
    ...tokens,
    async embed(texts, ...rest) {
      if (texts.some((text) => text.endsWith('of a'))) return tokens.embed(texts, ...rest)
      throw new Error(`no model for ${texts[0]}`)
    },
  }
  const done: string[] = []

  const filling = embedBags(corpus, broken, bags, null, (id) => done.push(id), signal)

  await expect(filling).rejects.toThrow('no model for Title of b')
  expect(done).toEqual(['a'])
})
