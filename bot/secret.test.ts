import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readSecret } from './secret.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kefu-secret-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('the secret is made once, for this user only', async () => {
  const first = await readSecret(folder)

  expect(await readSecret(folder)).toBe(first)
  expect(first).toHaveLength(64)
  expect(statSync(join(folder, 'secret')).mode & 0o077).toBe(0)
})

test('a secret that was cut short stops the start', async () => {
  writeFileSync(join(folder, 'secret'), 'abc')

  await expect(readSecret(folder)).rejects.toThrow(/holds 3 characters, and 64 are needed/)
})

test('a folder that cannot be written stops the start', async () => {
  await expect(readSecret(join(folder, 'missing'))).rejects.toThrow(/cannot be written/)
})
