import { mkdtemp, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLog } from '../../platform/log.js'
import { type FakeEmbedder, fakeEmbedder } from './fake-embedder.js'
import { keepPassages } from './keep-passages.js'

const { signal } = new AbortController()

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sentences-'))
})
afterEach(() => rm(folder, { recursive: true }))

const open = (embedder: FakeEmbedder) =>
  keepPassages(embedder, join(folder, 'index', 'sentences.txt'), silentLog)

test('a sentence is embedded once, over restarts too, and its vector is the same', async () => {
  const first = fakeEmbedder()
  const vectors = await (await open(first))(['太慢了', '谢谢', '太慢了'], signal, 'passage')
  expect(first.asked).toEqual(['太慢了', '谢谢'])

  const second = fakeEmbedder()
  const again = await (await open(second))(['谢谢', '太慢了', '人工'], signal, 'passage')

  expect(second.asked).toEqual(['人工'])
  expect(again.slice(0, 2)).toEqual([vectors[1], vectors[0]])
})

test('another model embeds them anew', async () => {
  await (await open(fakeEmbedder('one')))(['谢谢'], signal, 'passage')

  const other = fakeEmbedder('two')
  await (await open(other))(['谢谢'], signal, 'passage')

  expect(other.asked).toEqual(['谢谢'])
})

test('a line that was cut off is embedded again, and the next one stands after it', async () => {
  await (await open(fakeEmbedder()))(['谢谢', '人工'], signal, 'passage')
  const file = join(folder, 'index', 'sentences.txt')
  await truncate(file, (await stat(file)).size - 3)

  const second = fakeEmbedder()
  await (await open(second))(['谢谢', '人工'], signal, 'passage')
  const third = fakeEmbedder()
  await (await open(third))(['谢谢', '人工'], signal, 'passage')

  expect([second.asked, third.asked]).toEqual([['人工'], []])
})

test('a file that cannot be written is told, and all goes on', async () => {
  await writeFile(join(folder, 'index'), 'a file where the folder should be')
  const told: string[] = []
  const log = { ...silentLog, warn: (_: object, message: string) => told.push(message) }
  const file = join(folder, 'index', 'sentences.txt')

  const embed = keepPassages(fakeEmbedder(), file, log)

  expect(await embed(['谢谢'], signal, 'passage')).toHaveLength(1)
  expect(told[0]).toBe('vectors of sentences could not be kept')
})

test('what a customer writes is not kept', async () => {
  const embedder = fakeEmbedder()
  const embed = await open(embedder)

  await embed(['你好'], signal)
  await embed(['你好'], signal, 'question')

  expect(embedder.asked).toEqual(['你好', '你好'])
})
