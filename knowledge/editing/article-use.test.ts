import { expect, test } from 'vitest'
import { keepUse, NO_USE, type UseOfArticles } from './article-use.js'

const { signal } = new AbortController()

test('use is counted once in a period, for all who ask meanwhile', async () => {
  let now = 0
  let counted = 0
  const count: UseOfArticles = async () => new Map([['a', { ...NO_USE, shown: ++counted }]])
  const useOf = keepUse(count, 1_000, () => now)

  const both = await Promise.all([useOf(signal), useOf(signal)])
  now = 1_000
  const later = await useOf(signal)

  expect(both.map((use) => use.get('a')?.shown)).toEqual([1, 1])
  expect(later.get('a')?.shown).toBe(2)
})

test('a count that failed is not kept', async () => {
  const results = [Promise.reject(new Error('busy')), Promise.resolve(new Map())]
  results[0]?.catch(() => {})
  const useOf = keepUse(
    () => results.shift() as ReturnType<UseOfArticles>,
    1_000,
    () => 0,
  )

  await expect(useOf(signal)).rejects.toThrow('busy')
  expect((await useOf(signal)).size).toBe(0)
})
