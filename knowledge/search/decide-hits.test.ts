import { describe, expect, test } from 'vitest'
import { decideHits } from './decide-hits.js'
import type { Hit } from './extract/choose-passage.js'

const LIMITS = { answer: () => 0.8, askBack: 0.6 }

const hit = (probability: number, language = 'en') =>
  ({ probability, article: { id: `${probability}`, title: 'A title', language } }) as Hit

const decided = (folded: string, ...hits: readonly Hit[]) =>
  decideHits(hits, false, LIMITS, { folded, language: 'en' })

describe('a question with two likely articles', () => {
  test('is asked back where it says little, and says why', () => {
    expect(decided('how long', hit(0.9), hit(0.45))).toMatchObject({
      decision: { kind: 'ask-back', choices: [{ probability: 0.9 }, { probability: 0.45 }] },
      reason: 'several',
    })
  })

  test('is answered where it says more, or the second is hardly likely', () => {
    const long = 'how long does it take until a parcel comes to me'

    expect(decided(long, hit(0.9), hit(0.45)).reason).toBe('sure')
    expect(decided('how long', hit(0.9), hit(0.2)).reason).toBe('sure')
  })
})

test('what the customer cannot read is no choice, unless it is likely', () => {
  expect(decided('how long', hit(0.5), hit(0.15, 'zh-Hans')).decision.kind).toBe('hand-over')
  expect(decided('how long', hit(0.5), hit(0.3, 'zh-Hans'))).toMatchObject({
    decision: { kind: 'ask-back' },
    reason: 'one-of-these',
  })
})
