import { expect, test } from 'vitest'
import type { Article } from '../article/article.js'
import { makeArticle } from '../article/make-article.js'
import type { Knowledge } from '../knowledge.js'
import type { Found } from '../search/find-answer.js'
import { tryTopics } from './topic-trials.js'

const ARTICLES = [
  makeArticle({ id: 'refund', title: '退款多久', language: 'zh-Hans' }),
  makeArticle({ id: 'refund-en', title: 'How long?', language: 'en', translates: 'refund' }),
  makeArticle({ id: 'fee', title: '运费多少', language: 'zh-Hans' }),
  makeArticle({ id: 'gift', title: '赠品要退吗', language: 'zh-Hans' }),
]
const { signal } = new AbortController()

/** Answers each message with the article it is told to, or with nothing. */
function knowledgeThat(answers: Readonly<Record<string, string>>) {
  const asked: string[] = []
  const article = (id: string) => ARTICLES.find((each) => each.id === id)
  const knowledge = {
    article,
    articles: (): readonly Article[] => ARTICLES,
    async ask(text: string, { topic, language }: Parameters<Knowledge['ask']>[1]) {
      if (topic !== undefined) asked.push(`${topic} ${language} ${text}`)
      const answer = article(answers[text] ?? '')
      const some: Partial<Found> = {
        hits: [],
        decision: answer
          ? { kind: 'answer', hit: { article: answer } as Found['hits'][number] }
          : { kind: 'hand-over' },
      }
      return some as Found
    },
  }
  return { asked, knowledge }
}

test('a label is sent after each version of its article, and judged by what it meant', async () => {
  const { asked, knowledge } = knowledgeThat({ 信用卡呢: 'refund-en', 包邮吗: 'fee', 再见: 'gift' })
  const labels = [
    { after: 'refund', text: '信用卡呢', gold: ['refund', 'refund-en'], played: false },
    { after: 'fee', text: '包邮吗', gold: ['fee', 'gift'], played: false },
    { after: 'fee', text: '信用卡呢', gold: ['refund'], played: false },
    { after: 'gift', text: '再见', gold: [], played: true },
  ].map((label) => ({ ...label, signals: [] }))
  const trials = await tryTopics(labels, [], knowledge, signal)

  expect(asked).toEqual([
    'refund zh-Hans 信用卡呢',
    'refund-en zh-Hans 信用卡呢',
    'fee zh-Hans 包邮吗',
    'fee zh-Hans 信用卡呢',
    'gift zh-Hans 再见',
  ])
  expect(
    trials.map(({ subject, meaning, got, weight }) => [subject, meaning, got, weight]),
  ).toEqual([
    ['refund', 'topic', 'topic', 1],
    ['refund', 'topic', 'topic', 1],
    ['fee', 'topic', 'topic', 0.5],
    ['fee', 'other', 'wrong', 1],
    ['gift', 'none', 'topic', 3],
  ])
})

test('a question by itself is sent after an article that does not answer it', async () => {
  const { asked, knowledge } = knowledgeThat({})
  const questions = [
    { text: 'how long is it', language: 'en', gold: ['refund'] },
    { text: '运费谁出', language: 'zh-Hans', gold: ['fee'] },
    { text: '会下雨吗', language: 'zh-Hans', gold: [] },
  ] as const
  const trials = await tryTopics([], questions, knowledge, signal)

  // No other article is in English, so it comes after one that is there only in Chinese.
  expect(asked[0]).toMatch(/^(?:fee|gift) en how long is it$/)
  expect(
    asked.slice(1).every((each) => /^(?:refund|refund-en|gift) zh-Hans 运费谁出$/.test(each)),
  ).toBe(true)
  expect(trials.every(({ meaning, got }) => meaning === 'other' && got === 'nothing')).toBe(true)
})
