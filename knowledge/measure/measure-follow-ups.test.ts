import { expect, test } from 'vitest'
import { makeArticle } from '../article/make-article.js'
import type { Knowledge } from '../knowledge.js'
import type { SentenceLabel } from '../label/read-sentence-labels.js'
import { measureFollowUps } from './measure-follow-ups.js'

const ARTICLE = makeArticle({ id: 'refund', title: 'How long is a refund?' })
const label = (text: string, follows: boolean): SentenceLabel => ({
  ...{ article: 'refund', text, follows, says: ['Weekends are not counted.'], also: [] },
})
const TOLD: Readonly<Record<string, readonly string[]>> = {
  'How long is a refund?': ['It takes 3 days.'],
  'and weekends': ['Weekends are not counted.'],
  'and holidays': ['It takes 3 days.', 'Holidays are days.'],
}

/** Answers from the article what it has words for, and hands over the rest. */
const knowledge = {
  article: (id: string) => (id === 'refund' ? ARTICLE : undefined),
  ask: async (question: string) => {
    const texts = TOLD[question]
    if (!texts) return { hits: [], decision: { kind: 'hand-over' } }
    const sentences = texts.map((text) => ({ text }))
    const hit = { article: ARTICLE, extract: { sentences, markdown: texts.join(' ') } }
    return { hits: [hit], decision: { kind: 'answer', hit } }
  },
} as unknown as Pick<Knowledge, 'ask' | 'article'>

test('tells how many stay with the article, are told what is labelled, or told again', async () => {
  const labels = [
    label('and weekends', true),
    label('and holidays', true),
    label('something else', true),
    label('and weekends', false),
    { ...label('and weekends', true), article: 'gone' },
  ]

  expect(await measureFollowUps(labels, knowledge, new AbortController().signal)).toEqual({
    ...{ asked: 3, kept: 2 / 3, right: 0.5, repeating: 0.5 },
    length: (25 + 35) / 2,
  })
})
