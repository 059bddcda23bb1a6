import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkDatasets } from './check-datasets.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kefu-check-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function check(...files: readonly string[]): Promise<string> {
  const printed: string[] = []
  await checkDatasets(files, (text) => printed.push(text))
  return printed.join('\n')
}

test('our own datasets are well formed, each for every suite that reads it', async () => {
  const text = await check()

  expect(text).toMatch(/handoff\.jsonl: behaviour, handoff$/m)
  expect(text).toMatch(/conversation\.jsonl: behaviour, conversation$/m)
})

test('a file of somebody else’s is well formed when a suite can read it', async () => {
  const file = join(folder, 'own.jsonl')
  await writeFile(file, '{"id":"q1","text":"where","gold":["a"]}')

  expect(await check(file)).toMatch(/own\.jsonl: .*retrieval/)
})

test('one that no suite can read is told with what each misses', async () => {
  const file = join(folder, 'own.jsonl')
  await writeFile(file, '{"id":"q1"}')

  await expect(check(file)).rejects.toThrow(/As a dataset of retrieval: [\s\S]*own\.jsonl:1 "text"/)
})
