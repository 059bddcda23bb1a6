import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTick } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hashEmbedder } from './hash-embedder.js'
import { readLearned } from './keep-learned.js'
import { KNOWN_SIGNALS } from './signal.js'
import { signalPage } from './signal-page.js'
import { createSignalReader } from './signal-reader.js'

const never = new AbortController().signal

describe('what was learned of the signals', () => {
  let folder: string
  let file: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'signals-'))
    file = join(folder, 'data', 'signals.json')
    for (const name of KNOWN_SIGNALS) await writeFile(join(folder, `${name}.md`), signalPage(name))
  })

  afterEach(() => rm(folder, { recursive: true }))

  const question = (text: string) => ({ text, language: 'en' as const, articles: ['refund'] })

  async function open(reports: unknown[] = [], where = file, asked: readonly string[] = []) {
    const report = (event: unknown) => reports.push(event)
    const reader = await createSignalReader(
      {
        ...{ folder, embed: hashEmbedder(), file: where, report },
        ordinary: async () => asked.map(question),
      },
      never,
    )
    await reader.ready
    return reader
  }

  const strengths = async (reader: Awaited<ReturnType<typeof open>>) =>
    (await reader.read('it is so loud', 'zh-Hans', never)).map(({ strength }) => strength)

  test('is the same after a restart', async () => {
    const before = await strengths(await open())

    const after = await strengths(await open())

    expect(before).not.toEqual([])
    expect(after).toEqual(before)
  })

  test('is read, not learned again', async () => {
    await open()
    const kept = await readFile(file, 'utf8')
    await writeFile(file, kept.replaceAll(/"(zh|en)":[-\d.e]+/g, '"$1":1000'))

    const reader = await open()

    expect(await strengths(reader)).toEqual([])
  })

  test('is learned again for the signal whose sentences changed, and only then', async () => {
    await open()
    const before = [...(await readLearned(file)).keys()]
    await writeFile(
      join(folder, 'anger.md'),
      signalPage('anger').replaceAll('anger zh loud 1', 'fury'),
    )

    await open()

    const after = [...(await readLearned(file)).keys()]
    expect(after).toHaveLength(KNOWN_SIGNALS.length)
    expect(after.filter((key) => before.includes(key))).toHaveLength(KNOWN_SIGNALS.length - 1)
  })

  test("is learned again when the articles' questions changed, and answers meanwhile", async () => {
    await open()
    const before = await readLearned(file)
    const reader = await createSignalReader(
      {
        ...{ folder, embed: hashEmbedder(), file, report: () => {} },
        ordinary: async () => [question('where is it')],
      },
      never,
    )
    let isReady = false
    void reader.ready.then(() => {
      isReady = true
    })
    let answered = 0
    while (!isReady) {
      await nextTick()
      if ((await strengths(reader)).length > 0 && !isReady) answered++
    }

    const after = await readLearned(file)
    expect(answered).toBeGreaterThan(0)
    expect([...after.keys()]).toEqual([...before.keys()])
    for (const [key, { questions }] of after) expect(questions).not.toBe(before.get(key)?.questions)
  })

  test.each(['', '{"format":1,"signals":{"a', '{"format":9,"signals":{}}'])(
    'is learned again from a file that says %j',
    async (torn) => {
      const before = await strengths(await open())
      await writeFile(file, torn)

      expect(await strengths(await open())).toEqual(before)
      expect((await readLearned(file)).size).toBe(KNOWN_SIGNALS.length)
    },
  )

  test('counts all the same where it cannot be kept, and that is told', async () => {
    const reports: unknown[] = []
    await writeFile(join(folder, 'no-folder'), '')

    const reader = await open(reports, join(folder, 'no-folder', 'signals.json'))

    expect(await strengths(reader)).not.toEqual([])
    expect(reports).toMatchObject([{ name: 'signal-model-not-kept' }])
  })
})
