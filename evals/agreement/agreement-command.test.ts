import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { tellAgreement } from './agreement-command.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kefu-agreement-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function agreement(...files: readonly (readonly object[])[]): Promise<string> {
  const printed: string[] = []
  const names = files.map((_, i) => join(folder, `person-${i}.jsonl`))
  for (const [i, lines] of files.entries()) {
    await writeFile(names[i] ?? '', lines.map((line) => JSON.stringify(line)).join('\n'))
  }
  await tellAgreement(names, (text) => printed.push(text))
  return printed.join('\n')
}

const rules = (...labels: readonly (string | null)[]) =>
  labels.map((rule, i) => ({ id: `q${i}`, rule }))

test('two files are two people, and none of the rules is a label as well', async () => {
  // Same on three of four; by chance .5 · .5 · 2 = .5 ⋯ a: 2 of 4 and 3 of 4, so 2·3/16 + 2·1/16 = .5.
  expect(await agreement(rules('a', 'a', null, null), rules('a', 'a', 'a', null))).toMatch(
    /^person-0\.jsonl and person-1\.jsonl: 4 lines, the same label on 3\n {2}kappa \.500 \[/,
  )
})

test('scores also count by how far they are apart', async () => {
  const scores = (...given: readonly number[]) => given.map((score, i) => ({ id: `d${i}`, score }))

  expect(await agreement(scores(-2, 0, 2, 1), scores(-2, 0, 2, 2))).toContain('squared distances')
})

test('one file with labels by person is as many people as it names', async () => {
  const line = (id: string, ...given: readonly string[]) => ({
    id,
    labels: Object.fromEntries(given.map((label, i) => [`p${i}`, label])),
  })
  const text = await agreement([
    line('a', 'x', 'x', 'x'),
    line('b', 'y', 'y', 'x'),
    line('c', 'y', 'y', 'y'),
  ])

  expect(text).toContain('p0 and p1: 3 lines, the same label on 3')
  expect(text).toContain('All 3: alpha ')
})

test('one person agrees with nobody, and a line without a label is refused', async () => {
  await expect(agreement(rules('a', 'b'))).rejects.toThrow(/takes the labels of two people or more/)
  await expect(agreement([{ id: 'a' }], [{ id: 'a' }])).rejects.toThrow(/person-0[\s\S]*person-1/)
})
