import { rmSync } from 'node:fs'
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../platform/clock.js'
import { silentLog } from '../platform/log.js'
import { fixedClock } from '../platform/testing/fixed-clock.js'
import { fakeEmbedder } from './embed/fake-embedder.js'
import type { Knowledge, KnowledgeOptions } from './knowledge.js'
import { openKnowledge } from './open-knowledge.js'

const { signal } = new AbortController()

let folder = ''
const told: string[] = []
const log = { ...silentLog, warn: (_: object, message: string) => told.push(message) }
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bad-input-'))
  await write('refund.md', '# 退款多久到账\n\n退款 3 天内到账。\n')
  told.length = 0
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function write(file: string, content: string | Uint8Array): Promise<void> {
  const path = join(folder, 'content', file)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, content)
}

function open(options: Partial<KnowledgeOptions> = {}): Promise<Knowledge> {
  return openKnowledge(
    {
      contentFolder: join(folder, 'content'),
      dataFolder: join(folder, 'data'),
      embedder: fakeEmbedder(),
      clock: fixedClock(),
      log,
      watch: false,
      plain: 'allow',
      ...options,
    },
    signal,
  )
}

/** What the one article that is always there answers. */
async function refundAnswer(knowledge: Knowledge): Promise<string | undefined> {
  const found = await knowledge.ask('退款多久到账', { language: 'zh-Hans' }, signal)
  return found.hits[0]?.extract.markdown
}
const sentences = (knowledge: Knowledge) =>
  knowledge.problems().map(({ file, message }) => `${file}: ${message}`)

describe('a folder with one bad file answers from the others, and says what is wrong', () => {
  const front = (yaml: string) => `---\n${yaml}\n---\n\nText.\n`
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]']
  for (const [name, before] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf', 'hg', 'ih'].map((pair) => [
    ...pair,
  ])) {
    bomb.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`)
  }

  test.each([
    {
      what: 'five megabytes',
      content: `# Long\n\n${'All about it. '.repeat(360_000)}`,
      sentence: 'bad.md: The file has 5.0 MB; an article has at most 1 MB. Split it.',
    },
    {
      what: 'a bomb of aliases',
      content: front(bomb.join('\n')),
      sentence: 'bad.md: The front matter uses aliases (*name), which are not read. Write it out.',
    },
    {
      what: 'no UTF-8',
      content: Buffer.from([0x23, 0x20, 0x41, 0x0a, 0xcd, 0xcb, 0xbf, 0xee]),
      sentence: 'bad.md: The file is not UTF-8 here. Save it as UTF-8.',
    },
  ])('$what', async ({ content, sentence }) => {
    await write('bad.md', content)
    await using knowledge = await open()

    expect(sentences(knowledge)).toContain(sentence)
    expect(await refundAnswer(knowledge)).toBe('退款 3 天内到账。')
  })

  test('two ids alike', async () => {
    await write('one.md', front('id: same\ntitle: 积分'))
    await write('two.md', front('id: same\ntitle: 优惠券'))
    await using knowledge = await open()

    expect(sentences(knowledge)).toContain(
      'two.md: The id same is also that of one.md. Give this article another id.',
    )
    expect(knowledge.article('same')?.title).toBe('积分')
  })

  test('links that lead in a circle', async () => {
    const content = join(folder, 'content')
    await symlink(join(content, 'b.md'), join(content, 'a.md'))
    await symlink(join(content, 'a.md'), join(content, 'b.md'))
    await symlink(content, join(content, 'inside'))
    await symlink(content, join(content, 'inside.md'))
    await using knowledge = await open()

    expect(sentences(knowledge)).toEqual([
      'a.md: This link leads back to itself. Delete it.',
      'b.md: This link leads back to itself. Delete it.',
      'inside.md: This is a folder, not a file. Give it another name.',
    ])
    expect(knowledge.articles().map(({ id }) => id)).toEqual(['refund'])
  })

  // Two thousand, since ten thousand files take a while to write; `bench:size` has that many.
  test('two thousand empty files', async () => {
    await mkdir(join(folder, 'content', 'empty'))
    const names = Array.from({ length: 2_000 }, (_, i) => `empty/e${i}.md`)
    await Promise.all(names.map((name) => writeFile(join(folder, 'content', name), '')))
    await using knowledge = await open()
    await knowledge.complete()

    expect(knowledge.articles()).toHaveLength(2_001)
    expect(knowledge.article('e7')?.title).toBe('e7')
    expect(await refundAnswer(knowledge)).toBe('退款 3 天内到账。')
  })
})

