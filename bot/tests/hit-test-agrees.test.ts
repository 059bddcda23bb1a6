import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { EMPTY_MEMORY } from '../../handoff/index.js'
import { renderMarkdown } from '../../knowledge/index.js'
import { editorRoutes } from '../../knowledge/pages.js'
import { silentLog } from '../../platform/log.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { openPipeline, type Pipeline } from '../open-pipeline.js'
import { createDeclineFound, createSayFound } from '../say-found.js'

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url))
const { signal } = new AbortController()
const clock = fixedClock()

let folder = ''
let pipeline: Pipeline
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kefu-hit-test-'))
  await cp(inject('indexedFolder'), folder, { recursive: true })
  const embedder = { kind: 'built-in' } as const
  pipeline = await openPipeline(
    { contentFolder: CONTENT, dataFolder: folder, embedder, clock, log: silentLog, watch: false },
    signal,
  )
  await pipeline.ready()
})
afterAll(async () => {
  await pipeline[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** What the hit test shows of a question. */
async function testHits(question: string) {
  const pages = editorRoutes({
    knowledge: pipeline.knowledge,
    sayFound: createSayFound(pipeline),
    declineFound: createDeclineFound(pipeline),
    assets: { url: (name) => `/assets/${name}` },
    staffFrame: () => ({ links: [], person: '' }),
  })
  const response = await pages.request(`/test?lang=zh-Hans&q=${encodeURIComponent(question)}`)
  const html = await response.text()
  const fused = html.slice(html.indexOf('aria-label="合并后"')).split('</table>')[0] ?? ''
  const rows = [...fused.matchAll(/<code [^>]*>([^<]+)<\/code>.*?<data value="([^"]+)">/g)]
  return {
    reply: /<div class="article">(.*?)<\/div>/s.exec(html)?.[1],
    decision: /<data class="mark[^"]*" value="([^"]+)">/.exec(html)?.[1],
    hits: rows.map(([, article, probability]) => ({ article, probability: Number(probability) })),
  }
}

/** What the chat would do with the same question, asked first. */
function planFor(question: string) {
  return pipeline.plan(
    {
      texts: [question],
      language: 'zh-Hans',
      memory: { ...EMPTY_MEMORY, introduced: true },
      seed: 0,
    },
    signal,
  )
}

/** All four decisions, three scripts, pinyin, a slip, courtesy, a single word and nothing at all. */
const QUESTIONS = [
  '退款多久到账',
  '退款要等几天才能到银行卡',
  '你好，麻烦问一下怎么开发票',
  'zenme tuihuo',
  '宅配費要多少錢',
  '買了多久可以退貨',
  '退货',
  '地址填错了怎么办',
  'How long does a refund take?',
  'can I change the adress of my order',
  'do you sell gift cards for the moon',
  '明天北京天气怎么样',
  '怎么给电脑重装系统',
  '充电宝能带上飞机吗',
]

describe('the hit test and the chat', () => {
  test.each(QUESTIONS)('agree on %s', async (question) => {
    const { trace, say } = await planFor(question)
    const shown = await testHits(question)

    // The trace keeps the first five, the page shows ten.
    const traced = trace.passages.map(({ article, probability }) => ({ article, probability }))
    expect(shown.hits.slice(0, traced.length)).toEqual(traced)
    expect(shown.decision).toBe(trace.decision)
    expect(shown.reply).toBe(renderMarkdown(say.text))
  })

  test('agree on what to say when all of a question is denied', async () => {
    const { trace, say } = await planFor('我不是问退款')
    const shown = await testHits('我不是问退款')

    expect(trace).toMatchObject({ decision: 'acknowledge', passages: [] })
    expect(shown.reply).toBe(renderMarkdown(say.text))
  })

  test('agree on each of the four decisions', async () => {
    const decisions = await Promise.all(QUESTIONS.map(async (each) => (await planFor(each)).trace))

    expect(new Set(decisions.map(({ decision }) => decision))).toEqual(
      new Set(['answer', 'ask-back', 'hand-over', 'decline']),
    )
  })
})
