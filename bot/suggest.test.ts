import { expect, test } from 'vitest'
import type { Contradiction, Found, Hit } from '../knowledge/index.js'
import { createSuggest } from './suggest.js'
import { hitFor } from './turn/open-test-turn.js'

const { signal } = new AbortController()

function suggestFrom(hits: readonly Hit[], contradiction: Contradiction | null) {
  const suggest = createSuggest({
    articles: () => [],
    ask: async () => ({ hits, contradiction: () => contradiction }) as Found,
  })
  return suggest('退货几天', 'zh-Hans', signal)
}

const first = hitFor('return-seven-days', 0.9)
const between = hitFor('return-steps', 0.3)
const older = hitFor('return-exceptions', 0.01)

test('suggests what may answer, surest first', async () => {
  const suggestions = await suggestFrom([between, first, older], null)

  expect(suggestions.map(({ probability }) => probability)).toEqual([0.9, 0.3])
  expect(suggestions.map(({ contradiction }) => contradiction)).toEqual([null, null])
})

test('puts two that contradict each other together, however unlikely one is', async () => {
  const contradiction = { between: [first, older], newer: first } as const

  const suggestions = await suggestFrom([first, between, older], contradiction)

  expect(suggestions.map(({ contradiction: standing }) => standing)).toEqual([
    'newer',
    'older',
    null,
  ])
})
