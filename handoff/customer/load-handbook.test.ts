import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadTags } from './load-tags.js'
import { loadValueRule } from './load-value-rule.js'

const HANDBOOK = fileURLToPath(new URL('../../content/handbook', import.meta.url))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kefu-handbook-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function write(text: string): Promise<string> {
  const file = join(folder, 'page.md')
  await writeFile(file, text)
  return file
}

describe('the handbook of the repository', () => {
  test('has tags in three languages', async () => {
    const tags = await loadTags(join(HANDBOOK, 'tags.md'))

    expect(tags.length).toBeGreaterThan(0)
    expect(tags[0]).toEqual({
      id: 'company',
      colour: 'blue',
      words: { 'zh-Hans': '企业采购', 'zh-Hant': '企業採購', en: 'Company buyer' },
    })
  })

  test('has the thresholds of value', async () => {
    const rule = await loadValueRule(join(HANDBOOK, 'customer-value.md'))

    // From the table of content/README.md: gold from 5,000; diamond goes first in the queue.
    expect(rule.contribution.spentInYear).toBe(5_000)
    expect(rule.loyalty.levels).toEqual(['diamond'])
  })
})

describe('a mistake is told with its line', () => {
  test.each([
    [
      'a tag that is there twice',
      '- { id: a, colour: grey, zh-Hans: 甲, zh-Hant: 甲, en: A }\n  - { id: a, colour: grey, zh-Hans: 乙, zh-Hant: 乙, en: B }',
      /page\.md:4 .*a is there twice/,
    ],
    ['red', '- { id: a, colour: red, zh-Hans: 甲, zh-Hant: 甲, en: A }', /page\.md:3 .*colour/],
    ['no English', '- { id: a, colour: grey, zh-Hans: 甲, zh-Hant: 甲 }', /page\.md:3 .*en/],
  ])('%s', async (_, tags, message) => {
    const file = await write(`---\ntags:\n  ${tags}\n---\n`)

    await expect(loadTags(file)).rejects.toThrow(message)
  })

  test('a threshold below nothing', async () => {
    const file = await write(
      '---\ncontribution: { spentInYear: -1 }\nloyalty: { ordersInYear: 1, yearsWithUs: 0, levels: [] }\npotential: { newWithinDays: 1, spentInYear: 1 }\nlifecycle: { quietAfterDays: 1 }\n---\n',
    )

    await expect(loadValueRule(file)).rejects.toThrow(/page\.md:2 .*contribution\.spentInYear/)
  })
})
