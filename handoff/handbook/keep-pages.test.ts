import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepPages } from './keep-pages.js'
import { parsePage } from './parse-page.js'

const SOURCE = `---
id: anger
---

Why.

## zh

### Examples

- 气死我了
- 两行的
  例子

### Words

| word | effect |
|---|---|
| 垃圾 | 0.3 |
`

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pages-'))
  file = join(folder, 'index', 'pages.json')
})

afterEach(() => rm(folder, { recursive: true }))

test('a kept page is the page that parsing gives', async () => {
  const first = await keepPages(file)
  first.parse('anger.md', SOURCE)
  await first.save()

  const again = (await keepPages(file)).parse('anger.md', SOURCE)

  expect(again).toEqual(parsePage('anger.md', SOURCE))
})

test('a page is not parsed again after a restart', async () => {
  const first = await keepPages(file)
  first.parse('anger.md', SOURCE)
  await first.save()
  const parseAnew = vi.fn(parsePage)

  const again = (await keepPages(file, parseAnew)).parse('anger.md', SOURCE)

  expect(again.sections[0]?.sections[0]?.items[0]?.text).toBe('气死我了')
  expect(parseAnew).not.toHaveBeenCalled()
})

test('a kept file that somebody changed is not believed', async () => {
  const first = await keepPages(file)
  first.parse('anger.md', SOURCE)
  await first.save()
  await writeFile(file, (await readFile(file, 'utf8')).replace('气死我了', 'from the file'))

  const again = (await keepPages(file)).parse('anger.md', SOURCE)

  expect(again).toEqual(parsePage('anger.md', SOURCE))
})

test('another source is parsed, and what is not asked for any more is dropped', async () => {
  const first = await keepPages(file)
  first.parse('anger.md', SOURCE)
  await first.save()
  const second = await keepPages(file)
  const changed = second.parse('anger.md', SOURCE.replace('气死我了', '太过分了'))
  await second.save()

  expect(changed.sections[0]?.sections[0]?.items[0]?.text).toBe('太过分了')
  expect(await readFile(file, 'utf8')).not.toContain('气死我了')
})

test.each(['', '{"format":1,"pages":{', '{"format":1,"pages":{"k":{"file":1}}}'])(
  'a file that says %j keeps nothing and harms nothing',
  async (torn) => {
    file = join(folder, 'pages.json')
    await writeFile(file, torn)

    const pages = await keepPages(file)

    expect(pages.parse('anger.md', SOURCE)).toEqual(parsePage('anger.md', SOURCE))
    await pages.save()
    expect((await keepPages(file)).parse('anger.md', SOURCE).yaml).toBe('id: anger')
  },
)
