import { describe, expect, test } from 'vitest'
import { embedSentences } from './embed-sentences.js'
import { hashEmbedder } from './hash-embedder.js'
import type { SignalFile } from './load-signals.js'
import { auroc, measureSignal } from './measure-signals.js'

const never = new AbortController().signal
const scores = (...margins: readonly number[]) => margins.map((margin) => ({ margin }))

describe('AUROC', () => {
  test.each([
    ['all pairs won', [3, 4], [1, 2], 1],
    ['all pairs lost', [1], [2, 3], 0],
    ['a tie counts half', [1], [1], 0.5],
    ['3 of 4 pairs won', [1, 3], [0, 2], 0.75],
  ])('%s', (_, yes, no, expected) => {
    expect(auroc(scores(...yes), scores(...no))).toBe(expected)
  })
})

test('quality counts words and model together and keeps the budget', async () => {
  const sentences = (['zh', 'en'] as const).flatMap((language) =>
    Array.from({ length: 40 }, (_, i) => ({
      text: i % 2 === 0 ? `furious ${language} ${i}` : `calm question ${language} ${i}`,
      language,
      holds: i % 2 === 0,
      own: i < 20,
    })),
  )
  const file: SignalFile = {
    name: 'anger',
    title: 'Anger',
    falseAlarms: 0.05,
    ordinaryAlarms: 0,
    about: ['complain'],
    lines: 'any',
    sentences,
    words: [{ word: 'furious zh 0', effect: 'fires' }],
  }
  const questions = Array.from({ length: 40 }, (_, i) => ({
    text: i === 0 ? 'is furious zh 0 a game' : `calm question about an order ${i}`,
    language: 'en' as const,
    articles: [`article-${i % 4}`],
  }))
  const about = { text: 'furious en 77', language: 'en', articles: ['complain'] } as const
  const asked = [...questions, about]
  const vectors = await embedSentences([file], asked, hashEmbedder(), never)

  const { quality, ordinary } = await measureSignal(file, vectors, asked, never)
  const [zh, en] = quality

  expect(zh).toMatchObject({ language: 'zh', examples: 20, counterExamples: 20, auroc: 1 })
  expect(zh).toMatchObject({ recallOfWords: 1 / 20, recall: 1 })
  expect(en?.falseAlarms).toBeLessThanOrEqual(0.05)
  // The word fires whatever the budget says; the article about the signal does not count.
  expect(ordinary).toEqual({
    name: 'anger',
    questions: 40,
    fired: 1,
    worst: [{ text: 'is furious zh 0 a game', article: 'article-0', word: 'furious zh 0' }],
  })
})
