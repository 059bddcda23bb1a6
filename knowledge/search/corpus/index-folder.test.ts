import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { silentLog } from '../../../platform/log.js'
import type { Article } from '../../article/article.js'
import { makeArticle } from '../../article/make-article.js'
import type { Confidence } from '../confidence/confidence.js'
import { GENERAL_CONFIDENCE } from '../confidence/general-confidence.js'
import { readSentences } from '../extract/read-sentences.js'
import { WordIndex } from '../words/word-index.js'
import { IndexFolder, type StoredIndex } from './index-folder.js'

const BODY = '# Top\n\nHello.\n\n## Below\n\n| a | b |\n| --- | --- |\n| 退款 | 3 天 |\n'
const article = makeArticle({ id: 'a', questions: ['How?'] }, BODY)

function indexOf(...articles: readonly Article[]): StoredIndex {
  const words = WordIndex.empty()
  for (const each of articles) words.add(each)
  const keys = new Map(articles.map(({ id }) => [id, { texts: [id], exact: [id] }]))
  return { seen: [], articles, keys, problems: [], words: words.store(), confidence: null }
}

let folder = ''
let file = ''
const told: string[] = []
const log = { ...silentLog, warn: (_: object, message: string) => told.push(message) }
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'index-'))
  file = join(folder, 'articles.bin')
  told.length = 0
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = ({ articles = 'content', reading = 'refuse', general = GENERAL_CONFIDENCE } = {}) =>
  IndexFolder.open({
    folder,
    articles,
    reading,
    log,
    general,
    readArticle: () => ({ source: 'from its file', passages: [] }),
  })
async function write(...articles: readonly Article[]): Promise<void> {
  await using index = await open()
  await index.write(indexOf(...articles))
}

describe('what was written', () => {
  test('is read again, down to every text', async () => {
    await write(article)

    await using index = await open()
    const stored = await index.read()

    const [again] = stored?.articles ?? []
    expect(again && { ...again, passages: again.passages.map((each) => passageOf(each)) }).toEqual({
      ...article,
      passages: article.passages.map((each) => passageOf(each)),
    })
    expect(stored?.keys.get('a')).toEqual({ texts: ['a'], exact: ['a'] })
  })

  test('is learned again where the model has changed that learning begins with', async () => {
    const learned = { ...GENERAL_CONFIDENCE, questions: 7 }
    {
      await using index = await open()
      await index.write({ ...indexOf(article), confidence: learned })
    }
    const readWith = async (general: Confidence) => {
      await using index = await open({ general })
      return index.read()
    }

    expect((await readWith(GENERAL_CONFIDENCE))?.confidence).toEqual(learned)
    const other = { ...GENERAL_CONFIDENCE, english: GENERAL_CONFIDENCE.chinese }
    expect(await readWith(other)).toMatchObject({ confidence: null, articles: [{ id: 'a' }] })
  })

  test('has the sentences of an article cut', async () => {
    await write(article)

    await using index = await open()
    expect(index.sentencesOf(article)).toBeUndefined()
    await index.read()

    expect(index.sentencesOf(article)).toEqual(readSentences(article))
  })

  test('has no sentences of a book, which are too many to read at once', async () => {
    const book = makeArticle({ id: 'book' }, '第一章的正文很长。'.repeat(7_000))
    await write(book)

    await using index = await open()
    await index.read()

    expect(index.sentencesOf(book)).toBeUndefined()
  })

  test('finds by words as before', async () => {
    const other = makeArticle({ id: 'b', title: 'Another' }, 'Bye.')
    await write(article, other)

    await using index = await open()
    const stored = await index.read()

    const words = stored ? WordIndex.restore(stored.words) : WordIndex.empty()
    expect(words.search(words.weigh('退款'), []).best(5, 1)).toEqual(['a'])
    expect(words.search(words.weigh('another'), []).best(5, 1)).toEqual(['b'])
  })

  test('is not used where articles are read otherwise', async () => {
    await write(article)

    await using index = await open({ reading: 'allow' })

    expect(await index.read()).toBeNull()
  })

  test('stays when the articles move, but each of their files is looked at again', async () => {
    const seen = [{ file: 'a.md', mtimeMs: 5, size: 7, digest: 'd' }]
    {
      await using index = await open()
      await index.write({ ...indexOf(article), seen })
    }

    await using moved = await open({ articles: 'other' })
    const stored = await moved.read()

    expect(stored?.articles.map(({ id }) => id)).toEqual(['a'])
    expect(stored?.seen).toEqual([{ file: 'a.md', mtimeMs: -1, size: 7, digest: 'd' }])
  })

  test('keeps the texts of a changed article beside those of the others', async () => {
    await using index = await open()
    const [kept] = await index.write(indexOf(article))
    const changed = makeArticle({ id: 'b' }, 'Changed.')
    const fresh = await index.write(indexOf(...(kept ? [kept] : []), changed))

    expect(fresh.map(({ id }) => id)).toEqual(['b'])
    expect(kept?.source).toBe(BODY)
    expect(fresh[0]?.passages[0]?.text).toBe('Changed.')
  })

  test('writes the texts anew when most of them are of no use', async () => {
    await using index = await open()
    const long = (i: number) => makeArticle({ id: 'long' }, `${i} ${'很长的正文。'.repeat(30_000)}`)
    let kept: readonly Article[] = []
    for (let i = 0; i < 6; i++) kept = await index.write(indexOf(article, long(i)))

    const names = (await readdir(folder)).filter((name) => name.startsWith('texts-'))
    expect(names).toEqual(['texts-2.bin'])
    expect(kept.map(({ source }) => source.slice(0, 3))).toEqual(['# T', '5 很'])
  })
})

