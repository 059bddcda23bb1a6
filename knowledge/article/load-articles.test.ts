import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type LoadedArticles, loadArticles } from './load-articles.js'

const NOTHING = { articles: [], seen: [], problems: [] }

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'articles-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true })
  await writeFile(join(folder, file), text)
}

const load = (before: Pick<LoadedArticles, 'articles' | 'seen' | 'problems'> = NOTHING) =>
  loadArticles(folder, 'allow', before, () => {}, new AbortController().signal)
const idsOf = ({ articles }: LoadedArticles) => articles.map(({ id }) => id)

describe('loading a folder', () => {
  test('reads markdown at any depth, and knows of other files', async () => {
    await write('a.md', '# A')
    await write('deep/er/b.markdown', '# B')
    await write('deep/picture.png', '')
    await write('.git/c.md', '# C')

    const loaded = await load()

    expect(idsOf(loaded)).toEqual(['a', 'b'])
    expect(loaded.files).toContain('deep/picture.png')
  })

  test('tells plain files of one name apart by their paths', async () => {
    await write('pay/card.md', '# A')
    await write('return/card.md', '# B')
    await write('other.md', '# C')

    expect(idsOf(await load())).toEqual(['other', 'pay/card', 'return/card'])
  })

  test('parses a file again only when its content changed', async () => {
    await write('a.md', '# A')
    await write('b.md', '# B')
    const first = await load()
    await utimes(join(folder, 'a.md'), new Date(), new Date(1_000))
    await write('b.md', '# B, longer')

    const second = await load(first)

    expect(second.parsed).toBe(1)
    expect(second.articles.map(({ title }) => title)).toEqual(['A', 'B, longer'])
  })

  test('keeps the last good version of a file that went bad, and tells until it is mended', async () => {
    await write('a.md', '# A')
    const first = await load()
    await write('a.md', '---\nstate: nonsense\n---\n')

    const second = await load(first)
    const third = await load(second)

    expect(second.articles.map(({ title }) => title)).toEqual(['A'])
    expect(third.problems).toEqual(second.problems)
    expect(third.problems.length).toBeGreaterThan(0)
  })

  test('forgets what was deleted', async () => {
    await write('a.md', '# A')
    await write('b.md', '# B')
    const first = await load()
    await rm(join(folder, 'a.md'))

    expect(idsOf(await load(first))).toEqual(['b'])
  })

  test('says that the folder is missing and what to do', async () => {
    await rm(folder, { recursive: true })

    await expect(load()).rejects.toThrow(/cannot be read .* Create it, or name another folder\./)
  })

  test('stops when it is told to', async () => {
    await write('a.md', '# A')

    const loading = loadArticles(folder, 'allow', NOTHING, () => {}, AbortSignal.abort())

    await expect(loading).rejects.toThrow('aborted')
  })
})
