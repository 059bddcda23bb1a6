import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '../platform/clock.js'
import { silentLog } from '../platform/log.js'
import { watchFolders } from './watch-folders.js'

let root = ''
let folder = ''
let watcher: AsyncDisposable
let calls = 0
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'watch-'))
  folder = join(root, 'articles')
  await mkdir(join(folder, 'help'), { recursive: true })
  await writeFile(join(folder, 'help', 'a.md'), '# A')
  calls = 0
  watcher = await watchFolders([folder], () => calls++, { clock: systemClock, log: silentLog })
})
afterEach(async () => {
  await watcher[Symbol.asyncDispose]()
  await rm(root, { recursive: true, force: true })
})

/** Does something, and waits until it was told. */
async function seen(work: () => Promise<unknown>): Promise<void> {
  const before = calls
  await work()
  await expect.poll(() => calls).toBeGreaterThan(before)
}

test('a file that is written, changed or deleted is seen', async () => {
  await seen(() => writeFile(join(folder, 'help', 'b.md'), '# B'))
  await seen(() => writeFile(join(folder, 'help', 'a.md'), '# A, longer'))
  await seen(() => rm(join(folder, 'help', 'a.md')))
})

test('a file in a folder that came later is seen', async () => {
  await seen(() => mkdir(join(folder, 'new', 'inner'), { recursive: true }))
  await seen(() => writeFile(join(folder, 'new', 'inner', 'c.md'), '# C'))
})

test('a folder that went and came back is watched again', async () => {
  await seen(() => rm(folder, { recursive: true }))
  await seen(() => mkdir(join(folder, 'help'), { recursive: true }))
  await seen(() => writeFile(join(folder, 'help', 'd.md'), '# D'))
})

test('many changes at once are told together', async () => {
  await seen(async () => {
    for (let i = 0; i < 50; i++) await writeFile(join(folder, `${i}.md`), `# ${i}`)
  })

  expect(calls).toBeLessThan(10)
})
