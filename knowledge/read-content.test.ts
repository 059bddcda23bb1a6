import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { testSource } from './check/open-test-content.js'
import {
  type Content,
  exchangeArticles,
  NO_CONTENT,
  problemsIn,
  readContent,
} from './read-content.js'

/** Without advice on the articles themselves. */
const errorsIn = (content: Content) =>
  problemsIn(content, '2026-11-23').filter(({ level }) => level === 'error')

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kefu-content-'))
  await write(
    'articles/help/refund.md',
    testSource('refund', { title: '退款', body: '3 天到账。' }),
  )
})
afterEach(() => rm(folder, { recursive: true }))

async function write(name: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true })
  await writeFile(join(folder, name), text)
}

function read(before = NO_CONTENT) {
  const source = {
    ...{ contentFolder: folder, articlesFolder: join(folder, 'articles') },
    plain: 'refuse',
  } as const
  return readContent(source, before, () => {}, new AbortController().signal)
}

const answerTest = (id: string) => JSON.stringify({ question: id, lang: 'zh-Hans', articles: [id] })

describe('reading the content', () => {
  test('gives the articles and all that is written beside them', async () => {
    await write('handbook/synonyms.md', '- 退款、退钱\n')
    const label = { text: '退钱吗', lang: 'zh-Hans', gold: ['refund'] }
    await write('handbook/labelled-questions.jsonl', JSON.stringify(label))
    await write(
      'handbook/error-budgets.md',
      '---\nsureness: 0.8\nbudgets: [{ name: all, share: 0.1 }]\n---\n',
    )
    await write('answer-tests/refund.jsonl', answerTest('refund'))

    const content = await read()

    expect(content.loaded.articles.map(({ id }) => id)).toEqual(['refund'])
    expect(content.synonyms.rephrase('退钱')).toBe('退款')
    expect(content.labels).toMatchObject([{ text: '退钱吗', gold: ['refund'] }])
    expect(content.budgets.sureness).toBe(0.8)
    expect(content.answerTests).toMatchObject([{ question: 'refund' }])
    expect(errorsIn(content)).toEqual([])
  })

  test('tells where what stands beside the articles names one that is not there', async () => {
    await write('answer-tests/gone.jsonl', answerTest('gone'))

    const problems = errorsIn(await read())

    expect(problems).toMatchObject([{ level: 'error', file: 'answer-tests/gone.jsonl', line: 1 }])
  })

  test('parses again only what changed', async () => {
    const first = await read()
    await write(
      'articles/help/new.md',
      testSource('new', { title: '发票', body: '在订单页申请。' }),
    )

    const second = await read(first)

    expect(second.loaded.parsed).toBe(1)
    expect(second.loaded.articles.map(({ id }) => id)).toEqual(['new', 'refund'])
  })
})

test('an article is exchanged only for one with the same text', async () => {
  const content = await read()
  const [article] = content.loaded.articles
  if (!article) throw new Error('There is no article.')
  const same = { ...article }
  const older = { ...article, digest: 'of another text' }

  expect(exchangeArticles(content, [same]).loaded.articles[0]).toBe(same)
  expect(exchangeArticles(content, [older]).loaded.articles[0]).toBe(article)
})
