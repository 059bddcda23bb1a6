import { expect, test, vi } from 'vitest'
import { SECOND } from '../platform/clock.js'
import { fixedClock } from '../platform/testing/fixed-clock.js'
import { makeArticle } from './article/make-article.js'
import { warmUpSoon } from './warm-up.js'

const articles = [...Array(9).keys()].map((i) =>
  makeArticle({ id: `a${i}`, title: `a${i}`, language: i < 7 ? 'zh-Hans' : 'en' }),
)

test('a few titles of each language are asked, once the start is over', async () => {
  const clock = fixedClock()
  const asked: string[] = []
  warmUpSoon(
    clock,
    () => articles,
    async ({ id }) => asked.push(id),
  )

  expect(asked).toEqual([])
  clock.advance(2 * SECOND)
  await vi.waitFor(() => expect(asked).toEqual(['a0', 'a1', 'a2', 'a7', 'a8']))
})

test('a title that cannot be asked stops none of the others', async () => {
  const clock = fixedClock()
  const asked: string[] = []
  warmUpSoon(
    clock,
    () => articles,
    async ({ id }) => {
      asked.push(id)
      throw new Error('no')
    },
  )

  clock.advance(2 * SECOND)
  await vi.waitFor(() => expect(asked).toHaveLength(5))
})

test('nothing is asked of what was closed', async () => {
  const clock = fixedClock()
  const asked: string[] = []
  const ask = async ({ id }: { id: string }) => {
    asked.push(id)
    stop()
  }
  const stop = warmUpSoon(clock, () => articles, ask)
  clock.advance(2 * SECOND)
  await new Promise((resolve) => setTimeout(resolve, 20))

  expect(asked).toEqual(['a0'])
})
