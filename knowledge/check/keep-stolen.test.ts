import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { silentLog } from '../../platform/log.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { fakeEmbedder } from '../embed/fake-embedder.js'
import { openKnowledge } from '../open-knowledge.js'
import type { Finding } from './finding.js'
import { keepStolen } from './keep-stolen.js'
import { type TestArticle, testSource } from './open-test-content.js'

const { signal } = new AbortController()

const place = { article: 'a', title: 'A', file: 'help/a.md', line: 3, text: '能退吗' }
const finding: Finding = {
  kind: 'stolen-question',
  level: 'advice',
  at: place,
  other: { ...place, article: 'b' },
  facts: { more: 2 },
  key: 'key',
  seen: null,
}

describe('the comparison of questions', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kefu-stolen-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const never = (cause: unknown) => {
    throw cause
  }

  test('is found again under its key and model alone', async () => {
    const file = join(folder, 'index', 'one.json')
    const stolen = new Map([['a', [finding]]])
    await keepStolen(file, 'model', never).write('key', stolen)

    expect(await keepStolen(file, 'model', never).read('key')).toEqual(stolen)
    expect(await keepStolen(file, 'model', never).read('another key')).toBeUndefined()
    expect(await keepStolen(file, 'another model', never).read('key')).toBeUndefined()
  })

  test('is made anew where the file is missing, torn, or of another form', async () => {
    const file = join(folder, 'torn.json')
    const kept = keepStolen(file, 'model', never)
    expect(await kept.read('key')).toBeUndefined()

    await kept.write('key', new Map())
    await writeFile(file, (await readFile(file, 'utf8')).slice(0, -5))
    expect(await kept.read('key')).toBeUndefined()

    await writeFile(file, '{"format":1,"model":"model","key":"key","stolen":[["a",[{}]]]}')
    expect(await kept.read('key')).toBeUndefined()
  })

  test('tells why it could not be kept, and fails nobody', async () => {
    const told: unknown[] = []
    await writeFile(join(folder, 'no-folder'), '')
    const kept = keepStolen(join(folder, 'no-folder', 'check.json'), 'model', (cause) =>
      told.push(cause),
    )
    await kept.write('key', new Map())

    expect(told).toHaveLength(1)
  })

  test('is taken over by the next start, until an article changes', async () => {
    const content = join(folder, 'content')
    const articles = join(content, 'articles')
    await mkdir(articles, { recursive: true })
    const questions = ['吉他怎么保养']
    const write = (id: string, article: TestArticle) =>
      writeFile(join(articles, `${id}.md`), testSource(id, article))
    await write('strings', { title: '琴弦怎么保养', body: '琴弦要擦干。', questions })
    const clean = { title: '吉他怎么清洁', body: '用软布清洁吉他。', questions }
    await write('clean', clean)
    const check = async () => {
      await using knowledge = await openKnowledge(
        {
          contentFolder: content,
          dataFolder: folder,
          embedder: fakeEmbedder(),
          ...{ clock: fixedClock(), log: silentLog, watch: false },
        },
        signal,
      )
      await knowledge.complete()
      const found = await knowledge.findings(signal)
      return found.flatMap(({ kind, at }) => (kind === 'stolen-question' ? [at.text] : []))
    }
    expect(await check()).toEqual(questions)

    // Compared anew, it would be told in the question's own words.
    const file = join(folder, 'index', 'check.json')
    const kept = await readFile(file, 'utf8')
    await writeFile(file, kept.replaceAll('"text":"吉他怎么保养"', '"text":"as it was kept"'))
    expect(await check()).toEqual(['as it was kept'])

    await write('clean', { ...clean, body: '用干布擦吉他。' })
    expect(await check()).toEqual(questions)
  })
})
