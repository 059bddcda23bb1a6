import { expect, test } from 'vitest'
import { learnNgrams } from './ngram-model.js'

const examples = [
  { text: '没用，算了', label: 0 },
  { text: 'this is useless', label: 0 },
  { text: '知道了', label: 1 },
  { text: 'ok noted', label: 1 },
  { text: '太感谢了', label: 2 },
  { text: 'thanks a lot', label: 2 },
]

test('what shares its characters with a class is taken for it', () => {
  const model = learnNgrams(examples, 3)

  const told = ['USELESS thing', '好，知道了', '感谢感谢'].map((text) => {
    const probabilities = model.predict(text)
    return probabilities.indexOf(Math.max(...probabilities))
  })

  expect(told).toEqual([0, 1, 2])
})

test('a text without a known character gets the shares of the classes', () => {
  const model = learnNgrams(examples, 3)

  for (const probability of model.predict('')) expect(probability).toBeCloseTo(1 / 3, 1)
})
