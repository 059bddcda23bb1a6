import { describe, expect, test } from 'vitest'
import type { Language } from '../../platform/language.js'
import { makeArticle } from '../article/make-article.js'
import { bagsInMemory } from '../embed/bag-store.js'
import { embedBags } from '../embed/embed-bags.js'
import { fakeEmbedder } from '../embed/fake-embedder.js'
import { fakeTokens, tokensOf } from '../embed/fake-tokens.js'
import { shrinkVector, VectorSlab } from '../embed/vector-slab.js'
import { Corpus } from './corpus/corpus.js'
import { ExactVectorIndex } from './corpus/vector-index.js'
import { rankArticles } from './rank-articles.js'
import { foldText } from './words/fold-text.js'

const chinese = makeArticle(
  { id: 'refund', title: '退款多久到账', language: 'zh-Hans', questions: ['钱什么时候退给我'] },
  '三天。',
)
const english = makeArticle(
  { id: 'refund-en', title: 'When does the refund arrive?', language: 'en', translates: 'refund' },
  'In three days.',
)
const invoice = makeArticle(
  { id: 'invoice', title: '怎么开发票', language: 'zh-Hans' },
  '在订单页。',
)
const draft = makeArticle({
  id: 'draft',
  title: '退款的新规定',
  language: 'zh-Hans',
  state: 'draft',
})

async function corpusOf(articles: readonly Parameters<Corpus['put']>[0][], vectors = true) {
  const corpus = new Corpus(new ExactVectorIndex(), articles)
  if (!vectors) return corpus
  for (const { label } of corpus.missing()) {
    const [vector] = await fakeEmbedder().embed(
      [corpus.textOf(label)],
      new AbortController().signal,
    )
    if (vector) corpus.setVector(label, vector)
  }
  return corpus
}

async function rank(corpus: Corpus, text: string, language: Language, vectors = true) {
  const folded = foldText(text)
  const [vector] = await fakeEmbedder().embed([folded], new AbortController().signal)
  return rankArticles(corpus, {
    folded,
    language,
    terms: corpus.words.weigh(folded),
    synonyms: [],
    vector: vectors && vector ? { own: vector, foreign: vector, tokens: null } : null,
    mayAnswer: ({ state }) => state === 'published',
  })
}
const idsOf = (ranked: Awaited<ReturnType<typeof rank>>) => ranked.map(({ article }) => article.id)

describe('ranking articles', () => {
  test.each([
    { question: '订单没发货能取消吗', id: 'unshipped' },
    { question: '订单已发货能取消吗', id: 'shipped' },
  ])('$question is not answered by the opposite', async ({ question, id }) => {
    const corpus = await corpusOf([
      makeArticle({ id: 'shipped', title: '已经发货了还能取消订单吗', language: 'zh-Hans' }),
      makeArticle({ id: 'unshipped', title: '还没发货，怎么取消订单', language: 'zh-Hans' }),
    ])

    expect(idsOf(await rank(corpus, question, 'zh-Hans'))[0]).toBe(id)
  })

  test('versions in two languages count once, in the customer’s language', async () => {
    const corpus = await corpusOf([chinese, english, invoice])

    expect(idsOf(await rank(corpus, '退款到账', 'zh-Hant'))).toEqual(['refund', 'invoice'])
    expect(idsOf(await rank(corpus, '退款到账', 'en'))[0]).toBe('refund-en')
    expect(idsOf(await rank(corpus, 'refund arrive', 'zh-Hans'))[0]).toBe('refund')
  })

  test('another language serves where the own one has nothing', async () => {
    const corpus = await corpusOf([english])

    expect(idsOf(await rank(corpus, 'refund', 'zh-Hans'))).toEqual(['refund-en'])
  })

  test('the question itself goes before everything', async () => {
    const corpus = await corpusOf([invoice, chinese])

    const [first] = await rank(corpus, '錢什麼時候退給我？', 'zh-Hant')

    expect(first).toMatchObject({ exact: true, article: { id: 'refund' } })
  })

  test('what may not answer is not there', async () => {
    const corpus = await corpusOf([chinese, draft])

    expect(idsOf(await rank(corpus, '退款的新规定', 'zh-Hans'))).not.toContain('draft')
  })

  test('words alone find while there are no vectors', async () => {
    const corpus = await corpusOf([chinese, invoice], false)

    expect(idsOf(await rank(corpus, '开发票', 'zh-Hans', false))[0]).toBe('invoice')
  })

  test('an empty folder has nothing', async () => {
    expect(await rank(await corpusOf([]), '退款', 'zh-Hans')).toEqual([])
  })
})

