import { describe, expect, test } from 'vitest'
import { silentLog } from '../../platform/log.js'
import type { Article } from '../article/article.js'
import { makeArticle } from '../article/make-article.js'
import { askFollowUp, type FollowUpDeps } from './ask-follow-up.js'
import { DEFAULT_BUDGETS } from './confidence/budgets.js'
import { GENERAL_CONFIDENCE } from './confidence/general-confidence.js'
import { Corpus } from './corpus/corpus.js'
import { ExactVectorIndex } from './corpus/vector-index.js'
import type { Outcome } from './decide.js'
import { type Hit, hitOf } from './extract/choose-passage.js'
import type { Found } from './find-answer.js'
import { NO_GLOSSARY } from './question/glossary.js'
import { Sounds } from './question/sounds.js'
import { NO_SYNONYMS } from './question/synonyms.js'

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
const { signal } = new AbortController()

/** What was found, as likely as said; `decided` is of the first. */
function found(
  question: string,
  likely: readonly (readonly [Article, number])[],
  decided: Outcome<Hit>['kind'],
): Found {
  const terms = corpus.words.weigh(question)
  const query = {
    folded: question,
    language: 'zh-Hans',
    terms,
    synonyms: [],
    vector: null,
  } as const
  const hits = likely.map(([article, probability]) =>
    hitOf({ corpus, sentenceVector: () => undefined }, article, probability, {
      ...query,
      mayAnswer: () => true,
    }),
  )
  const [hit] = hits
  if (!hit) throw new Error('Something must be found.')
  const decision: Found['decision'] =
    decided === 'answer'
      ? { kind: 'answer', hit }
      : decided === 'ask-back'
        ? { kind: 'ask-back', choices: hits }
        : { kind: 'hand-over' }
  const some: Partial<Found> = {
    question,
    folded: question,
    readings: [],
    terms,
    hits,
    decision,
    probability: hit.probability,
    exact: false,
    contradiction: () => null,
  }
  return some as Found
}

function askAfterInvoice(alone: Found, withTopic: Found, said?: string) {
  const asked: string[] = []
  const deps: FollowUpDeps = {
    corpus,
    confidence: GENERAL_CONFIDENCE,
    budgets: DEFAULT_BUDGETS,
    sentenceVector: () => undefined,
    reading: {
      corpus,
      sounds: () => new Sounds(corpus.words),
      synonyms: NO_SYNONYMS,
      glossary: NO_GLOSSARY,
    },
    embedder: null,
    log: silentLog,
    mayAnswer: () => () => true,
    language: 'zh-Hans',
    said,
    async search(text) {
      asked.push(text)
      return withTopic
    },
  }
  return { asked, answered: askFollowUp(alone, INVOICE, deps, signal) }
}

const idsOf = ({ decision }: Found) =>
  decision.kind === 'answer'
    ? [decision.hit.article.id]
    : decision.kind === 'ask-back'
      ? decision.choices.map(({ article }) => article.id)
      : []

describe('a short question that nothing answers by itself', () => {
  test('is offered the topic’s article first, where that may tell it', async () => {
    const alone = found('多久能到', [[DELIVERY, 0.6]], 'ask-back')
    const withTopic = found('怎么开发票 多久能到', [[INVOICE, 0.95]], 'answer')
    const { answered, asked } = askAfterInvoice(alone, withTopic)

    const { decision, question } = await answered
    expect(asked).toEqual(['怎么开发票 多久能到'])
    expect(decision.kind).toBe('ask-back')
    expect(idsOf(await answered)).toEqual(['invoice', 'delivery'])
    expect(question).toBe('多久能到')
  })

  test('is answered by the topic’s article, where that speaks of it', async () => {
    const alone = found('电子发票多久', [[DELIVERY, 0.2]], 'hand-over')
    const withTopic = found('怎么开发票 电子发票多久', [[INVOICE, 0.95]], 'answer')
    const { decision } = await askAfterInvoice(alone, withTopic).answered

    expect(decision.kind === 'answer' && decision.hit.extract.markdown).toContain('24 小时')
  })

  test('stays what it was where the topic’s article holds no such thing', async () => {
    const alone = found('多少钱', [[FEE, 0.5]], 'ask-back')
    const withTopic = found('怎么开发票 多少钱', [[INVOICE, 0.95]], 'answer')

    expect(await askAfterInvoice(alone, withTopic).answered).toBe(alone)
  })

  test('is asked whether the topic is meant where nothing else was found', async () => {
    const alone = found('能拍照吗', [[FEE, 0.1]], 'hand-over')
    const withTopic = found('怎么开发票 能拍照吗', [[INVOICE, 0.95]], 'answer')
    const after = await askAfterInvoice(alone, withTopic).answered

    expect(after.decision.kind).toBe('ask-back')
    expect(idsOf(after)).toEqual(['invoice'])
    // As little as the words say themselves: they may be no question at all.
    expect(after.probability).toBe(0.1)
  })

  test('is of the topic where it names nothing', async () => {
    const alone = found('怎么弄', [[FEE, 0.5]], 'ask-back')
    const withTopic = found('怎么开发票 怎么弄', [[INVOICE, 0.95]], 'answer')

    expect(idsOf(await askAfterInvoice(alone, withTopic).answered)).toEqual(['invoice'])
  })

  test('that has an answer by itself is not looked at again', async () => {
    const alone = found('快递能到吗', [[DELIVERY, 0.9]], 'answer')
    const { asked, answered } = askAfterInvoice(alone, alone)

    expect(await answered).toBe(alone)
    expect(asked).toEqual([])
  })
})

