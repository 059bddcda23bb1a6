import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SECOND } from '../../platform/clock.js'
import { Fault } from '../../platform/fault.js'
import { silentLog } from '../../platform/log.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import type { Knowledge } from '../knowledge.js'
import { openKnowledge } from '../open-knowledge.js'
import type { Embedder } from './embedder.js'
import { fakeEmbedder } from './fake-embedder.js'
import { steadyEmbedder } from './steady-embedder.js'

const { signal } = new AbortController()

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'model-changes-'))
  await mkdir(join(folder, 'content'))
  await writeFile(join(folder, 'content', 'refund.md'), '# 退款多久到账\n\n退款 3 天内到账。\n')
  await writeFile(join(folder, 'content', 'invoice.md'), '# 怎么开发票\n\n在订单页申请发票。\n')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = (embedder: Embedder): Promise<Knowledge> =>
  openKnowledge(
    {
      contentFolder: join(folder, 'content'),
      dataFolder: join(folder, 'data'),
      embedder,
      clock: fixedClock(),
      log: silentLog,
      watch: false,
      plain: 'allow',
    },
    signal,
  )
const ask = (knowledge: Knowledge) =>
  knowledge.ask('我的退款多久才能到账', { language: 'zh-Hans' }, signal)

/** A model of another width; its passages wait until they may go. */
function otherWidth(): Embedder & { go(): void } {
  const inner = fakeEmbedder('narrow 1')
  let go = () => {}
  const gone = new Promise<void>((resolve) => {
    go = resolve
  })
  return {
    dimensions: 32,
    fingerprint: 'narrow 1',
    async embed(texts, stop, urgency) {
      if (urgency === 'passage') await gone
      const vectors = await inner.embed(texts, stop)
      return vectors.map((vector) => narrow(vector))
    },
    go,
    async [Symbol.asyncDispose]() {},
  }
}

function narrow(vector: Float32Array): Float32Array {
  const half = vector.slice(0, 32).map((value, i) => value + (vector[i + 32] ?? 0))
  const length = Math.hypot(...half)
  return half.map((value) => value / length)
}

test('words answer while another model, of another width, fills the old index anew', async () => {
  const old = await open(fakeEmbedder())
  await old.complete()
  await old[Symbol.asyncDispose]()

  const embedder = otherWidth()
  await using knowledge = await open(embedder)
  const meanwhile = await ask(knowledge)
  embedder.go()
  await knowledge.complete()
  const after = await ask(knowledge)

  expect([meanwhile.vectors, meanwhile.hits[0]?.article.id]).toEqual([false, 'refund'])
  expect([after.vectors, after.hits[0]?.article.id]).toEqual([true, 'refund'])
})

test('a model that is down at the start is waited for, and then fills the index by itself', async () => {
  const clock = fixedClock()
  const inner = fakeEmbedder()
  const told: string[] = []
  const log = { ...silentLog, warn: (_: object, message: string) => told.push(message) }
  const retries = Number.POSITIVE_INFINITY
  inner.failure = new Fault('upstream-down', 'no route to host')
  const embedder = steadyEmbedder(inner, { clock, log, retries })

  await using knowledge = await open(embedder)
  await vi.waitFor(() => expect(told).toHaveLength(1))
  const meanwhile = await ask(knowledge)
  inner.failure = null
  clock.advance(10 * SECOND)
  await knowledge.complete()
  const after = await ask(knowledge)

  expect([meanwhile.vectors, meanwhile.hits[0]?.article.id]).toEqual([false, 'refund'])
  expect(after.vectors).toBe(true)
  expect(told).toEqual([
    'the embedding model fails; words answer alone until it answers again',
    'the embedding model answers again',
  ])
})

test('a model that fails while it answers leaves the words, and comes back', async () => {
  const clock = fixedClock()
  const inner = fakeEmbedder()
  await using knowledge = await open(steadyEmbedder(inner, { clock, log: silentLog, retries: 0 }))
  await knowledge.complete()

  inner.failure = new Fault('upstream-down', 'no route to host')
  const meanwhile = await ask(knowledge)
  inner.failure = null
  const resting = await ask(knowledge)
  clock.advance(10 * SECOND)
  const after = await ask(knowledge)

  expect([meanwhile, resting, after].map(({ vectors }) => vectors)).toEqual([false, false, true])
  expect(meanwhile.hits[0]?.article.id).toBe('refund')
})
