import { expect, test } from 'vitest'
import { EMPTY_MEMORY } from '../../handoff/index.js'
import type { Found } from '../../knowledge/index.js'
import { foundAs, hitFor } from './open-test-turn.js'
import { searchTurn } from './search-turn.js'

const { signal } = new AbortController()

/**
 * What is done with a question after the bot offered `likely` and `offered`.
 *
 * @param alone What the question finds by itself; what it finds of a topic is that topic.
 * @param ofLikely What it finds of the likeliest.
 */
async function search(alone: Found, ofLikely: Found) {
  const knowledge = {
    async ask(_: string, { topic }: { readonly topic?: string }) {
      if (topic === undefined) return alone
      return topic === 'likely' ? ofLikely : foundAs('answer', [hitFor(topic, 0.98)])
    },
  }
  const memory = { ...EMPTY_MEMORY, likely: 'likely', offered: ['likely', 'offered'] }
  const { found } = await searchTurn(knowledge, { texts: ['q'], memory }, 'en', signal)
  const { decision } = found
  const hits = decision.kind === 'ask-back' ? decision.choices : found.hits
  return [decision.kind, ...hits.map(({ article }) => article.id)]
}

const NOTHING = foundAs('hand-over', [hitFor('other', 0.04)])

test('what was likely meant answers', async () => {
  expect(await search(NOTHING, foundAs('answer', [hitFor('likely', 0.97)]))).toEqual([
    'answer',
    'likely',
  ])
})

test('what was only offered answers what finds it by its own words', async () => {
  const alone = foundAs('ask-back', [hitFor('other', 0.3), hitFor('offered', 0.2)])

  expect(await search(alone, alone)).toEqual(['answer', 'offered'])
})

test('what was only offered, and is found by its title alone, is one more choice', async () => {
  const ofLikely = foundAs('ask-back', [hitFor('a', 0.3), hitFor('b', 0.2), hitFor('c', 0.1)])

  expect(await search(NOTHING, ofLikely)).toEqual(['ask-back', 'a', 'b', 'offered'])
  expect(await search(NOTHING, NOTHING)).toEqual(['ask-back', 'offered'])
})

test('of what was offered, what is left of the likeliest goes before what is not', async () => {
  const left = foundAs('ask-back', [hitFor('offered', 0.4)])

  expect(await search(NOTHING, left)).toEqual(['ask-back', 'offered'])
})
