import { expect, test } from 'vitest'
import type { Excerpt } from '../suite.js'
import { runSuite } from '../testing/run-suite.js'
import { suite } from './extracts.js'

const SOURCE = '信用卡 3–7 个工作日到账。礼品卡立即到账。'
const excerpt = (text: string, article = 'refund-time', source = SOURCE): Excerpt => ({
  article,
  text,
  source,
})

const LINES = [
  {
    id: 'f1',
    text: '信用卡多久',
    lang: 'zh-Hans',
    kind: 'how-long',
    article: 'refund-time',
    facts: [['3–7 个工作日']],
  },
  {
    id: 'f2',
    text: '兩種卡多久',
    lang: 'zh-Hant',
    kind: 'how-long',
    article: 'refund-time',
    facts: [['3–7 个工作日'], ['立即', '马上']],
    forbidden: ['信用卡立即'],
  },
  {
    id: 'f3',
    text: 'can I get it in cash',
    lang: 'en',
    kind: 'yes-no',
    article: 'gone',
    facts: [['the way you paid']],
  },
  {
    id: 'f4',
    text: '礼品卡呢',
    lang: 'zh-Hans',
    kind: 'exceptions',
    article: 'refund-time',
    facts: [['礼品卡立即到账']],
    forbidden: ['信用卡'],
  },
]

const SCRIPT = {
  quoted: {
    信用卡多久: excerpt('信用卡 3–7 个工作日到账。'),
    兩種卡多久: excerpt('信用卡 3–7 个工作日到账。'),
    礼品卡呢: excerpt('信用卡 3–8 个工作日到账。礼品卡立即到账。'),
  },
  answered: {
    信用卡多久: excerpt('礼品卡立即到账。'),
    兩種卡多久: excerpt('信用卡 3–7 個工作日到帳。', 'refund-where'),
  },
  articles: ['refund-time'],
}

test('counts the facts in what the right article says', async () => {
  const { values, result } = await runSuite(suite, LINES, SCRIPT)

  // 1, one of two, 0 since there is no such article, and 1.
  expect(values('quoted: facts')).toEqual({
    all: 2.5 / 4,
    'zh-Hans': 1,
    'zh-Hant': 0.5,
    en: 0,
    'how-long': 0.75,
    'yes-no': 0,
    exceptions: 1,
  })
  expect(values('quoted: all facts')).toMatchObject({ all: 2 / 4, 'zh-Hans': 1, 'zh-Hant': 0 })
  // 15, 15, 0 and 23 characters.
  expect(values('quoted: length')).toMatchObject({ all: 13.25, 'zh-Hans': 19, en: 0 })
  expect(result.groups).toMatchObject({ all: 4, 'zh-Hans': 2, 'how-long': 2, exceptions: 1 })
})

test('counts what the source does not say, and what misleads', async () => {
  const { values } = await runSuite(suite, LINES, SCRIPT)

  // 3–8 is not 3–7, and so neither its number nor its sentence is there.
  expect(values('quoted: wrong number')).toMatchObject({ all: 1 / 4, exceptions: 1, en: 0 })
  expect(values('quoted: no source')).toMatchObject({ all: 1 / 4, exceptions: 1, en: 0 })
  // Two questions name words that would mislead; one of them is answered with such.
  expect(values('quoted: misleads')).toMatchObject({ all: 1 / 2, 'zh-Hant': 0, en: null })
})

test('judges what the bot answers, where it answers', async () => {
  const { values } = await runSuite(suite, LINES, SCRIPT)

  expect(values('answered')).toMatchObject({ all: 2 / 4, en: 0 })
  expect(values('answered: right article')).toMatchObject({ all: 1 / 2, 'zh-Hant': 0, en: null })
  // None of one, and one of two; 8 and 15 characters.
  expect(values('answered: facts')).toMatchObject({ all: 0.25, 'zh-Hans': 0, en: null })
  expect(values('answered: length')).toMatchObject({ all: 11.5, en: null })
})

test('tells what is wrong first, then what is missing', async () => {
  const { result } = await runSuite(suite, LINES, SCRIPT)

  expect(result.worst.map(({ id, happened }) => ({ id, happened }))).toEqual([
    {
      id: 'f4',
      happened:
        'refund-time says "信用卡 3–8 个工作日到账。礼品卡立即到账。"; the passage has no 3–8 个工; in no passage 信用卡 3–8 个工作日到账。; misleads by 信用卡',
    },
    { id: 'f3', happened: 'there is no such article' },
    { id: 'f2', happened: 'refund-time says "信用卡 3–7 个工作日到账。"; without 立即' },
  ])
  expect(result.notes).toEqual([
    '1 of 2 article ids in the labels are not among the articles: gone. Mend the labels or the folder.',
  ])
  expect(result.questions[0]).toMatchObject({ id: 'f1', kind: 'how-long', wanted: 'refund-time' })
})

test('a kind that nobody knows, or a question without facts, is refused with its line', async () => {
  const line = { ...LINES[0], kind: 'how-far', facts: [] }

  const run = runSuite(suite, [line], SCRIPT)

  await expect(run).rejects.toThrow(/:1 "kind" must be one of how-long, how-much/)
  await expect(run).rejects.toThrow(/:1 "facts" must name at least one fact/)
})