describe('changing the corpus', () => {
  test('a changed article forgets what it said, and keeps nothing in the index', async () => {
    const corpus = await corpusOf([chinese, invoice])

    corpus.put({ ...chinese, title: '换货运费', questions: [] })

    expect(corpus.exact('退款多久到账').size).toBe(0)
    expect(corpus.exact('换货运费')).toEqual(new Set(['refund']))
    expect(idsOf(await rank(corpus, '退款多久到账', 'zh-Hans', false))).not.toContain('refund')
    expect(corpus.missing().map(({ unit }) => unit.kind)).toEqual(['title', 'passage'])
  })

  test('a removed article leaves no text behind', async () => {
    const corpus = await corpusOf([chinese, english])

    corpus.remove('refund')
    corpus.remove('refund-en')
    corpus.remove('never-there')

    expect([corpus.unitCount, corpus.vectors.size, corpus.articles.size]).toEqual([0, 0, 0])
  })

  test('a ring of translations ends', () => {
    const a = makeArticle({ id: 'a', translates: 'b' })
    const b = makeArticle({ id: 'b', translates: 'a' })
    const corpus = new Corpus(new ExactVectorIndex(), [a, b])

    expect(corpus.originalOf('a')).toBe(corpus.originalOf('b'))
  })

  test('of two articles that are equally near, the one wins that has each thing asked for', async () => {
    const [vector] = await fakeEmbedder().embed(['x'], new AbortController().signal)
    const bags = bagsInMemory(fakeTokens().dimensions)
    const corpus = new Corpus(
      new ExactVectorIndex(),
      [
        makeArticle({ id: 'first', title: 'Kettles and their care' }),
        makeArticle({ id: 'second', title: 'Kettles that leak' }),
      ],
      undefined,
      undefined,
      bags,
    )
    for (const { label } of corpus.missing()) if (vector) corpus.setVector(label, vector)
    const query = (words: string) => ({
      folded: words,
      language: 'en' as const,
      terms: [],
      synonyms: [],
      vector: vector
        ? { own: vector, foreign: vector, tokens: { own: tokensOf(words), gloss: null } }
        : null,
      mayAnswer: () => true,
    })
    const order = (words: string) => idsOf(rankArticles(corpus, query(words)))

    const before = order('leak')
    await embedBags(corpus, fakeTokens(), bags, null, () => {}, new AbortController().signal)

    expect(before).toEqual(['first', 'second'])
    expect(order('leak')[0]).toBe('second')
    expect(order('care')[0]).toBe('first')
  })
})

test('several near questions outdo a single one that is nearer', async () => {
  const single = makeArticle({
    id: 'single',
    title: 'zzz',
    language: 'en',
    questions: ['when is the refund back', 'qqq', 'www', 'yyy', 'vvv'],
  })
  const several = makeArticle({
    id: 'several',
    title: 'xxx',
    language: 'en',
    questions: ['is the refund back', 'when is it back', 'refund back', 'when the refund'],
  })
  const ranked = await rank(await corpusOf([single, several]), 'when is the refund back now', 'en')

  expect(idsOf(ranked)[0]).toBe('several')
  expect(ranked[0]?.near.title).toBeLessThan(ranked[1]?.near.title ?? 0)
})

test('only the first candidates are told with their terms', async () => {
  const articles = [...Array(14).keys()].map((i) =>
    makeArticle({ id: `a${i}`, title: `退款 ${i}`, language: 'zh-Hans' }),
  )
  const ranked = await rank(await corpusOf(articles), '退款', 'zh-Hans')

  expect(ranked).toHaveLength(14)
  expect(ranked.map(({ terms }) => terms.has('退款'))).toEqual(
    [...Array(14).keys()].map((i) => i < 10),
  )
})

describe('how near the sentences are', () => {
  const plain = (id: string) => makeArticle({ id, title: `parcel ${id}`, language: 'en' }, 'Lost.')
  const question = 'parcel one lost'
  const vectorOf = async (text: string) => {
    const [vector] = await fakeEmbedder().embed([foldText(text)], new AbortController().signal)
    return vector ?? new Float32Array()
  }
  async function keepSentence(corpus: Corpus, id: string, text: string) {
    const vector = await vectorOf(text)
    const slab = new VectorSlab(vector.length)
    corpus.sentenceVectors.keep(id, slab, [slab.add(shrinkVector(vector))])
  }

  test('decides between plain articles once it is known of both', async () => {
    const corpus = await corpusOf([plain('one'), plain('two')])
    await keepSentence(corpus, 'one', 'something else altogether')
    const before = await rank(corpus, question, 'en')
    await keepSentence(corpus, 'two', question)
    const after = await rank(corpus, question, 'en')

    expect(idsOf(before)).toEqual(['one', 'two'])
    expect(before.map(({ near }) => near.sentences)).toEqual([null, null])
    expect(idsOf(after)).toEqual(['two', 'one'])
    expect(after[0]?.near.sentences).toBeCloseTo(1, 1)
  })

  test('is not asked where customers’ questions are stored', async () => {
    const asked = (id: string) =>
      makeArticle({ ...plain(id), questions: [`parcel ${id}`] }, 'Lost.')
    const corpus = await corpusOf([asked('one'), asked('two')])
    await keepSentence(corpus, 'one', 'something else altogether')
    await keepSentence(corpus, 'two', question)

    const ranked = await rank(corpus, question, 'en')

    expect(idsOf(ranked)).toEqual(['one', 'two'])
    expect(ranked.map(({ near }) => near.sentences)).toEqual([null, null])
  })

  test('is forgotten with the article that had it', async () => {
    const corpus = await corpusOf([plain('one')])
    await keepSentence(corpus, 'one', question)
    corpus.put(plain('one'))

    expect(corpus.sentenceVectors.nearest('one', await vectorOf(question), 1)).toBeUndefined()
  })
})
