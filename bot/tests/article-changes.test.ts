import { copyFile, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SECOND } from '../../platform/clock.js'
import { enterChat } from './enter-chat.js'
import { type Desk, openDesk } from './open-desk.js'
import { readHtml, sourceUrls } from './read-words.js'
import { startTestService, type TestService } from './start-test-service.js'

let service: TestService
let editor: Desk
beforeAll(async () => {
  service = await startTestService({ ownContent: true })
  editor = await openDesk(service.url, service.signIn.editor)
})
afterAll(() => service[Symbol.asyncDispose]())

const articles = () => join(service.contentFolder, 'articles')

/** An article of its own for each test, so that none disturbs another. */
function articleAbout(id: string, title: string, sentence: string): string {
  return `---
id: ${id}
title: ${title}
lang: zh-Hans
category: product-use
service: pre-sales
audience: customer
state: published
owner: chen.chen
reviewBy: 2027-06-30
questions:
  - ${title}，请问
  - 想问${title}
  - ${title}啊
  - 请问一下${title}
  - 我想知道${title}
---

${sentence}
`
}

/** The page, once it holds what is wanted. */
async function untilPage(path: string, isDone: (html: string) => boolean): Promise<string> {
  let html = ''
  const isThere = async () => {
    html = (await editor.get(path)).html
    return isDone(html)
  }
  await expect.poll(isThere, { interval: 20, timeout: 45 * SECOND }).toBe(true)
  return html
}

async function answerTo(question: string): Promise<string> {
  using customer = await enterChat(service.url)
  return (await customer.ask(question)).text ?? ''
}

test('a new article, and its changed sentence, answer while the service runs', async ({
  annotate,
}) => {
  const file = join(articles(), 'product-use', 'sky-lantern.md')
  const write = async (sentence: string) => {
    await writeFile(file, articleAbout('sky-lantern', '孔明灯能飞多高', sentence))
    const written = performance.now()
    await untilPage('/help/sky-lantern', (html) => html.includes(sentence))
    return performance.now() - written
  }

  const took = [await write('孔明灯能飞 300 米。'), await write('孔明灯能飞 400 米。')]
  const answer = await answerTo('孔明灯能飞多高')
  await rm(file)
  await untilPage('/help/sky-lantern', (html) => !html.includes('孔明灯'))

  await annotate(`found after ${took.map(Math.round).join(' and ')} ms`)
  expect(answer).toContain('孔明灯能飞 400 米。')
  expect(await answerTo('孔明灯能飞多高')).not.toContain('400 米')
})

test('an article with mistakes keeps answering as it was, and the editor sees what is wrong', async () => {
  const file = join(articles(), 'refunds', 'refund-time.md')
  const good = await readFile(file, 'utf8')

  await writeFile(
    file,
    good.replace('state: published', 'state: printed').replace('lang: zh-Hans\n', ''),
  )
  const problems = readHtml(
    await untilPage('/knowledge', (html) => html.includes('refund-time.md:')),
  )
  using customer = await enterChat(service.url)
  const answer = await customer.ask('退款多久到账')

  expect(problems).toMatch(/refunds\/refund-time\.md:\d+/)
  expect(problems).toMatch(/lang/)
  expect(problems).toMatch(/printed/)
  expect(sourceUrls(answer).join()).toContain('/help/refund-time?')
  await writeFile(file, good)
  await untilPage('/knowledge', (html) => !html.includes('refund-time.md:'))
})

test('of two articles with one id the first keeps answering, and the editor sees both', async () => {
  const first = join(articles(), 'refunds', 'refund-where.md')
  const second = join(articles(), 'refunds', 'zz-second.md')

  await copyFile(first, second)
  const problems = readHtml(await untilPage('/knowledge', (html) => html.includes('zz-second.md:')))
  const answer = await answerTo('退款会退到哪里')

  expect(problems).toMatch(/refund-where/)
  expect(answer).toContain('/help/refund-where?')
  await rm(second)
  await untilPage('/knowledge', (html) => !html.includes('zz-second.md:'))
})

test('markup in an article is shown as nothing but its text', async () => {
  const file = join(articles(), 'product-use', 'hostile.md')
  const sentence =
    '青梧灯笼要挂稳。<script>alert(1)</script><img src=x onerror=alert(2)> [点](javascript:alert(3))'
  await writeFile(file, articleAbout('hostile', '青梧灯笼怎么挂', sentence))

  const html = await untilPage('/help/hostile', (page) => page.includes('青梧灯笼要挂稳'))
  const answer = await answerTo('青梧灯笼怎么挂')
  await rm(file)

  for (const shown of [html, answer]) {
    expect(shown).not.toMatch(/<script>alert|<img src=x|javascript:/)
  }
  expect(answer).toContain('青梧灯笼要挂稳。')
})
