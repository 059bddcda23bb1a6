import { expect, test } from 'vitest'
import type { Article, Passage, Quote } from '../knowledge/index.js'
import { excerptOf, excerptOfAnswer } from './excerpts.js'

const passage = (offset: number, text: string, lead = ''): Passage => ({
  headings: [],
  place: { file: 'refund.md', line: 1, offset },
  end: offset + 100,
  lead,
  text,
})
const opening = passage(0, '退款 24 小时内发起。')
const table = passage(100, '信用卡 | 7 天', '| 方式 | 时间 |\n|---|---|\n')
const last = passage(200, '周末顺延。')
const article = { id: 'refund', passages: [opening, table, last] } as unknown as Article
const sentence = (text: string, offset: number) => ({
  text,
  place: { file: 'refund.md', line: 1, offset },
})

test('a quotation stands beside the passages that its sentences come from, and no others', () => {
  const quote: Pick<Quote, 'article' | 'passage' | 'extract'> = {
    article,
    passage: table,
    extract: {
      sentences: [sentence('**退款** 24 小时内发起。', 5), sentence('| 信用卡 | 7 天 |', 199)],
      markdown: '**退款** 24 小时内发起。\n\n| 方式 | 时间 |\n|---|---|\n| 信用卡 | 7 天 |',
    },
  }

  expect(excerptOf(quote)).toEqual({
    article: 'refund',
    text: '退款 24 小时内发起。\n方式 | 时间\n信用卡 | 7 天',
    source: '\n退款 24 小时内发起。\n方式 | 时间\n信用卡 | 7 天',
  })
})

test('an answer loses its mark and the bot’s own words, and is compared in the reader’s script', () => {
  const said = '以下内容只有中文。\n\n見[退款](/help/refund)。 [1]'

  const excerpt = excerptOfAnswer(said, article, 'zh-Hant', ['以下内容只有中文。'])

  expect(excerpt.text).toBe('見退款。')
  expect(excerpt.source).toContain('退款 24 小時內發起。')
  expect(excerpt.source).toContain('週末順延。')
})
