import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { reportJson } from '../report/report-json.js'
import { suiteReport } from '../testing/suite-report.js'
import { compareFiles } from './compare-command.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kefu-compare-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function write(name: string, text: string): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, text)
  return file
}

const hits = (right: number) => Array.from({ length: 60 }, (_, i) => (i < right ? 1 : 0))
const jsonOf = (suite: string, right: number) =>
  reportJson([suiteReport({ suite, hits: hits(right) })])

async function compare(...files: readonly string[]): Promise<string> {
  const printed: string[] = []
  await compareFiles(files, (text) => printed.push(text))
  return printed.join('\n')
}

test('two files of --json are compared, of one suite or of several', async () => {
  const one = await write('a.json', jsonOf('retrieval', 55))
  const both = await write(
    'b.json',
    reportJson([
      suiteReport({ suite: 'retrieval', hits: hits(30) }),
      suiteReport({ suite: 'decision', hits: hits(30) }),
    ]),
  )

  expect(await compare(one, both)).toContain('retrieval: worse\n')
  expect(await compare(one, one)).toContain('retrieval: no difference that 60 questions can show')
})

test('what cannot be compared is refused in a sentence', async () => {
  const retrieval = await write('a.json', jsonOf('retrieval', 55))
  const decision = await write('b.json', jsonOf('decision', 55))
  const other = await write('c.json', '{"a": 1}')

  await expect(compare(retrieval)).rejects.toThrow(/takes two runs, and 1 are named/)
  await expect(compare(retrieval, decision)).rejects.toThrow(/no suite in common/)
  await expect(compare(retrieval, other)).rejects.toThrow(/c\.json is no run that can be compared/)
  await expect(compare(retrieval, join(folder, 'none.json'))).rejects.toThrow(/ENOENT/)
})
