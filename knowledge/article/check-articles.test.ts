import { describe, expect, test } from 'vitest'
import type { Article } from './article.js'
import { checkArticles } from './check-articles.js'
import { makeArticle } from './make-article.js'

const QUESTIONS = ['one', 'two', 'three', 'four', 'five']
const TODAY = '2026-11-23'

function check(...articles: readonly Article[]) {
  const files = new Set([...articles.map(({ file }) => file), 'picture.png'])
  return checkArticles(articles, files, TODAY)
}

describe('checking articles together', () => {
  test('finds nothing wrong with a good one', () => {
    const article = makeArticle(
      { questions: QUESTIONS },
      '![a](picture.png) [b](https://b.example/) [c](#c)',
    )

    expect(check(article)).toEqual([])
  })

  test('tells of two with one id, naming the other file', () => {
    const first = makeArticle({ id: 'a', questions: QUESTIONS })
    const second = {
      ...makeArticle({ id: 'a', questions: ['x', 'y', 'z', 'v', 'w'] }),
      file: 'b.md',
    }

    expect(check(first, second)).toMatchObject([
      { level: 'error', file: 'b.md', message: expect.stringContaining('also that of a.md') },
    ])
  })

  test('tells of a link into nowhere, with its line', () => {
    const article = makeArticle(
      { id: 'a', questions: QUESTIONS },
      'Hello.\n\nSee [there](../no/where.md#x).',
    )

    expect(check(article)).toMatchObject([
      { level: 'error', line: 3, message: expect.stringContaining('leads to ../no/where.md') },
    ])
  })

  test('tells of a translation of nothing', () => {
    const article = makeArticle({ questions: QUESTIONS, translates: 'gone' })

    expect(check(article)).toMatchObject([
      { level: 'error', message: expect.stringContaining('translates names gone') },
    ])
  })

  test('tells of a question that two articles claim, whatever its marks and script', () => {
    const first = makeArticle({ id: 'a', questions: [...QUESTIONS, '運費誰付'] })
    const second = makeArticle({ id: 'b', questions: ['6', '7', '8', '9', '运费谁付？'] })

    expect(check(first, second)).toMatchObject([
      { level: 'error', file: 'b.md', message: expect.stringContaining('a.md') },
    ])
  })

  test('warns of few questions and of a review that is due', () => {
    const article = { ...makeArticle({ questions: ['one'] }), reviewBy: '2026-11-22' }

    expect(check(article).map(({ level, message }) => `${level}: ${message}`)).toEqual([
      expect.stringContaining('warning: It has 1 questions. Add 4'),
      expect.stringContaining('reviewBy is 2026-11-22'),
    ])
  })

  test('does not end in a ring of translations', () => {
    const first = makeArticle({ id: 'a', questions: QUESTIONS, translates: 'b' })
    const second = makeArticle({ id: 'b', questions: ['6', '7', '8', '9', '10'], translates: 'a' })

    expect(check(first, second)).toEqual([])
  })
})
