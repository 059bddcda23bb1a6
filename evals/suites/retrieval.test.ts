import { expect, test } from 'vitest'
import type { Asked } from '../suite.js'
import { runSuite } from '../testing/run-suite.js'
import { suite } from './retrieval.js'

const asked = (
  probability: number,
  kind: Asked['decision']['kind'],
  ...ids: readonly string[]
): Asked => ({
  hits: ids.map((id) => ({ article: { id } })),
  probability,
  exact: probability === 1,
  decision: { kind },
})

const LINES = [
  { id: 'q1', text: '退款多久', lang: 'zh-Hans', gold: ['refund-time'] },
  { id: 'q2', text: '運費', lang: 'zh-Hant', gold: ['delivery-fee'] },
  { id: 'q3', text: 'where is it', gold: ['track-parcel-en', 'track-parcel'] },
  { id: 'q4', text: 'rent a projector', lang: 'en', gold: [] },
]

const FOUND: Readonly<Record<string, Asked>> = {
  退款多久: asked(0.9, 'answer', 'refund-time', 'refund-where'),
  運費: asked(0.6, 'ask-back', 'return-shipping-cost', 'delivery-fee'),
  'where is it': asked(0.3, 'hand-over'),
  'rent a projector': asked(0.5, 'answer', 'installation'),
}

const articles = ['refund-time', 'delivery-fee', 'track-parcel']

test('measures ranks where an article answers, and probability over all', async () => {
  const { values, result } = await runSuite(suite, LINES, { found: FOUND, articles })

  // First place, second place, not found; the fourth question has no answer.
  expect(values('hit@1')).toEqual({
    all: 1 / 3,
    'zh-Hans': 1,
    'zh-Hant': 0,
    en: 0,
    unanswerable: null,
  })
  expect(values('hit@3')).toMatchObject({ all: 2 / 3, 'zh-Hans': 1, 'zh-Hant': 1, en: 0 })
  expect(values('mrr')).toMatchObject({ all: (1 + 1 / 2 + 0) / 3 })
  // .9 and .6 lie above the .5 of the unanswerable one, .3 below: two of three pairs.
  expect(values('auroc')).toMatchObject({ all: 2 / 3, 'zh-Hans': null })
  // (.1² + .6² + .3² + .5²) / 4 = .1775
  expect(values('brier')['all']).toBeCloseTo(0.1775)
  expect(values('answered')).toMatchObject({ all: 2 / 4, unanswerable: 1 })
  expect(values('right when answered')).toMatchObject({ all: 1 / 2, unanswerable: 0 })
  expect(values('right when asked back')).toMatchObject({ all: 1, 'zh-Hant': 1, en: null })
  expect(values('handed over')).toMatchObject({ all: 1 / 4 })
  expect(result.groups).toEqual({ all: 4, 'zh-Hans': 1, 'zh-Hant': 1, en: 2, unanswerable: 1 })
})

test('a question that only another language answers counts for no language', async () => {
  const lines = [
    { id: 'q1', text: 'how long do refunds take', lang: 'en', gold: ['refund-time-en'] },
    { id: 'q2', text: 'wash a down jacket', lang: 'en', gold: ['down-jacket'], kind: 'cross' },
  ]
  const { values, result } = await runSuite(suite, lines, {
    found: {
      'how long do refunds take': asked(0.9, 'answer', 'refund-time-en'),
      'wash a down jacket': asked(0.4, 'ask-back', 'clothing-size', 'down-jacket'),
    },
    articles: ['refund-time-en', 'down-jacket'],
  })

  expect(result.groups).toEqual({ all: 2, en: 1, cross: 1 })
  expect(values('hit@1')).toEqual({ all: 1 / 2, en: 1, cross: 0 })
  expect(values('mrr')).toMatchObject({ en: 1, cross: 1 / 2 })
})

test('gives every question with what was found, in order', async () => {
  const { result } = await runSuite(suite, LINES, { found: FOUND, articles })

  expect(result.questions[1]).toEqual({
    id: 'q2',
    ranked: ['return-shipping-cost', 'delivery-fee'],
    probability: 0.6,
    confidence: 0.6,
    decision: 'ask-back',
  })
  expect(result.questions.map(({ id }) => id)).toEqual(['q1', 'q2', 'q3', 'q4'])
})

test('tells the worst first, and which labels no article can meet', async () => {
  const { result } = await runSuite(suite, LINES, { found: FOUND, articles })

  expect(result.worst.map(({ asked: _, ...told }) => told)).toEqual([
    {
      id: 'q3',
      text: 'where is it',
      happened:
        'wanted track-parcel-en or track-parcel, not found; first was nothing at 0.30: hand-over',
    },
    {
      id: 'q2',
      text: '運費',
      happened:
        'wanted delivery-fee, found in place 2; first was return-shipping-cost at 0.60: ask-back',
    },
    {
      id: 'q4',
      text: 'rent a projector',
      happened: 'no article answers; first was installation at 0.50: answer',
    },
  ])
  expect(result.notes).toEqual([
    '1 of 4 article ids in the labels are not among the articles: track-parcel-en. Mend the labels or the folder.',
  ])
})

test('keeps ten articles at most', async () => {
  const many = Array.from({ length: 12 }, (_, i) => `a${i}`)
  const { result } = await runSuite(suite, [{ id: 'q', text: 'many', gold: ['a11'] }], {
    found: { many: asked(0.2, 'ask-back', ...many) },
    articles: many,
  })

  expect(result.questions[0]).toMatchObject({ ranked: many.slice(0, 10) })
})

test('tells how many questions are in an article word for word', async () => {
  const { result } = await runSuite(
    suite,
    [
      { id: 'q1', text: '退款多久到账', gold: ['refund-time'] },
      { id: 'q2', text: '钱呢', gold: ['refund-time'] },
    ],
    {
      found: {
        退款多久到账: asked(1, 'answer', 'refund-time'),
        钱呢: asked(0.7, 'answer', 'refund-time'),
      },
      articles,
    },
  )

  expect(result.notes).toEqual([
    '1 of 2 questions are a title or stored question of an article, word for word, and test no more than a look-up.',
  ])
})
