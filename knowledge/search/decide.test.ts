import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide, THRESHOLDS } from './decide.js'

const ranked = (...probabilities: readonly number[]) =>
  probabilities.map((probability, place) => ({ probability, place }))

describe('deciding', () => {
  test.each([
    { probabilities: [0.97, 0.02], kind: 'answer', why: 'sure' },
    { probabilities: [0.7, 0.1], kind: 'answer', why: 'sure enough and alone' },
    { probabilities: [0.7, 0.6], kind: 'ask-back', why: 'two meanings' },
    { probabilities: [0.95, 0.9], kind: 'answer', why: 'as good as certain' },
    { probabilities: [0.3, 0.2, 0.1], kind: 'ask-back', why: 'one of three' },
    { probabilities: [0.1, 0.05, 0.02], kind: 'hand-over', why: 'nothing likely' },
    { probabilities: [], kind: 'hand-over', why: 'nothing found' },
  ])('$probabilities: $kind, for it is $why', ({ probabilities, kind }) => {
    expect(decide(ranked(...probabilities), false).kind).toBe(kind)
  })

  test('the question itself is answered, however unsure the rest', () => {
    expect(decide(ranked(0.2, 0.19), true)).toMatchObject({ kind: 'answer', hit: { place: 0 } })
  })

  test('offers at most three choices, best first, none that is hopeless', () => {
    expect(decide(ranked(0.3, 0.2, 0.15, 0.14), false)).toMatchObject({
      kind: 'ask-back',
      choices: [{ place: 0 }, { place: 1 }, { place: 2 }],
    })
    expect(decide(ranked(0.4, 0.3, 0.01), false)).toMatchObject({
      choices: [{ place: 0 }, { place: 1 }],
    })
  })

  test('a single choice asks whether that is meant', () => {
    expect(decide(ranked(0.5, 0.01), false)).toMatchObject({
      kind: 'ask-back',
      choices: [{ place: 0 }],
    })
  })

  test('never answers below the threshold, never asks without a choice', () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(probability, { maxLength: 10 }), (list) => {
        const sorted = list.toSorted((a, b) => b - a)

        const decision = decide(ranked(...sorted), false)

        if (decision.kind === 'ask-back') expect(decision.choices.length).toBeGreaterThan(0)
        if (decision.kind === 'answer') {
          expect(decision.hit.probability).toBeGreaterThanOrEqual(THRESHOLDS.answer)
        }
      }),
    )
  })
})
