import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RunnableLambda } from '@langchain/core/runnables'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { silentLog } from '../../platform/log.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import type { Knowledge } from '../knowledge.js'
import { openKnowledge } from '../open-knowledge.js'
import { fakeEmbedder } from './fake-embedder.js'
import { openRetriever } from './open-retriever.js'

const REFUND = `# 退款多久到账

退款 3 天内到账。

## 银行卡

银行卡退款要 5 个工作日。
`

let folder = ''
let knowledge: Knowledge
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'retriever-'))
  const content = join(folder, 'content')
  await mkdir(content)
  await writeFile(join(content, 'refund.md'), REFUND)
  await writeFile(join(content, 'invoice.md'), '# 怎么开发票\n\n在订单页申请发票。\n')
  knowledge = await openKnowledge(
    {
      contentFolder: content,
      dataFolder: join(folder, 'data'),
      embedder: fakeEmbedder(),
      clock: fixedClock(),
      log: silentLog,
      watch: false,
      plain: 'allow',
    },
    new AbortController().signal,
  )
  await knowledge.complete()
})
afterAll(async () => {
  await knowledge[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

describe('our search in a LangChain chain', () => {
  test('gives the passage that answers, and where it stands', async () => {
    const [best] = await (await openRetriever(knowledge)).invoke('银行卡退款要几个工作日')

    expect(best?.pageContent).toBe('银行卡\n银行卡退款要 5 个工作日。')
    expect(best?.metadata).toEqual({
      article: 'refund',
      title: '退款多久到账',
      headings: ['退款多久到账', '银行卡'],
      language: 'zh-Hans',
      url: `/help/refund?lang=zh-Hans#${encodeURIComponent('银行卡')}`,
      file: 'refund.md',
      line: 5,
      probability: expect.any(Number),
    })
  })

  test('is the search of the chat', async () => {
    const question = '怎么申请发票'
    const { hits } = await knowledge.ask(
      question,
      { language: 'zh-Hans' },
      new AbortController().signal,
    )

    const documents = await (await openRetriever(knowledge)).invoke(question)

    expect(documents.length).toBeGreaterThan(0)
    expect(documents.map(({ metadata }) => [metadata.article, metadata.probability])).toEqual(
      hits.slice(0, 4).map(({ article, probability }) => [article.id, probability]),
    )
  })

  test('gives no more, and nothing less probable, than was asked for', async () => {
    const question = '退款和发票'
    const all = await (await openRetriever(knowledge)).invoke(question)
    const one = await (await openRetriever(knowledge, { most: 1 })).invoke(question)
    const none = await (await openRetriever(knowledge, { leastProbability: 1 })).invoke(question)

    expect([all.length, one.length, none.length]).toEqual([2, 1, 0])
  })

  test('answers agents from what customers do not see, in the language that is set', async () => {
    const asked: unknown[] = []
    const scripted = {
      ask: async (...[question, options]: Parameters<Knowledge['ask']>) => {
        asked.push([question, options])
        return knowledge.ask(question, options, new AbortController().signal)
      },
    }

    await (await openRetriever(scripted, { audience: 'agent', language: 'zh-Hant' })).invoke('退款')

    expect(asked).toEqual([['退款', { language: 'zh-Hant', audience: 'agent' }]])
  })

  test('can be a step of a chain', async () => {
    const chain = (await openRetriever(knowledge)).pipe(
      RunnableLambda.from((documents: { metadata: { title: string } }[]) =>
        documents.map(({ metadata }) => metadata.title),
      ),
    )

    expect((await chain.invoke('怎么开发票'))[0]).toBe('怎么开发票')
  })
})