describe('a question that points back', () => {
  test('is answered by the topic’s article, with sentences for its own words', async () => {
    const alone = found('那电子发票呢', [[DELIVERY, 0.2]], 'hand-over')
    const withTopic = found('怎么开发票 那电子发票呢', [[INVOICE, 0.95]], 'answer')
    const after = await askAfterInvoice(alone, withTopic).answered

    expect(idsOf(after)).toEqual(['invoice'])
    expect(after.hits[0]?.extract.markdown).toContain('电子发票')
  })

  test('is answered by sentences that were not said, where they fit as well', async () => {
    const alone = found('那发票呢', [[DELIVERY, 0.1]], 'hand-over')
    const withTopic = found('怎么开发票 那发票呢', [[INVOICE, 0.95]], 'answer')
    const after = await askAfterInvoice(alone, withTopic, '在订单页申请发票。').answered

    expect(idsOf(after)).toEqual(['invoice'])
    expect(after.hits[0]?.extract.markdown).toBe('电子发票确认收货后 24 小时内开出。')
  })

  test('names another subject where the topic’s article has no word of it', async () => {
    const withTopic = found('怎么开发票 那快递呢', [[INVOICE, 0.97]], 'answer')
    const after = async (likely: number, decided: Outcome<Hit>['kind']) => {
      const alone = found('那快递呢', [[DELIVERY, likely]], decided)
      return idsOf(await askAfterInvoice(alone, withTopic).answered)
    }

    expect(await after(0.6, 'ask-back')).toEqual(['delivery'])
    // Hardly found at all, it says little against the topic.
    expect(await after(0.1, 'hand-over')).toEqual(['invoice'])
  })

  test('for a sum that only another article has is asked whether that is meant', async () => {
    const alone = found('那多少钱', [[DELIVERY, 0.1]], 'hand-over')
    const likely = [
      [INVOICE, 0.9],
      [DELIVERY, 0.3],
      [FEE, 0.2],
    ] as const
    const after = await askAfterInvoice(alone, found('怎么开发票 那多少钱', likely, 'answer'))
      .answered

    expect(after.decision.kind).toBe('ask-back')
    expect(idsOf(after)).toEqual(['fee'])
  })
})

describe('a question for a figure that has an answer by itself', () => {
  test('is answered by the topic’s article where that tells the figure of what is named', async () => {
    const alone = found('电子发票多久', [[DELIVERY, 0.9]], 'answer')
    const withTopic = found('怎么开发票 电子发票多久', [[INVOICE, 0.95]], 'answer')

    expect(idsOf(await askAfterInvoice(alone, withTopic).answered)).toEqual(['invoice'])
  })

  test('keeps its answer where the topic’s article does not name it, or leaves it to that', async () => {
    const alone = found('快递多久', [[DELIVERY, 0.9]], 'answer')
    const withTopic = found('怎么开发票 快递多久', [[INVOICE, 0.95]], 'answer')
    const linking = { ...DELIVERY, file: 'delivery.md' }
    const leading = makeArticle(
      { id: 'invoice', title: '怎么开发票', language: 'zh-Hans' },
      '快递 2 天送到，见[快递几天能到](delivery.md)。',
    )
    const aloneLinked = found('快递多久', [[linking, 0.9]], 'answer')
    const leads = found('怎么开发票 快递多久', [[leading, 0.95]], 'answer')

    expect(await askAfterInvoice(alone, withTopic).answered).toBe(alone)
    expect(await askAfterInvoice(aloneLinked, leads).answered).toBe(aloneLinked)
  })

  test('that names nothing is asked whether that answer is meant', async () => {
    const alone = found('那多少钱', [[FEE, 0.85]], 'answer')
    const withTopic = found('怎么开发票 那多少钱', [[INVOICE, 0.95]], 'answer')
    const after = await askAfterInvoice(alone, withTopic).answered

    expect(after.decision.kind).toBe('ask-back')
    expect(idsOf(after)).toEqual(['fee'])
  })

  test('is asked whether another is meant that it finds too, and most likely beside the topic', async () => {
    const alone = found(
      '运费谁出',
      [
        [FEE, 0.9],
        [DELIVERY, 0.5],
      ],
      'answer',
    )
    const withTopic = found(
      '怎么开发票 运费谁出',
      [
        [INVOICE, 0.9],
        [DELIVERY, 0.8],
      ],
      'answer',
    )

    expect(idsOf(await askAfterInvoice(alone, withTopic).answered)).toEqual(['delivery', 'fee'])
  })

  test('keeps its answer where nothing else was found by itself, or beside the topic', async () => {
    const certain = found(
      '运费谁出',
      [
        [FEE, 0.9],
        [DELIVERY, 0.2],
      ],
      'answer',
    )
    const unsure = found(
      '运费谁出',
      [
        [FEE, 0.9],
        [DELIVERY, 0.5],
      ],
      'answer',
    )
    const withTopic = found(
      '怎么开发票 运费谁出',
      [
        [INVOICE, 0.9],
        [DELIVERY, 0.4],
      ],
      'answer',
    )
    const { asked, answered } = askAfterInvoice(certain, withTopic)

    expect(await answered).toBe(certain)
    expect(asked).toEqual([])
    expect(await askAfterInvoice(unsure, withTopic).answered).toBe(unsure)
  })
})
