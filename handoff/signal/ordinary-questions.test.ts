import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ordinaryQuestions, questionsIn } from './ordinary-questions.js'

const never = new AbortController().signal

const article = {
  id: 'refund-time-en',
  translates: 'refund-time' as string | null,
  questions: ['how long is a refund', '退款多久'] as readonly string[],
  audience: 'customer',
  state: 'published',
} as const

describe("the articles' ordinary questions", () => {
  test('name their language, and the article with its translation', () => {
    expect(ordinaryQuestions([article], [])).toEqual([
      { text: 'how long is a refund', language: 'en', articles: ['refund-time', 'refund-time-en'] },
      { text: '退款多久', language: 'zh', articles: ['refund-time', 'refund-time-en'] },
    ])
  })

  test.each([{ audience: 'agent' }, { state: 'draft' }, { state: 'archived' }] as const)(
    'are not those of an article that is %j',
    (other) => {
      expect(ordinaryQuestions([{ ...article, ...other }], [])).toEqual([])
    },
  )

  test('are fifteen of one article at most, from its first to its last', () => {
    const questions = Array.from({ length: 60 }, (_, i) => `question ${String(i).padStart(2, '0')}`)

    const taken = ordinaryQuestions([{ ...article, questions }], []).map(({ text }) => text)

    expect(taken).toEqual(questions.filter((_, i) => i % 4 === 0))
  })

  test('are one where a message is the same, with all that either is about and says', () => {
    const label = { after: 'fee', text: '退款多久', gold: [], signals: ['anger'], played: false }

    const same = ordinaryQuestions([article], [label]).find(({ text }) => text === label.text)

    expect(same).toMatchObject({ articles: ['refund-time', 'refund-time-en', 'fee'] })
    expect(same?.says).toEqual(['anger'])
  })

  test('come once, in an order that does not depend on that of the articles', () => {
    const other = { ...article, id: 'refund-late', translates: null, questions: ['a', 'z'] }

    expect(ordinaryQuestions([other, article], [])).toEqual(ordinaryQuestions([article, other], []))
    expect(ordinaryQuestions([article, article], [])).toHaveLength(2)
  })
})

test('what is written after an answer is ordinary but for the signals that it says', () => {
  const label = {
    after: 'pickup-at-door',
    text: '我家五楼没电梯',
    gold: [],
    signals: ['distress'],
    played: false,
  }
  const answered = { ...label, gold: ['refund-time-en', 'refund-time'], signals: [], played: false }

  expect(ordinaryQuestions([], [label])).toEqual([
    { text: label.text, language: 'zh', articles: ['pickup-at-door'], says: ['distress'] },
  ])
  const [first] = ordinaryQuestions([article], [answered]).filter(({ says }) => says)
  expect(first?.articles).toEqual(['refund-time', 'refund-time-en'])
})

describe('reading them from a folder', () => {
  test('needs no index', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'articles-'))
    try {
      await mkdir(join(folder, 'articles', 'refunds'), { recursive: true })
      const page = `---
id: refund-time
title: 退款多久到账
lang: zh-Hans
category: refunds
service: after-sales
audience: customer
state: published
owner: chen.chen
reviewBy: 2027-06-30
questions: [退款多久, 钱几天到, 退款到了吗, 多久退钱, 退款时间]
---

退款三天到账。
`
      await writeFile(join(folder, 'articles', 'refunds', 'refund-time.md'), page)

      const questions = await questionsIn(folder, never)

      expect(questions).toHaveLength(5)
      expect(questions[0]).toMatchObject({ language: 'zh', articles: ['refund-time'] })
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('finds none where there is no folder', async () => {
    expect(await questionsIn(join(tmpdir(), 'no-such-articles'), never)).toEqual([])
  })
})
