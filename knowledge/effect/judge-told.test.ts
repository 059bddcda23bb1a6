import { describe, expect, test } from 'vitest'
import type { AnswerTest } from './answer-test.js'
import { failuresOf, verdictOn } from './judge-told.js'
import type { Told } from './told.js'

const answer = (id: string, text = '', original = id): Told => ({
  kind: 'answer',
  articles: [{ id, title: id, original }],
  text,
  probability: 0.9,
  near: [],
})
const offer = (...ids: readonly string[]): Told => ({
  kind: 'ask-back',
  articles: ids.map((id) => ({ id, title: id, original: id })),
  text: '',
  probability: 0.5,
  near: [],
})
const person: Told = { kind: 'hand-over', articles: [], text: '', probability: 0.1, near: [] }

const must = (more: Partial<AnswerTest>): AnswerTest => ({
  question: 'q',
  language: 'en',
  articles: ['refund'],
  facts: [],
  forbidden: [],
  file: 'f',
  line: 1,
  ...more,
})

describe('an answer test', () => {
  test('holds for any way to say a fact, in any script, dash and spacing', () => {
    const told = answer('refund', '退款發起後 **1-3 個工作日** 內到賬。')

    expect(failuresOf(must({ facts: [['三天', '1–3 个工作日']] }), told)).toEqual([])
  })

  test('holds for the version in another language', () => {
    expect(failuresOf(must({}), answer('refund-en', '', 'refund'))).toEqual([])
  })

  test('tells all that is wrong at once', () => {
    const test = must({ facts: [['3 days']], forbidden: ['at once'] })

    expect(failuresOf(test, answer('invoice', 'Refunds come at once.'))).toEqual([
      { kind: 'other-article', article: 'invoice' },
      { kind: 'fact-missing', fact: '3 days' },
      { kind: 'forbidden-said', claim: 'at once' },
    ])
  })

  test('fails when it is asked back or handed over, unless no article may answer', () => {
    expect(failuresOf(must({}), offer('refund'))).toEqual([{ kind: 'not-answered' }])
    expect(failuresOf(must({}), person)).toEqual([{ kind: 'not-answered' }])
    expect(failuresOf(must({ articles: [] }), person)).toEqual([])
    expect(failuresOf(must({ articles: [] }), answer('refund'))).toEqual([{ kind: 'answered' }])
  })
})

describe('the verdict on a question', () => {
  test.each([
    { gold: ['a'], before: person, after: answer('a'), verdict: 'better' },
    { gold: ['a'], before: answer('a'), after: offer('a', 'b'), verdict: 'worse' },
    { gold: ['a'], before: answer('b'), after: person, verdict: 'better' },
    { gold: ['a'], before: offer('b'), after: person, verdict: 'different' },
    { gold: ['a'], before: answer('a', 'x'), after: answer('a', 'y'), verdict: 'different' },
    { gold: ['a'], before: answer('a', 'x'), after: answer('a', 'x'), verdict: 'same' },
    { gold: [], before: person, after: answer('a'), verdict: 'worse' },
    { gold: [], before: answer('a'), after: offer('a'), verdict: 'better' },
    { gold: null, before: person, after: answer('a'), verdict: 'newly-answered' },
    { gold: null, before: offer('a'), after: answer('a'), verdict: 'newly-answered' },
    { gold: null, before: answer('a'), after: person, verdict: 'no-longer-answered' },
    { gold: null, before: answer('a'), after: answer('b'), verdict: 'different' },
    { gold: null, before: offer('a'), after: person, verdict: 'different' },
  ] as const)('of $gold, $before.kind then $after.kind, is $verdict', (each) => {
    expect(verdictOn(each.gold, each.before, each.after)).toBe(each.verdict)
  })

  test('of a new article is no worse because none was said to answer', () => {
    const isNew = (id: string) => id === 'engraving'

    expect(verdictOn([], person, answer('engraving'), isNew)).toBe('newly-answered')
    expect(verdictOn([], person, answer('refund'), isNew)).toBe('worse')
    expect(verdictOn(['refund'], answer('refund'), answer('engraving'), isNew)).toBe('worse')
  })
})
