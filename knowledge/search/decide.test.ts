import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide } from './decide.js'

const LIMITS = { answer: () => 0.8, askBack: 0.4 }

const ranked = (...probabilities: readonly number[]) =>
  probabilities.map((probability, place) => ({ probability, place }))

describe('deciding', () => {
  test.each([
    { probabilities: [0.97, 0.02], kind: 'answer', why: 'sure' },
    { probabilities: [0.8, 0.1], kind: 'answer', why: 'at the limit' },
    { probabilities: [0.79, 0.1], kind: 'ask-back', why: 'not sure enough' },
    { probabilities: [0.2, 0.15, 0.1], kind: 'ask-back', why: 'one of three' },
    { probabilities: [0.1, 0.05, 0.02], kind: 'hand-over', why: 'nothing likely' },
    { probabilities: [], kind: 'hand-over', why: 'nothing found' },
  ])('$probabilities: $kind, for it is $why', ({ probabilities, kind }) => {
    expect(decide(ranked(...probabilities), false, LIMITS).kind).toBe(kind)
  })

  test('the question itself is answered, however unsure the rest', () => {
    expect(decide(ranked(0.2, 0.19), true, LIMITS)).toMatchObject({
      kind: 'answer',
      hit: { place: 0 },
    })
  })

  test('asks more of what costs more when it is wrong', () => {
    const strict = { ...LIMITS, answer: ({ place }: { place: number }) => 0.8 + place }

    expect(decide([{ probability: 0.9, place: 0 }], false, strict).kind).toBe('answer')
    expect(decide([{ probability: 0.9, place: 1 }], false, strict).kind).toBe('ask-back')
  })

  test('offers at most three choices, best first, none that is hopeless', () => {
    expect(decide(ranked(0.3, 0.2, 0.15, 0.14), false, LIMITS)).toMatchObject({
      kind: 'ask-back',
      choices: [{ place: 0 }, { place: 1 }, { place: 2 }],
    })
    expect(decide(ranked(0.4, 0.3, 0.01), false, LIMITS)).toMatchObject({
      choices: [{ place: 0 }, { place: 1 }],
    })
  })

  test('what is not offered leaves its place to the next, and counts for nothing', () => {
    const onlyOf = (...places: readonly number[]) => ({
      ...LIMITS,
      isOffered: ({ place }: { place: number }) => places.includes(place),
    })

    expect(decide(ranked(0.3, 0.15), false, LIMITS).kind).toBe('ask-back')
    expect(decide(ranked(0.3, 0.15), false, onlyOf(0)).kind).toBe('hand-over')
    expect(decide(ranked(0.45, 0.15, 0.1), false, onlyOf(2))).toMatchObject({
      choices: [{ place: 0 }, { place: 2 }],
    })
    expect(decide(ranked(0.3, 0.2, 0.15, 0.14), false, onlyOf(2, 3))).toMatchObject({
      choices: [{ place: 0 }, { place: 2 }, { place: 3 }],
    })
  })

  test('however sure the first is, a likely rival is offered beside it where that is wanted', () => {
    const withRival = { ...LIMITS, rival: 0.4 }

    expect(decide(ranked(0.9, 0.39), false, withRival).kind).toBe('answer')
    expect(decide(ranked(0.9, 0.4, 0.01), false, withRival)).toMatchObject({
      kind: 'ask-back',
      choices: [{ place: 0 }, { place: 1 }],
    })
    expect(decide(ranked(0.9, 0.4), true, withRival).kind).toBe('answer')
    const onlyFirst = { ...withRival, isOffered: () => false }
    expect(decide(ranked(0.9, 0.4), false, onlyFirst).kind).toBe('answer')
  })

  test('a single choice asks whether that is meant', () => {
    expect(decide(ranked(0.5, 0.01), false, LIMITS)).toMatchObject({
      kind: 'ask-back',
      choices: [{ place: 0 }],
    })
  })

  test('never answers below the threshold, never asks without a choice', () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(probability, { maxLength: 10 }), (list) => {
        const sorted = list.toSorted((a, b) => b - a)

        const decision = decide(ranked(...sorted), false, LIMITS)

        if (decision.kind === 'ask-back') expect(decision.choices.length).toBeGreaterThan(0)
        if (decision.kind === 'answer') {
          expect(decision.hit.probability).toBeGreaterThanOrEqual(0.8)
        }
      }),
    )
  })
})
