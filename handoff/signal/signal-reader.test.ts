import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { reasonOf } from '../../platform/fault.js'
import type { Embed } from './embed-sentences.js'
import { hashEmbedder } from './hash-embedder.js'
import { KNOWN_SIGNALS } from './signal.js'
import { signalPage } from './signal-page.js'
import { createSignalReader, type SignalReader } from './signal-reader.js'

const CONTENT = fileURLToPath(new URL('../../content/handbook/signals', import.meta.url))
const never = new AbortController().signal

/** The shop's own signals without a model. Reading changes nothing, so the tests share it. */
const wordsOnly = createSignalReader({ folder: CONTENT, embed: null, report: () => {} }, never)

async function namesIn(
  reader: SignalReader,
  text: string,
  language: 'zh-Hans' | 'zh-Hant' | 'en' = 'zh-Hans',
): Promise<readonly string[]> {
  return (await reader.read(text, language, never)).map(({ name }) => name)
}

describe("the shop's signals, read by words alone", () => {
  test.each([
    ['转人工', 'wants-a-person'],
    ['人工！', 'wants-a-person'],
    ['轉人工', 'wants-a-person'],
    ['agent', 'wants-a-person'],
    ['我要退货，另外转人工', 'wants-a-person'],
    ['I want to talk to a human', 'wants-a-person'],
    ['你们这群王八蛋', 'anger'],
    ['我要投诉', 'complaint'],
    ['答非所问', 'not-helped'],
    ['在吗', 'greeting'],
    ['Thanks!', 'thanks'],
  ])('%s is %s', async (text, name) => {
    const reader = await wordsOnly

    expect(await namesIn(reader, text)).toContain(name)
  })

  test.each([
    '刚才人工客服说明天发货',
    '安装要收人工费吗',
    '支持人工智能吗',
    '不用转人工，我就问一句运费多少',
    '空气炸锅炸薯条要多久',
    '垃圾桶有大一点的吗',
    '投诉流程是什么样的',
    'what cleaning agent should I use on the pan',
    'do you sell garbage bags',
    '你好，什么时候发货',
    '',
    '  \n ',
    '👍',
  ])('“%s” is nothing', async (text) => {
    const reader = await wordsOnly

    expect(await namesIn(reader, text)).toEqual([])
  })

  test('are told strongest first, with the word that caused them', async () => {
    const reader = await wordsOnly

    const signals = await reader.read('坑人的垃圾店，我要投诉', 'zh-Hans', never)

    expect(signals).toEqual([
      { name: 'complaint', strength: 1, cause: '我要投诉', language: 'zh' },
      { name: 'anger', strength: 0.8, cause: '垃圾', language: 'zh' },
    ])
  })
})

describe('several messages at once', () => {
  const read = async (text: string) => namesIn(await wordsOnly, text)

  test('want a person when one of them says so', async () => {
    expect(await read('我的订单QW202611230001\n等了三天了\n转人工')).toContain('wants-a-person')
  })

  test('are a greeting only when nothing else is said', async () => {
    expect(await read('你好\n在吗')).toContain('greeting')
    expect(await read('你好\n什么时候发货')).not.toContain('greeting')
  })
})