describe('a damaged index is built anew, and the log says so', () => {
  beforeEach(async () => {
    await using knowledge = await open()
    await knowledge.complete()
  })

  test.each([
    { name: 'articles.bin', message: 'the index file is damaged, and is built anew' },
    { name: 'texts-1.bin', message: 'the index file is damaged, and is built anew' },
    {
      name: 'vectors.bin',
      message: 'the kept vectors are of another model or damaged, and are made again',
    },
  ])('$name cut off', async ({ name, message }) => {
    await truncate(join(folder, 'data', 'index', name), 30)
    await using knowledge = await open()
    await knowledge.complete()

    expect(told).toEqual([message])
    expect(await refundAnswer(knowledge)).toBe('退款 3 天内到账。')
  })

  test('a last vector cut off is embedded again, and no other', async () => {
    const file = join(folder, 'data', 'index', 'vectors.bin')
    await truncate(file, (await readFile(file)).length - 5)
    const embedder = fakeEmbedder()
    await using knowledge = await open({ embedder })
    await knowledge.complete()

    expect(embedder.asked.filter((text) => text.includes('退款'))).toHaveLength(1)
    expect(told).toEqual([])
  })
})

describe('the folder deleted', () => {
  test('while it is read for the first time, is a clear sentence', async () => {
    for (let i = 0; i < 300; i++)
      await write(`more/m${i}.md`, `# M ${i}\n\n${'Text. '.repeat(400)}`)
    const onProgress = () => rmSync(join(folder, 'content'), { recursive: true, force: true })

    const opening = open({ onProgress })

    await expect(opening).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('Create it, or name another folder.'),
    })
  })

  test('while it is served, leaves the articles answering', async () => {
    await using knowledge = await open({ watch: true, clock: { ...systemClock } })
    await knowledge.complete()

    await rm(join(folder, 'content'), { recursive: true })
    await expect
      .poll(() => sentences(knowledge).join('\n'))
      .toMatch(/cannot be read .* The articles read before keep answering\./)

    expect(await refundAnswer(knowledge)).toBe('退款 3 天内到账。')
  })
})

describe('two processes on one data folder', () => {
  test('the second answers from what the first keeps, and writes nothing', async () => {
    await using first = await open()
    await first.complete()
    const before = await filesOf('data/index')
    await write('points.md', '# 积分会过期吗\n\n积分有效两年。\n')

    await using second = await open()
    await second.complete()

    expect(await refundAnswer(second)).toBe('退款 3 天内到账。')
    expect(second.article('points')?.passages[0]?.text).toContain('积分有效两年')
    expect(told).toEqual(['another Kefu keeps this index; it is read, and nothing is kept'])
    expect(await filesOf('data/index')).toEqual(before)
  })

  test('the first goes on keeping while the second reads', async () => {
    const first = await open()
    await using second = await open()
    await Promise.all([first.complete(), second.complete()])
    await first[Symbol.asyncDispose]()

    const embedder = fakeEmbedder()
    await using third = await open({ embedder })
    await third.complete()
    expect(embedder.asked.filter((text) => text.includes('退款'))).toEqual([])
  })

  async function filesOf(path: string): Promise<Readonly<Record<string, string>>> {
    const files: Record<string, string> = {}
    for (const name of await readdir(join(folder, path))) {
      files[name] = await readFile(join(folder, path, name), 'base64')
    }
    return files
  }
})
