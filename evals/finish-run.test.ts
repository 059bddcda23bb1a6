import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { finishRun } from './finish-run.js'
import type { SuiteReport } from './suite.js'
import { suiteReport } from './testing/suite-report.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kefu-finish-'))
  await mkdir(join(folder, 'articles'))
  await writeFile(join(folder, 'articles', 'a.md'), '# A')
})
afterEach(() => rm(folder, { recursive: true }))

const hits = (right: number) => Array.from({ length: 60 }, (_, i) => (i < right ? 1 : 0))
const reportOf = (right: number) => suiteReport({ suite: 'retrieval', hits: hits(right) })

async function finish(reports: readonly SuiteReport[], day: number, out = join(folder, 'out')) {
  const printed: string[] = []
  const complaints: string[] = []
  const files = { json: join(folder, 'out.json'), junit: join(folder, 'out.xml') }
  await finishRun(
    reports,
    { ...files, content: join(folder, 'articles') },
    {
      print: (text) => printed.push(text),
      complain: (text) => complaints.push(text),
      now: Date.UTC(2026, 10, day),
      out,
      codeFolder: folder,
    },
  )
  return { printed: printed.join('\n'), complaints, files }
}

test('a run is kept with its page, and the next one is compared with it', async () => {
  const first = await finish([reportOf(58)], 1)
  const second = await finish([reportOf(30)], 2)

  expect(first.printed).not.toContain('Since')
  expect(second.printed).toMatch(/Since [\s\S]*retrieval: worse/)
  expect(await readdir(join(folder, 'out'))).toEqual([
    '2026-11-01T00-00-00-000Z-no-commit.json',
    '2026-11-02T00-00-00-000Z-no-commit.json',
    'report.html',
  ])
  expect(await readFile(join(folder, 'out', 'report.html'), 'utf8')).toContain('word worse')
  expect(await readFile(second.files.junit, 'utf8')).toContain('failures="1"')
})

test('the same outcome gives the same bytes of JSON, and no difference', async () => {
  const first = await readFile((await finish([reportOf(40)], 1)).files.json, 'utf8')
  const again = await finish([reportOf(40)], 2)

  expect(await readFile(again.files.json, 'utf8')).toBe(first)
  expect(again.printed).toContain('no difference that 60 questions can show')
})

test('speed is kept and shown, and never compared', async () => {
  const speed = { ...suiteReport({ suite: 'speed', hits: hits(60) }), timed: true }
  await finish([reportOf(40), speed], 1)
  const slower = { ...suiteReport({ suite: 'speed', hits: hits(1) }), timed: true }
  const { printed, files } = await finish([reportOf(40), slower], 2)

  expect(printed).not.toContain('speed: worse')
  expect(await readFile(files.junit, 'utf8')).not.toContain('<failure')
  expect(Object.keys(JSON.parse(await readFile(files.json, 'utf8')))).toEqual(['retrieval'])
})

test('figures stand although they cannot be kept', async () => {
  const file = join(folder, 'file')
  await writeFile(file, '')
  const { printed, complaints } = await finish([reportOf(40)], 1, join(file, 'out'))

  expect(printed).toContain('retrieval: own.jsonl (60)')
  expect(complaints).toEqual([expect.stringMatching(/^The run was not kept: /)])
})
