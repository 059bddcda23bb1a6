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
    lines: 'any',
    sentences,
    words: [{ word: 'furious zh 0', effect: 'fires' }],
  }
  const vectors = await embedSentences([file], hashEmbedder(), never)

  const [zh, en] = await measureSignal(file, vectors, never)

  expect(zh).toMatchObject({ language: 'zh', examples: 20, counterExamples: 20, auroc: 1 })
  expect(zh).toMatchObject({ recallOfWords: 1 / 20, recall: 1 })
  expect(en?.falseAlarms).toBeLessThanOrEqual(0.05)
})
