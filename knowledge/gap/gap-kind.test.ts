import { describe, expect, test } from 'vitest'
import type { UnansweredQuestion } from './gap.js'
import { commonKind, IN_SCOPE, kindOf } from './gap-kind.js'

const question = (change: Partial<UnansweredQuestion>): Parameters<typeof kindOf>[0] => ({
  outcome: 'handed-over',
  article: 'refund-time',
  probability: 0.1,
  right: null,
  ...change,
})

describe('what is missing', () => {
  test.each([
    { change: {}, kind: 'no-article' },
    { change: { probability: 0.5 }, kind: 'not-found' },
    { change: { probability: null }, kind: 'no-article' },
    { change: { right: ['invoice'] }, kind: 'not-found' },
    { change: { probability: 0.9, right: [] }, kind: 'no-article' },
    { change: { outcome: 'disliked' }, kind: 'unhelpful' },
    { change: { outcome: 'answered-then-person' }, kind: 'unhelpful' },
    { change: { outcome: 'disliked', right: ['refund-time'] }, kind: 'unhelpful' },
    { change: { outcome: 'corrected', right: ['invoice'] }, kind: 'not-found' },
    { change: { outcome: 'corrected', right: [] }, kind: 'no-article' },
    { change: { outcome: 'declined' }, kind: 'out-of-scope' },
    { change: { outcome: 'declined', right: ['invoice'] }, kind: 'not-found' },
    { change: { outcome: 'failed', right: ['invoice'] }, kind: 'system-trouble' },
  ] as const)('with $change is $kind', ({ change, kind }) => {
    expect(kindOf(question(change), 0.8)).toBe(kind)
  })

  test('far from all questions of the articles is out of scope', () => {
    expect(kindOf(question({}), IN_SCOPE - 0.01)).toBe('out-of-scope')
    expect(kindOf(question({ right: [] }), IN_SCOPE - 0.01)).toBe('out-of-scope')
    expect(kindOf(question({}), IN_SCOPE)).toBe('no-article')
  })

  test('is what most of a group miss, and of equals what an editor can do most about', () => {
    expect(commonKind(['unhelpful', 'no-article', 'unhelpful'])).toBe('unhelpful')
    expect(commonKind(['out-of-scope', 'no-article'])).toBe('no-article')
  })
})
