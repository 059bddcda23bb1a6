import { expect, test } from 'vitest'
import { parseArticle } from '../article/parse-article.js'
import { measureText } from '../passage/measure-text.js'
import { generateArticles } from './generate-articles.js'

const made = [...generateArticles(300, 4)]
const articles = made.flatMap(({ file, text }) => {
  const parsed = parseArticle(file, new TextEncoder().encode(text), 'allow')
  return parsed.ok ? [parsed.article] : []
})
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]

test('the same seed makes the same articles, another makes others', () => {
  expect([...generateArticles(300, 4)]).toEqual(made)
  expect([...generateArticles(1, 5)]).not.toEqual(made.slice(0, 1))
})

test('every article can be read, has a title of its own, and no slot left open', () => {
  expect(articles).toHaveLength(300)
  expect(new Set(articles.map(({ title }) => title)).size).toBe(300)
  expect(made.filter(({ text }) => /[{}]|undefined/.test(text))).toEqual([])
})

test('they are as long as help centres’ articles, two thirds of them Chinese', () => {
  const sizes = articles.flatMap(({ passages }) => passages.map(({ text }) => measureText(text)))
  const chinese = articles.filter(({ language }) => language === 'zh-Hans').length

  expect(median(articles.map(({ passages }) => passages.length))).toBe(5)
  expect(median(sizes)).toBeGreaterThan(60)
  expect(median(sizes)).toBeLessThan(200)
  expect(chinese / articles.length).toBeCloseTo(2 / 3, 1)
})