describe('a reader with a model', () => {
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'signals-'))
    for (const name of KNOWN_SIGNALS) {
      await writeFile(join(folder, `${name}.md`), signalPage(name))
    }
  })

  afterEach(() => rm(folder, { recursive: true }))

  const open = (embed: Embed | null, reports: unknown[] = [], stop = never) =>
    createSignalReader({ folder, embed, report: (event) => reports.push(event) }, stop)

  test('answers by words until the model has joined, then by meaning too', async () => {
    const reader = await open(hashEmbedder())
    const early = await namesIn(reader, 'complaint zh loud x')

    await reader.ready

    expect(early).toEqual([])
    const late = await reader.read('it is so loud', 'zh-Hans', never)
    expect(late).toContainEqual({
      name: 'complaint',
      strength: expect.closeTo(0.8, 0),
      cause: expect.stringMatching(/^complaint zh loud \d$/),
      language: 'zh',
    })
    expect(await namesIn(reader, 'complaint zh quiet x')).toEqual([])
  })

  test('gives the strength of what does not hold as well, without telling of it', async () => {
    const reader = await open(hashEmbedder())
    await reader.ready
    const text = 'complaint zh quiet x'

    const strengths = await reader.strengths(text, 'zh-Hans', never)

    expect([...strengths.keys()]).toEqual(reader.names)
    expect(strengths.get('complaint')).toBeGreaterThan(0)
    expect(strengths.get('complaint')).toBeLessThan(0.5)
    expect(await namesIn(reader, text)).not.toContain('complaint')
    for (const { name, strength } of await reader.read('it is so loud', 'zh-Hans', never)) {
      const all = await reader.strengths('it is so loud', 'zh-Hans', never)
      expect(all.get(name)).toBe(strength)
    }
  })

  test('heeds a counter-example that the model takes for the signal, and what says nearly the same', async () => {
    const page = signalPage('anger').replace('- anger en quiet 0', '- anger en loud loud loud')
    await writeFile(join(folder, 'anger.md'), page)
    const reader = await open(hashEmbedder())
    await reader.ready

    expect(await namesIn(reader, 'anger en loud loud loud', 'en')).not.toContain('anger')
    expect(await namesIn(reader, 'anger en loud loud loud?', 'en')).not.toContain('anger')
    expect(await namesIn(reader, 'anger en loud x', 'en')).toContain('anger')
  })

  test('gives every signal no strength where nothing is said', async () => {
    const reader = await open(hashEmbedder())

    const strengths = await reader.strengths(' \n', 'en', never)

    expect([...strengths.values()]).toEqual(reader.names.map(() => 0))
  })

  test('embeds each sentence once, though several signals learn from it', async () => {
    const embed = hashEmbedder()

    const reader = await open(embed)
    await reader.ready

    expect(embed.asked.length).toBe(new Set(embed.asked).size)
    expect(embed.asked.length).toBe(KNOWN_SIGNALS.length * 40)
  })

  test('keeps reading words, and says so, when the embedder fails', async () => {
    const reports: unknown[] = []
    const reader = await open(async () => {
      throw new Error('no session')
    }, reports)

    await reader.ready

    expect(reports).toMatchObject([
      { name: 'signal-model-failed', cause: { message: 'no session' } },
    ])
    expect(await namesIn(reader, 'anger now')).toEqual(['anger'])
  })

  test('keeps reading words, and says so, when the embedder fails in a turn', async () => {
    const good = hashEmbedder()
    const reports: unknown[] = []
    let broken = false
    const reader = await open(async (...asked) => {
      if (broken) throw new Error('gone')
      return good(...asked)
    }, reports)
    await reader.ready
    broken = true

    expect(await namesIn(reader, 'anger now')).toEqual(['anger'])
    expect(reports).toMatchObject([{ cause: { message: 'gone' } }])
  })

  test('ends with the turn that asked', async () => {
    const reader = await open(hashEmbedder())
    await reader.ready

    await expect(reader.read('anger', 'en', AbortSignal.abort())).rejects.toThrow('abort')
  })

  test('stops fitting, without a report, when the process stops', async () => {
    const reports: unknown[] = []
    const stop = new AbortController()
    const reader = await open(hashEmbedder(), reports, stop.signal)

    stop.abort()
    await reader.ready

    expect(reports).toEqual([])
  })

  test('uses new words at once after a reload, and the new model when it is ready', async () => {
    const reader = await open(hashEmbedder())
    await reader.ready
    await writeFile(
      join(folder, 'anger.md'),
      signalPage('anger').replaceAll('anger now', 'boiling over'),
    )

    await reader.reload()

    expect(await namesIn(reader, 'boiling over', 'en')).toContain('anger')
    await reader.ready
    expect(await namesIn(reader, 'anger en loud x', 'en')).toContain('anger')
  })

  test('stays as it was when the changed files have problems', async () => {
    const reader = await open(null)
    await writeFile(join(folder, 'anger.md'), 'nothing')

    const told = await reader.reload().then(() => 'none', reasonOf)

    expect(told).toContain('anger.md')
    expect(await namesIn(reader, 'anger now')).toEqual(['anger'])
    expect(reader.names).toContain('anger')
  })

  test('reads a pasted page at the price of a chat', async () => {
    const embed = hashEmbedder()
    const reader = await open(embed)
    await reader.ready
    const before = embed.asked.length
    const page = Array.from({ length: 2_000 }, (_, i) => `line ${i}`).join('\n')

    expect(await namesIn(reader, `${page}\nanger now`)).toContain('anger')
    expect(embed.asked.length - before).toBe(16)
  })
})

test('a broken folder stops the start with every problem', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'signals-'))
  await cp(CONTENT, folder, { recursive: true })
  await rm(join(folder, 'thanks.md'))
  await rm(join(folder, 'ordinary.md'))

  const told = await createSignalReader({ folder, embed: null, report: () => {} }, never).then(
    () => 'none',
    reasonOf,
  )

  expect(told).toContain('thanks.md:1 The file is missing')
  expect(told).toContain('greeting.md:6 "thanks" is no signal')
  await rm(folder, { recursive: true })
})
