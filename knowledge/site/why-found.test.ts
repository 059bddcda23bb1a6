import { expect, test } from 'vitest'
import type { Found } from '../search/find-answer.js'
import { whyFound } from './why-found.js'

const words = (key: string, facts = {}) => JSON.stringify({ key, ...facts })

function askedBack(...probabilities: readonly number[]): Found {
  const choices = probabilities.map((probability) => ({ probability }))
  return {
    decision: { kind: 'ask-back', choices },
    reason: 'one-of-these',
    probability: probabilities[0],
    limits: { answer: 0.9, askBack: 0.57, budget: { name: 'general' } },
  } as unknown as Found
}

test('tells how sure one of the choices is', () => {
  const why = whyFound(askedBack(0.4, 0.25), words as never, 'en')

  expect(JSON.parse(why)).toMatchObject({ count: 2, probability: '40%', together: '65%' })
})

test('is never surer than sure, though two choices may both be right', () => {
  const why = whyFound(askedBack(0.855, 0.281), words as never, 'en')

  expect(JSON.parse(why)).toMatchObject({ together: '99%' })
})
