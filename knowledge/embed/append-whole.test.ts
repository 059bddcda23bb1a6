import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { appendWhole } from './append-whole.js'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'append-'))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true })
})

test('adds to what is there', async () => {
  const file = join(folder, 'records.bin')
  await writeFile(file, 'one')

  await appendWhole(file, Buffer.from(' two'))

  expect(await readFile(file, 'utf8')).toBe('one two')
})

test('takes back what a full disk has cut off, so that the next stands in its place', async () => {
  const file = join(folder, 'records.bin')
  await writeFile(file, 'one')
  const handle = await open(file)
  await handle.close()
  const full = vi
    .spyOn(Object.getPrototypeOf(handle), 'writeFile')
    .mockImplementationOnce(async function (this: typeof handle) {
      await this.write(' tw')
      throw new Error('ENOSPC')
    })

  await expect(appendWhole(file, Buffer.from(' two'))).rejects.toThrow('ENOSPC')
  full.mockRestore()
  await appendWhole(file, Buffer.from(' three'))

  expect(await readFile(file, 'utf8')).toBe('one three')
})
