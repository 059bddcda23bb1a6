import { describe, expect, test } from 'vitest'
import { answeredArticle } from './answered-article.js'

const passages = ['coupon', 'points'].map((article) => ({
  article,
  title: article,
  url: `/help/${article}`,
  probability: 0.5,
}))
const citing = (...articles: readonly string[]) => ({
  citations: articles.map((article, i) => ({
    mark: i + 1,
    title: article,
    url: `/help/${article}`,
  })),
})

describe('the article that a turn answered from', () => {
  test('is the one that the reply cites', () => {
    expect(answeredArticle({ decision: 'answer', passages }, citing('points'))).toBe('points')
  })

  test('is that of the last question, where two were answered at once', () => {
    const reply = citing('invoice', 'coupon')

    expect(answeredArticle({ decision: 'answer', passages }, reply)).toBe('coupon')
  })

  test('is none where nothing was answered or cited', () => {
    expect(answeredArticle({ decision: 'ask-back', passages }, citing('coupon'))).toBeUndefined()
    expect(answeredArticle({ decision: 'answer', passages }, {})).toBeUndefined()
  })
})
