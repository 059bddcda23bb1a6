import { expect, test } from 'vitest'
import { citesRightly } from './cites-rightly.js'

const there = { mark: 1, article: 'refund-time' }

test.each([
  { text: 'Three days. [1]', citations: [there], right: true },
  {
    text: 'Three [1] or four [2] days.',
    citations: [there, { mark: 2, article: 'b' }],
    right: true,
  },
  { text: 'Three days.', citations: [there], right: false },
  { text: 'Three days. [1]', citations: [], right: false },
  { text: 'Three days. [2]', citations: [there], right: false },
  { text: 'Three days. [1]', citations: [{ mark: 1, article: null }], right: false },
  { text: 'See [1](/help/a).', citations: [there], right: false },
])('$text with $citations is cited rightly: $right', ({ text, citations, right }) => {
  expect(citesRightly(text, citations)).toBe(right)
})
