import { describe, expect, test } from 'vitest'
import type { Found } from './find-answer.js'
import { KeptAnswers } from './kept-answers.js'

const found = (question: string) => ({ question }) as Found

describe('KeptAnswers', () => {
  test('recalls what was found on the same basis', () => {
    const answers = new KeptAnswers()
    const articles = {}
    const refund = found('怎么退款')
    answers.recall('怎么退款', [articles, '2026-11-26'])
    answers.keep('怎么退款', [articles, '2026-11-26'], refund)

    expect(answers.recall('怎么退款', [articles, '2026-11-26'])).toBe(refund)
    expect(answers.recall('怎么换货', [articles, '2026-11-26'])).toBeUndefined()
  })

  test.each([
    ['other articles', [{}, '2026-11-26']],
    ['another day', [null, '2026-11-27']],
  ])('knows nothing after %s', (_, changed) => {
    const answers = new KeptAnswers()
    const basis = [null, '2026-11-26']
    answers.recall('怎么退款', basis)
    answers.keep('怎么退款', basis, found('怎么退款'))

    expect(answers.recall('怎么退款', changed)).toBeUndefined()
    expect(answers.recall('怎么退款', basis)).toBeUndefined()
  })

  test('does not keep what was found while something changed', () => {
    const answers = new KeptAnswers()
    answers.recall('怎么退款', ['before'])
    answers.recall('怎么换货', ['after'])
    answers.keep('怎么退款', ['before'], found('怎么退款'))

    expect(answers.recall('怎么退款', ['after'])).toBeUndefined()
  })

  test('keeps the latest used', () => {
    const answers = new KeptAnswers()
    answers.recall('first', [])
    answers.keep('first', [], found('first'))
    for (let i = 0; i < 255; i++) answers.keep(`other ${i}`, [], found('other'))
    answers.recall('first', [])
    answers.keep('one more', [], found('one more'))

    expect(answers.recall('first', [])).toBeDefined()
    expect(answers.recall('other 0', [])).toBeUndefined()
  })

  test('keeps as many as it is told', () => {
    const answers = new KeptAnswers(1)
    answers.keep('first', [], found('first'))
    answers.keep('second', [], found('second'))

    expect(answers.recall('first', [])).toBeUndefined()
    expect(answers.recall('second', [])).toBeDefined()
  })

  test('forgets', () => {
    const answers = new KeptAnswers()
    answers.keep('怎么退款', [], found('怎么退款'))
    answers.forget()

    expect(answers.recall('怎么退款', [])).toBeUndefined()
  })
})
