import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockFolder } from './lock-folder.js'

test('a folder has one owner at a time, and is free again afterwards', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-lock-'))

  const first = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toThrow(/Another Kefu uses the data folder .*KEFU_DATA/)
  await first[Symbol.asyncDispose]()
  const second = await lockFolder(folder)
  await second[Symbol.asyncDispose]()

  rmSync(folder, { recursive: true })
})
