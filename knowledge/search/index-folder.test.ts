import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLog } from '../../platform/log.js'
import { makeArticle } from '../article/make-article.js'
import { readIndex, writeIndex } from './index-folder.js'
import { WordIndex } from './word-index.js'

const INDEX = {
  seen: [],
  articles: [makeArticle({ id: 'a' }, 'Hello.')],
  problems: [],
  words: WordIndex.empty().store(),
  confidence: null,
}

let folder = ''
let file = ''
const told: string[] = []
const log = { ...silentLog, warn: (_: object, message: string) => told.push(message) }
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'index-'))
  file = join(folder, 'articles.json')
  told.length = 0
  await writeIndex(folder, 'content', INDEX)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('what was written is read again', async () => {
  expect((await readIndex(folder, 'content', silentLog))?.articles).toEqual(INDEX.articles)
})

test('the index of another folder is not used', async () => {
  expect(await readIndex(folder, 'other', silentLog)).toBeNull()
})

test.each([
  { damage: 'cut off', spoil: () => truncate(file, 300) },
  { damage: 'emptied', spoil: () => truncate(file, 0) },
  { damage: 'overwritten', spoil: () => writeFile(file, 'nonsense') },
  {
    damage: 'altered in one letter',
    spoil: async () => writeFile(file, (await readFile(file, 'utf8')).replace('Hello', 'Hallo')),
  },
])('a file that was $damage is told of and not used', async ({ spoil }) => {
  await spoil()

  expect(await readIndex(folder, 'content', log)).toBeNull()
  expect(told).toEqual(['the index file is damaged, and is built anew'])
})

test('no index is no damage', async () => {
  await rm(file)

  expect(await readIndex(folder, 'content', log)).toBeNull()
  expect(told).toEqual([])
})
