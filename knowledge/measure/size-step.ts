import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { systemClock } from '../../platform/clock.js'
import { createLog } from '../../platform/log.js'
import type { Embedder } from '../embed/embedder.js'
import { openOnnxEmbedder } from '../embed/onnx-embedder.js'
import { VectorStore } from '../embed/vector-store.js'
import type { Knowledge } from '../knowledge.js'
import { openKnowledge } from '../open-knowledge.js'
import { GraphVectorIndex } from '../search/corpus/vector-graph.js'
import { ExactVectorIndex } from '../search/corpus/vector-index.js'
import { detectLanguage } from '../search/question/detect-language.js'
import { firstOfEach } from '../warm-up.js'
import { generateArticles } from './generate-articles.js'
import { cpuMilliseconds, residentMegabytes } from './process-usage.js'
import { type Timed, timed, watchStalls } from './timed.js'
import { TimedEmbedder } from './timed-embedder.js'

export type SizeStep =
  | 'first-start'
  | 'embed'
  | 'restart'
  | 'search'
  | 'change'
  | 'check'
  | 'recall'

export interface SizeFigure {
  readonly what: string
  readonly value: string
}

const { signal } = new AbortController()
const log = createLog('warn')

/** Time for a process to become idle, so that its memory is what it stays at. */
const REST_MS = 8_000

const QUESTIONS = 500

const STEPS: Readonly<
  Record<SizeStep, (content: string, data: string) => Promise<readonly SizeFigure[]>>
