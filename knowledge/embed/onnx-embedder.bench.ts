import { setImmediate as tick } from 'node:timers/promises'
import { afterAll, bench, describe } from 'vitest'
import { foldText } from '../search/words/fold-text.js'
import { BUILT_IN_MODEL, readKnownModel } from './model-folder.js'
import { type ModelInput, type ModelSession, openModelSession } from './model-session.js'
import { createEncoder, openOnnxEmbedder } from './onnx-embedder.js'

const model = await readKnownModel(BUILT_IN_MODEL)
const encode = createEncoder(model)
const read = (text: string): ModelInput => ({ ids: encode(foldText(text)), wantsTokens: false })
const open = (threads: number, library = 'onnxruntime-node') =>
  openModelSession({
    library,
    modelFile: model.modelFile,
    pooling: 'cls',
    threads,
    background: false,
    projection: null,
  })

const one = await open(1)
const other = await open(1)
const twoThreads = await open(2)
const wasm = await open(1, 'onnxruntime-web')
const embedder = await openOnnxEmbedder()
afterAll(async () => {
  await embedder[Symbol.asyncDispose]()
  await Promise.all([one, other, twoThreads, wasm].map((session) => session.close()))
})

const SENTENCES = [
  '商品签收后七天内可以申请无理由退货，',
  '运费由买家承担，质量问题除外；',
  'refunds reach your card within five working days; ',
  '电子发票在订单完成后自动发送到邮箱。',
]
/** Sixteen passages of 20 to 250 tokens, as the sample shop's are. */
const PASSAGES: readonly ModelInput[] = Array.from({ length: 16 }, (_, i) =>
  read(Array.from({ length: 1 + i }, (_, j) => SENTENCES[(i + j) % 4]).join('')),
)
const QUESTIONS: readonly ModelInput[] = [
  '退款多久到账',
  '运费谁出',
  'who pays for the return',
  '你好，请问上周买的耳机坏了怎么换一个新的呢',
  '发票抬头写错了能改吗',
  '怎么联系人工',
  'my parcel has not moved for three days',
  '能不能货到付款',
].map(read)

/** One text at a time, on as many models as there are. */
async function oneByOne(texts: readonly ModelInput[], ...sessions: ModelSession[]): Promise<void> {
  const waiting = [...texts]
  await Promise.all(
    sessions.map(async (session) => {
      for (let text = waiting.shift(); text; text = waiting.shift()) await session.run([text])
    }),
  )
}

// Are eight questions that come together faster in one batch? On two cores no, and their vectors
// would depend on each other: the model's 8 bits are scaled by the largest value of the batch.
describe('eight questions', () => {
  bench('one by one, one thread', () => oneByOne(QUESTIONS, one))
  bench('one by one, two threads', () => oneByOne(QUESTIONS, twoThreads))
  bench('in one batch, one thread', async () => {
    await one.run(QUESTIONS)
  })
  bench('in one batch, two threads', async () => {
    await twoThreads.run(QUESTIONS)
  })
  bench('one by one, WASM', () => oneByOne(QUESTIONS, wasm), { time: 2_000 })
})

// How are many passages embedded soonest on two cores? Two models of one thread each.
describe('sixteen passages', () => {
  bench('one by one, one thread', () => oneByOne(PASSAGES, one))
  bench('one by one, two threads', () => oneByOne(PASSAGES, twoThreads))
  bench('one by one, two models of one thread', () => oneByOne(PASSAGES, one, other))
  bench('batches of eight by length, one thread', async () => {
    await one.run(PASSAGES.slice(0, 8))
    await one.run(PASSAGES.slice(8))
  })
  bench('batches of eight by length, two threads', async () => {
    await twoThreads.run(PASSAGES.slice(0, 8))
    await twoThreads.run(PASSAGES.slice(8))
  })
})

// Does a customer feel that passages are embedded in the background? The turns of the event loop
// stay short, and a question takes little longer than alone.
describe('beside passages', () => {
  let indexing = new AbortController()
  const asked = { count: 0 }
  const ask = async () => {
    // Each another one, since the same is answered from memory.
    await embedder.embed([`退款多久到账 ${asked.count++ % 5_000}`], new AbortController().signal)
  }
  const beside = {
    setup() {
      indexing = new AbortController()
      void keepIndexing(indexing.signal)
    },
    teardown() {
      indexing.abort()
    },
  }

  bench('one question, alone', ask)
  bench('one question, while passages run', ask, beside)
  bench('a turn of the event loop, alone', () => tick())
  bench('a turn of the event loop, while passages run', () => tick(), beside)
})

async function keepIndexing(signal: AbortSignal): Promise<void> {
  const texts = Array.from({ length: 16 }, (_, i) => SENTENCES.join('').repeat(1 + (i % 4)))
  try {
    for (;;) await embedder.embed(texts, signal, 'passage')
  } catch {
    // It was stopped.
  }
}