function passageOf({ headings, place, end, lead, text }: Article['passages'][number]) {
  return { headings, place, end, lead, text }
}

describe('damage', () => {
  beforeEach(() => write(article))

  test.each([
    { damage: 'cut off', spoil: () => truncate(file, 300) },
    { damage: 'emptied', spoil: () => truncate(file, 0) },
    { damage: 'overwritten', spoil: () => writeFile(file, 'nonsense') },
    {
      damage: 'altered in one letter',
      spoil: async () =>
        writeFile(file, (await readFile(file, 'latin1')).replace('Sample', 'Simple'), 'latin1'),
    },
    { damage: 'robbed of its texts', spoil: () => truncate(join(folder, 'texts-1.bin'), 20) },
    { damage: 'left without its texts', spoil: () => rm(join(folder, 'texts-1.bin')) },
  ])('a file that was $damage is told of and not used', async ({ spoil }) => {
    await spoil()

    await using index = await open()

    expect(await index.read()).toBeNull()
    expect(told).toEqual(['the index file is damaged, and is built anew'])
  })

  test('a damaged text is read from the article’s own file', async () => {
    const texts = join(folder, 'texts-1.bin')
    await writeFile(texts, (await readFile(texts, 'utf8')).replace('Hello', 'Hallo'))

    await using index = await open()
    const stored = await index.read()

    expect(stored?.articles[0]?.source).toBe('from its file')
    expect(told).toEqual(['an article is read from its own file'])
    expect(index.sentencesOf(article)).toBeUndefined()
  })

  test('no index is no damage', async () => {
    await rm(file)

    await using index = await open()

    expect(await index.read()).toBeNull()
    expect(told).toEqual([])
  })
})

test('while one process keeps the folder, another reads it and may not write', async () => {
  await write(article)
  await using first = await open()
  await using second = await open()

  expect([first.mayWrite, second.mayWrite]).toEqual([true, false])
  expect((await second.read())?.articles[0]?.source).toBe(BODY)
  expect(told).toEqual(['another Kefu keeps this index; it is read, and nothing is kept'])
})