> = {
  async 'first-start'(content, data) {
    await using knowledge = await open(content, data, null)
    const value = `${seconds(performance.now())}, ${seconds(cpuMilliseconds())} of CPU`
    await knowledge.complete()
    return [{ what: 'first start: searchable by words', value }]
  },

  async embed(content, data) {
    await using embedder = await openOnnxEmbedder()
    await using knowledge = await open(content, data, embedder)
    const start = performance.now()
    await knowledge.complete()
    const embedded = seconds(performance.now() - start)
    const { total } = knowledge.progress()
    await knowledge.settle()
    return [
      { what: 'searchable by vectors, after the words', value: `${embedded}, ${total} texts` },
      { what: 'graph whole and kept', value: seconds(performance.now() - start) },
    ]
  },

  async restart(content, data) {
    await using embedder = await openOnnxEmbedder()
    await using knowledge = await open(content, data, embedder)
    const [question = ''] = questions(1)
    const { vectors } = await ask(knowledge, question)
    const searchable = performance.now()
    const cpu = cpuMilliseconds()
    await knowledge.settle()
    await wait(REST_MS)
    return [
      {
        what: 'start with the index on disk, from the start of the process to the first answer',
        value: `${seconds(searchable)}, ${seconds(cpu)} of CPU${vectors ? '' : ', by words alone'}`,
      },
      { what: 'resident memory at rest', value: `${Math.round(await residentMegabytes())} MB` },
    ]
  },

  async search(content, data) {
    await using embedder = await openOnnxEmbedder()
    const timedEmbedder = new TimedEmbedder(embedder)
    await using knowledge = await open(content, data, timedEmbedder)
    await knowledge.settle()
    // A service does so by itself, before customers ask.
    for (const { title } of firstOfEach(knowledge.articles())) await ask(knowledge, title)
    const whole: number[] = []
    const searching: number[] = []
    for (const question of questions(QUESTIONS)) {
      const start = performance.now()
      const before = timedEmbedder.spent
      await ask(knowledge, question)
      const took = performance.now() - start
      whole.push(took)
      searching.push(took - (timedEmbedder.spent - before))
      await wait(0)
    }
    const megabytes = Math.round(await residentMegabytes())
    return [
      { what: 'search without the embedding, median', value: `${quantile(searching, 0.5)} ms` },
      { what: 'the same, 99th percentile', value: `${quantile(searching, 0.99)} ms` },
      { what: 'search with the embedding, median', value: `${quantile(whole, 0.5)} ms` },
      { what: 'the same, 99th percentile', value: `${quantile(whole, 0.99)} ms` },
      { what: `resident memory after ${QUESTIONS} questions`, value: `${megabytes} MB` },
    ]
  },

  async change(content, data) {
    await using embedder = await openOnnxEmbedder()
    await using knowledge = await open(content, data, embedder, true)
    await knowledge.settle()
    // The dictionary is read for the first question.
    await ask(knowledge, '长颈鹿几点喂食')
    const file = join(content, 'changed-article.md')
    const stalls = watchStalls()
    try {
      const start = performance.now()
      await writeFile(file, '# 长颈鹿几点喂食\n\n长颈鹿每天 11 点在草地喂食。\n')
      let found = 0
      while (found === 0) {
        await wait(10)
        const { hits } = await ask(knowledge, '长颈鹿几点喂食')
        if (hits[0]?.article.id === 'changed-article') found = performance.now() - start
      }
      await knowledge.complete()
      return [
        { what: 'a new article is found after', value: `${Math.round(found)} ms` },
        { what: 'the longest others waited meanwhile', value: `${Math.round(stalls.end())} ms` },
      ]
    } finally {
      await rm(file)
      await wait(2_000)
      await knowledge.complete()
    }
  },

  async check(content, data) {
    await using embedder = await openOnnxEmbedder()
    await using knowledge = await open(content, data, embedder)
    await knowledge.settle()
    const first = await timed(() => knowledge.findings(signal))
    const megabytes = Math.round(await residentMegabytes())
    const again = await timed(() => knowledge.findings(signal))
    const files = await timed(async () => knowledge.problems())
    const [article] = knowledge.articles()
    if (!article) return []
    const file = join(knowledge.articlesFolder, article.file)
    const source = await readFile(file, 'utf8')
    try {
      await writeFile(file, `${source}\n大象每天 9 点在湖边洗澡。\n`)
      await knowledge.readAgain()
      await knowledge.complete()
      // Whoever asks waits for the check that the change began.
      const changed = await timed(() => knowledge.findings(signal))
      return [
        { what: `check of everything, ${first.result.length} findings`, value: told(first) },
        { what: 'resident memory then', value: `${megabytes} MB` },
        { what: 'the same, when nothing changed', value: told(again) },
        { what: 'check after one changed article', value: told(changed) },
        { what: `check of files, ${files.result.length} problems`, value: told(files) },
      ]
    } finally {
      await writeFile(file, source)
      await knowledge.readAgain()
      await knowledge.complete()
    }
  },

  async recall(_, data) {
    await using embedder = await openOnnxEmbedder()
    const { fingerprint, dimensions } = embedder
    const file = join(data, 'index', 'vectors.bin')
    const store = await VectorStore.open({ file, fingerprint, dimensions, mayWrite: false }, log)
    const exact = new ExactVectorIndex(store.slab)
    for (let slot = 0; slot < store.slab.size; slot++) exact.link(slot, store.slab, slot)
    const folder = await mkdtemp(join(tmpdir(), 'graph-'))
    const start = performance.now()
    const graph = await GraphVectorIndex.open(exact, store.slab, join(folder, 'none'), log)
    await graph?.absorb(signal)
    const built = performance.now() - start
    await rm(folder, { recursive: true })
    if (graph === null) return []
    let found = 0
    const times = { exact: [] as number[], graph: [] as number[] }
    for (const vector of await embedder.embed(questions(200), signal)) {
      const at = performance.now()
      const right = exact.search(vector, 10)
      times.exact.push(performance.now() - at)
      const then = performance.now()
      const near = new Set(
        graph
          .search(vector, 120)
          .slice(0, 10)
          .map(({ label }) => label),
      )
      times.graph.push(performance.now() - then)
      found += right.filter(({ label }) => near.has(label)).length
    }
    return [
      { what: `graph of ${store.slab.size} vectors, built in`, value: seconds(built) },
      { what: 'graph, recall@10 of the exact scan', value: (found / 2_000).toFixed(3) },
      { what: 'exact scan, median', value: `${quantile(times.exact, 0.5)} ms` },
      { what: 'graph, 120 neighbours, median', value: `${quantile(times.graph, 0.5)} ms` },
    ]
  },
}

function open(contentFolder: string, dataFolder: string, embedder: Embedder | null, watch = false) {
  const options = { contentFolder, dataFolder, embedder, log, watch, clock: systemClock }
  return openKnowledge({ ...options, plain: 'allow' }, signal)
}

function ask(knowledge: Knowledge, question: string) {
  return knowledge.ask(question, { language: detectLanguage(question, 'zh-Hans') }, signal)
}

/** As customers might ask: sentences and titles of articles that are not in the folder. */
function questions(count: number): readonly string[] {
  return [...generateArticles(count, 99)].map(({ text }, i) => {
    const [title = '', , body = ''] = text.split('\n')
    return i % 2 === 0 ? title.slice(2) : (body.split(/[。.]/)[0] ?? title)
  })
}

function told({ took, cpu, stall, turn }: Timed<unknown>): string {
  const [waited, held] = [stall, turn].map(Math.round)
  return `${seconds(took)}, ${seconds(cpu)} of CPU; others waited ${waited} ms at most, a turn has ${held} ms of CPU`
}

function quantile(values: readonly number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b)
  return (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(1)
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`
}

const [step = '', content = '', data = ''] = process.argv.slice(2)
const run = STEPS[step as SizeStep]
if (run) process.stdout.write(JSON.stringify(await run(content, data)))
