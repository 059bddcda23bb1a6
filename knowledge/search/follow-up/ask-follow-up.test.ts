import { describe, expect, test } from 'vitest'
import { silentLog } from '../../../platform/log.js'
import type { Article } from '../../article/article.js'
import { makeArticle } from '../../article/make-article.js'
import { DEFAULT_BUDGETS } from '../confidence/budgets.js'
import { GENERAL_CONFIDENCE } from '../confidence/general-confidence.js'
import { Corpus } from '../corpus/corpus.js'
import { ExactVectorIndex } from '../corpus/vector-index.js'
import type { Outcome } from '../decide.js'
import { type Hit, hitOf } from '../extract/choose-passage.js'
import type { Found } from '../find-answer.js'
import { NO_GLOSSARY } from '../question/glossary.js'
import { Sounds } from '../question/sounds.js'
import { NO_SYNONYMS } from '../question/synonyms.js'
import { askFollowUp, type FollowUpDeps } from './ask-follow-up.js'
import { askSiblings, hasPassed } from './beside-topic.js'

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
    reason: decided === 'answer' ? 'sure' : 'one-of-these',
    contradiction: () => null,
    model: GENERAL_CONFIDENCE.chinese.wordsOnly,
  }
  return some as Found
}

function askAfter(topic: Article, alone: Found, beside = alone, said?: string) {
  const searched: string[] = []
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
    mayAnswer:
      () =>
      ({ state }) =>
        state === 'published',
    language: 'zh-Hans',
    said,
    async search(text) {
      searched.push(text)
      return beside
    },
  }
  return { searched, answered: askFollowUp(alone, topic, deps, signal) }
}

const idsOf = ({ decision }: Found) =>
  decision.kind === 'answer'
    ? [decision.hit.article.id]
    : decision.kind === 'ask-back'
      ? decision.choices.map(({ article }) => article.id)
      : []

describe('a message that likely means the article before', () => {
  const alone = found(
    '电子发票呢',
    [
      [INVOICE, 0.3],
      [DELIVERY, 0.2],
    ],
    'ask-back',
  )

  test('has that first, with sentences for its own words', async () => {
    const after = await askAfter(INVOICE, alone).answered

    expect(idsOf(after)[0]).toBe('invoice')
    expect(after.hits.map(({ article }) => article.id)).toEqual(['invoice', 'delivery'])
    expect(after.hits[0]?.extract.markdown).toContain('电子发票确认收货后')
    expect(after.followUp).toMatchObject({ topic: 'invoice', probability: after.probability })
    expect(after.probability).toBeGreaterThan(0.5)
  })

  test('is told what was not said before', async () => {
    const said = '电子发票确认收货后 24 小时内开出。'
    const after = await askAfter(INVOICE, alone, alone, said).answered

    expect(after.hits[0]?.extract.markdown).not.toContain('24 小时')
  })

  test('is answered where that is surer than the error budget asks, else asked back', async () => {
    const bold = { ...alone, model: { ...alone.model, thresholds: { answer: {}, askBack: 0 } } }
    const thresholds = { answer: { general: 0.5 }, askBack: 0 }
    const sure = { ...bold, model: { ...bold.model, thresholds } }

    expect((await askAfter(INVOICE, sure).answered).decision.kind).toBe('answer')
    expect((await askAfter(INVOICE, alone).answered).decision.kind).toBe('ask-back')
  })

  test('is not told of an article that may no longer be read', async () => {
    const withdrawn = { ...INVOICE, id: 'withdrawn' }

    expect(await askAfter(withdrawn, alone).answered).toBe(alone)
  })
})

describe('a message that likely means something else', () => {
  test('keeps its answer', async () => {
    const alone = found('快递几天能送到', [[DELIVERY, 0.95]], 'answer')
    const { answered, searched } = askAfter(INVOICE, alone)
    const after = await answered

    expect(after.decision).toBe(alone.decision)
    expect(after.followUp?.probability).toBeLessThan(0.8)
    expect(searched).toEqual([])
  })

  test('that is a stored question, or answered by the article before, is not looked at again', async () => {
    const exact = { ...found('怎么开发票', [[DELIVERY, 0.99]], 'answer'), exact: true }
    const same = found('发票', [[INVOICE, 0.95]], 'answer')

    expect(await askAfter(INVOICE, exact).answered).toBe(exact)
    expect(await askAfter(INVOICE, same).answered).toBe(same)
  })
})

describe('what else is found of the same subject', () => {
  const before = makeArticle(
    { id: 'before', title: '没发货怎么改地址', language: 'zh-Hans' },
    '在订单页改。',
  )

  test('is asked for where the message says that what the title tells has passed', async () => {
    const alone = found('已经发货了呢', [[FEE, 0.1]], 'hand-over')
    const beside = found('没发货怎么改地址 已经发货了呢', [[DELIVERY, 0.4]], 'answer')
    const { answered, searched } = askAfter(before, alone, beside)

    // Its subject is not in the index, as long as that is built anew.
    expect(await answered).toBe(alone)
    expect(searched).toEqual([])
    const asked = await askSiblings(alone, before, { search: async () => beside })
    expect(idsOf(asked)).toEqual(['delivery'])
    expect(hasPassed(before, '已经发货了呢')).toBe(true)
    expect(hasPassed(before, '那多久呢')).toBe(false)
  })

  test('keeps an answer, and is nothing where nothing else is found', async () => {
    const answered = found('已经发货了呢', [[FEE, 0.95]], 'answer')
    const alone = found('已经发货了呢', [[FEE, 0.1]], 'hand-over')
    const nothing = found('没发货怎么改地址', [[before, 0.9]], 'answer')

    expect(await askSiblings(answered, before, { search: async () => nothing })).toBe(answered)
    expect(await askSiblings(alone, before, { search: async () => nothing })).toBe(alone)
  })

  test('is asked for where a message finds two, of which the second fits the subject best', async () => {
    const two = [
      [FEE, 0.95],
      [DELIVERY, 0.5],
    ] as const
    const alone = found('快递运费谁出', two, 'answer')
    const beside = found(
      '怎么开发票 快递运费谁出',
      [
        [INVOICE, 0.9],
        [DELIVERY, 0.8],
      ],
      'answer',
    )
    const unsure = found(
      '怎么开发票 快递运费谁出',
      [
        [INVOICE, 0.9],
        [DELIVERY, 0.4],
      ],
      'answer',
    )

    expect(idsOf(await askAfter(INVOICE, alone, beside).answered)).toEqual(['delivery', 'fee'])
    expect(idsOf(await askAfter(INVOICE, alone, unsure).answered)).toEqual(['fee'])
  })
})
