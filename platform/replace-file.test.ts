import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { replaceFile } from './replace-file.js'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'replace-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('a file is made with its folder, and replaced as a whole', async () => {
  const file = join(folder, 'deep', 'kept.json')
  await replaceFile(file, 'a longer text')
  await replaceFile(file, Buffer.from('short'))

  expect(await readFile(file, 'utf8')).toBe('short')
  expect(await readdir(join(folder, 'deep'))).toEqual(['kept.json'])
})

test('what cannot be swapped leaves all as it was, and nothing beside it', async () => {
  const taken = join(folder, 'kept.json')
  await mkdir(join(taken, 'full'), { recursive: true })

  await expect(replaceFile(taken, 'new')).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST/)

  expect(await readdir(folder)).toEqual(['kept.json'])
})
