import { mkdir, mkdtemp, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../platform/clock.js'
import { silentLog } from '../platform/log.js'
import { fixedClock } from '../platform/testing/fixed-clock.js'
import { fakeEmbedder } from './embed/fake-embedder.js'
import type { Knowledge, KnowledgeOptions } from './knowledge.js'
import type { Label } from './label/label.js'
import { openKnowledge } from './open-knowledge.js'

const { signal } = new AbortController()

const article = (id: string, title: string, body: string, more = '') => `---
id: ${id}
title: ${title}
lang: zh-Hans
category: help
service: after-sales
audience: customer
state: published
owner: chen.chen
reviewBy: 2027-06-30
questions:
  - ${title}吗
${more}---

${body}
`

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knowledge-'))
  await write('refund', article('refund', '退款多久到账', '退款 3 天内到账。'))
  await write('invoice', article('invoice', '怎么开发票', '在订单页申请发票。'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const indexFile = () => join(folder, 'data', 'index', 'articles.bin')

async function write(name: string, text: string): Promise<void> {
  const file = join(folder, 'content', 'articles', 'help', `${name}.md`)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}

async function open(options: Partial<KnowledgeOptions> = {}): Promise<Knowledge> {
  const knowledge = await openKnowledge(
    {
      contentFolder: join(folder, 'content'),
      dataFolder: join(folder, 'data'),
      embedder: fakeEmbedder(),
      clock: fixedClock(),
      log: silentLog,
      watch: false,
      ...options,
    },
    signal,
  )
  return knowledge
}
const ask = (knowledge: Knowledge, question: string, more: object = {}) =>
  knowledge.ask(question, { language: 'zh-Hans', ...more }, signal)

/** The next change that the knowledge tells of. */
function nextChange(knowledge: Knowledge) {
  return new Promise<{ changed: readonly string[]; removed: readonly string[] }>((resolve) => {
    const end = knowledge.onChange((change) => {
      end()
      resolve(change)
    })
  })
}

describe('keeping the index', () => {
  test('a restart embeds nothing twice, not even after a rename', async () => {
    const first = await open()
    await first.complete()
    await first[Symbol.asyncDispose]()
    await rm(join(folder, 'content', 'articles', 'help', 'refund.md'))
    await write('moved', article('refund', '退款多久到账', '退款 3 天内到账。'))

    const embedder = fakeEmbedder()
    await using second = await open({ embedder })
    await second.complete()

    expect(embedder.asked.filter((text) => text.includes('退款 3 天内'))).toEqual([])
    expect((await ask(second, '退款多久到账')).vectors).toBe(true)
  })

  test('of a folder that was moved is kept, and knows where it is from then on', async () => {
    const first = await open()
    await first.complete()
    await first[Symbol.asyncDispose]()
    const moved = join(folder, 'moved')
    await rename(join(folder, 'content'), moved)

    const embedder = fakeEmbedder()
    const second = await open({ embedder, contentFolder: moved })
    await second.complete()
    await second[Symbol.asyncDispose]()

    expect(embedder.asked).toEqual([])
    const [header = ''] = (await readFile(indexFile(), 'latin1')).split('\n')
    expect(JSON.parse(header)).toMatchObject({ articles: join(moved, 'articles') })
  })

  test('another model embeds everything anew', async () => {
    const first = await open()
    await first.complete()
    await first[Symbol.asyncDispose]()

    const embedder = fakeEmbedder('fake 2')
    await using second = await open({ embedder })
    await second.complete()

    expect(embedder.asked).toContain('退款多久到账')
  })

  test('a damaged index is built anew', async () => {
    const first = await open()
    await first.complete()
    await first[Symbol.asyncDispose]()
    await truncate(indexFile(), 200)

    await using second = await open()

    expect((await ask(second, '退款多久到账')).exact).toBe(true)
  })

  test('a folder that is missing is a clear sentence', async () => {
    await rm(join(folder, 'content'), { recursive: true })

    await expect(open()).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('Create it, or name another folder.'),
    })
  })
})

describe('learning again', () => {
  test('asks for what use has shown, and judges by what may be judged by', async () => {
    let labels: readonly Label[] = []
    let asked = 0
    await using knowledge = await open({
      labelsFromUse: async () => {
        asked++
        return labels
      },
    })
    await knowledge.complete()
    const atStart = asked

    const label = { text: '钱几天能退回来', language: 'zh-Hans', gold: ['refund'] } as const
    labels = [label, { ...label, gold: ['gone'] }, { ...label, teaches: 'which' }]
    knowledge.learnAgain()
    await knowledge.complete()

    expect([atStart, asked]).toEqual([1, 2])
    expect((await knowledge.calibrate(signal)).labelled).toBe(1)
  })
})

describe('an article that comes while the index learns', () => {
  test('gets its vectors at once, and is learned from afterwards', async () => {
    let goOn = () => {}
    const mayGoOn = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const embedder = fakeEmbedder()
    await using knowledge = await open({
      embedder,
      labelsFromUse: async () => {
        await mayGoOn
        return []
      },
    })
    await expect.poll(() => knowledge.progress()).toMatchObject({ step: 'learning' })

    await write('points', article('points', '积分会过期吗', '积分有效两年。'))
    await knowledge.readAgain()
    await expect.poll(() => embedder.asked).toContain('积分会过期吗')

    await expect.poll(() => knowledge.progress()).toMatchObject({ step: 'learning' })
    goOn()
    await knowledge.complete()
    const { step, done, total } = knowledge.progress()
    expect({ step, missing: total - done }).toEqual({ step: 'ready', missing: 0 })
  })
})

describe('watching', () => {
  test('an edit is found at once, and told', async () => {
    await using knowledge = await open({ watch: true, clock: { ...systemClock } })
    await knowledge.complete()

    const change = nextChange(knowledge)
    await write('points', article('points', '积分会过期吗', '积分有效两年。'))

    expect(await change).toEqual({ changed: ['points'], removed: [] })
    expect((await ask(knowledge, '积分会过期吗')).hits[0]?.article.id).toBe('points')
  })

  test('a deleted article answers no more', async () => {
    await using knowledge = await open({ watch: true, clock: { ...systemClock } })
    await knowledge.complete()

    const change = nextChange(knowledge)
    await rm(join(folder, 'content', 'articles', 'help', 'refund.md'))

    expect(await change).toEqual({ changed: [], removed: ['refund'] })
    expect((await ask(knowledge, '退款多久到账')).exact).toBe(false)
  })

  test('a bad edit leaves the old version answering, and is told until it is mended', async () => {
    await using knowledge = await open({ watch: true, clock: { ...systemClock } })
    await knowledge.complete()
    const good = article('refund', '退款多久到账', '退款 5 天内到账。')

    const change = nextChange(knowledge)
    await write('refund', good.replace('zh-Hans', 'klingon'))
    await write('points', article('points', '积分会过期吗', '积分有效两年。'))
    await change

    expect((await ask(knowledge, '退款多久到账')).hits[0]?.extract.markdown).toContain('3 天')
    expect(knowledge.problems()[0]).toMatchObject({
      level: 'error',
      file: 'help/refund.md',
      line: 4,
    })

    const mended = nextChange(knowledge)
    await write('refund', good)
    await mended

    expect((await ask(knowledge, '退款多久到账')).hits[0]?.extract.markdown).toContain('5 天')
  })
})

describe('work that nobody need wait for', () => {
  test('begins when it is told to, while words answer', async () => {
    let begin = () => {}
    const after = new Promise<void>((resolve) => {
      begin = resolve
    })
    await using knowledge = await open({ after })

    const found = await knowledge.ask('退款多久到账', { language: 'zh-Hans' }, signal)
    expect(found.hits[0]?.article.id).toBe('refund')
    expect(knowledge.progress().step).toBe('reading')

    begin()
    await knowledge.complete()
    expect(knowledge.progress().step).toBe('ready')
  })

  test('is not waited for when all ends before it', async () => {
    const knowledge = await open({ after: new Promise(() => {}) })

    await expect(knowledge[Symbol.asyncDispose]()).resolves.toBeUndefined()
  })
})
