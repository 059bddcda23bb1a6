import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readRun } from '../compare/read-run.js'
import { suiteReport } from '../testing/suite-report.js'
import { contentFacts } from './fingerprint.js'
import { keepRun, lastRun, originOf } from './kept-run.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kefu-kept-'))
})
afterEach(() => rm(folder, { recursive: true }))

const CONTENT = { name: 'content', digest: 'abc' }
const at = (day: number) =>
  originOf({ commit: '0123456789', changed: false }, CONTENT, Date.UTC(2026, 10, day))

test('a kept run is read back as it was measured', async () => {
  const file = await keepRun(folder, at(1), [suiteReport({ suite: 'retrieval', hits: [1, 0] })])
  const { origin, suites } = await readRun(file)

  expect(origin).toEqual(at(1))
  expect(suites[0]?.measures).toEqual({ hit: { unit: 'percent', good: 'high', mark: 'mean' } })
  expect(suites[0]?.questions.map(({ marks }) => marks)).toEqual([{ hit: 1 }, { hit: 0 }])
})

test('the last run of each suite is found, over the same datasets and content', async () => {
  const retrieval = suiteReport({ suite: 'retrieval', hits: [1] })
  const decision = suiteReport({ suite: 'decision', hits: [0] })
  const other = { ...retrieval, datasets: [{ name: 'other.jsonl', lines: 1, digest: 'x' }] }
  const older = await keepRun(folder, at(1), [retrieval, decision])
  await keepRun(folder, at(2), [other])
  await keepRun(folder, { ...at(3), content: { name: 'help', digest: 'x' } }, [retrieval])
  await writeFile(join(folder, '2027-nonsense.json'), '{}')

  const last = await lastRun(folder, CONTENT, [retrieval, decision])

  expect(last?.newest.file).toBe(older)
  expect(last?.suites.map(({ suite }) => suite)).toEqual(['retrieval', 'decision'])
})

test('there is none in a folder that is not there', async () => {
  expect(await lastRun(join(folder, 'none'), CONTENT, [])).toBeNull()
})

test('content is known by what its files say and where they are', async () => {
  await writeFile(join(folder, 'a.md'), 'one')
  const first = await contentFacts(folder)
  await writeFile(join(folder, 'a.md'), 'two')
  const second = await contentFacts(folder)
  await writeFile(join(folder, 'a.md'), 'one')

  expect(second.digest).not.toBe(first.digest)
  expect(await contentFacts(folder)).toEqual(first)
})
