import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Article } from '../article/article.js'
import { parseArticle } from '../article/parse-article.js'
import { createArticleWriter, draftSource, type NewDraft } from './article-writer.js'

const NOW = Date.parse('2026-11-23T12:00:00+08:00')
const BY = { id: 'agent_1', login: 'zhao.ming', name: '赵明' }
const DRAFT: NewDraft = {
  title: '怎么包礼物: "盒"',
  language: 'zh-Hans',
  category: 'ordering',
  questions: ['能包成礼物吗', ' 有礼品盒\n吗 ', '能包成礼物吗', ''],
  body: '可以包。\n',
  sources: ['/knowledge/gaps/message_1', 'a --> b'],
  by: BY,
}
const OLD = `---
id: refund-time
title: 退款多久到账
lang: zh-Hans # as it is
category: refunds
service: after-sales
audience: customer
state: published
owner: chen.chen
reviewBy: 2027-06-30
questions:
  - 退款要几天
---

三天内到账。
`

async function openFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'kefu-writer-'))
  await writeFile(join(folder, 'refund-time.md'), OLD)
  const known = parse('refund-time.md', OLD)
  const writer = createArticleWriter(
    folder,
    { article: (id) => (id === known.id ? known : undefined) },
    () => NOW,
  )
  return {
    writer,
    read: (file: string) => readFile(join(folder, file), 'utf8'),
    write: (file: string, text: string) => writeFile(join(folder, file), text),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

function parse(file: string, text: string): Article {
  const parsed = parseArticle(file, new TextEncoder().encode(text), 'refuse')
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.article
}

describe('a draft', () => {
  test('is a whole article that answers nobody yet', async () => {
    await using folder = await openFolder()

    const { article } = await folder.writer.startDraft(DRAFT)

    expect(article).toBe('zen-me-bao-li-wu-he')
    const text = await folder.read(`ordering/${article}.md`)
    expect(parse('x.md', text)).toMatchObject({
      ...{ id: article, title: DRAFT.title, language: 'zh-Hans', state: 'draft' },
      ...{ owner: 'zhao.ming', reviewBy: '2027-05-24', category: 'ordering' },
      questions: ['能包成礼物吗', '有礼品盒 吗'],
    })
    expect(text).toContain('<!-- /knowledge/gaps/message_1 -->')
    expect(text.trimEnd().endsWith('可以包。')).toBe(true)
  })

  test('does not write over a file that is there', async () => {
    await using folder = await openFolder()
    await folder.writer.startDraft(DRAFT)

    await expect(folder.writer.startDraft(DRAFT)).rejects.toThrow('EEXIST')
  })

  test('closes no comment of its sources', () => {
    expect(draftSource(DRAFT, 'x', '2026-11-23')).toContain('<!-- a > b -->')
  })
})

describe('adding questions', () => {
  test('leaves the rest of the file as it is', async () => {
    await using folder = await openFolder()

    const more = ['钱啥时候回来: 急', '退款要几天']
    expect(await folder.writer.addQuestions('refund-time', more, BY)).toMatchObject({
      article: 'refund-time',
    })

    const text = await folder.read('refund-time.md')
    expect(parse('refund-time.md', text).questions).toEqual(['退款要几天', '钱啥时候回来: 急'])
    expect(text).toContain('lang: zh-Hans # as it is')
    expect(text.endsWith('\n\n三天内到账。\n')).toBe(true)
  })

  test('is refused for an article that there is not, or that was changed meanwhile', async () => {
    await using folder = await openFolder()
    await folder.write('refund-time.md', OLD.replace('三天', '五天'))

    expect(await folder.writer.addQuestions('refund-time', ['钱呢'], BY)).toBeNull()
    expect(await folder.writer.addQuestions('nothing', ['钱呢'], BY)).toBeNull()
    expect(await folder.read('refund-time.md')).toContain('五天')
  })
})
