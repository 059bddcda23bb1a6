import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MINUTE } from '../../platform/clock.js'
import { reasonOf } from '../../platform/fault.js'
import { loadQualityRules } from './load-quality-rules.js'

const CONTENT = fileURLToPath(new URL('../../content/handbook/quality.md', import.meta.url))

describe('the rules of quality', () => {
  let folder: string
  let file: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quality-'))
    file = join(folder, 'quality.md')
  })
  afterEach(() => rm(folder, { recursive: true }))

  test('of the shop say what each score means, in three languages', async () => {
    const rules = await loadQualityRules(CONTENT)

    expect(rules).toMatchObject({ perAgentWeekly: 5, longFrom: 30 * MINUTE, weights: { long: 2 } })
    expect(rules.guidance.attitude[1].en).toContain('blamed the customer')
    expect(rules.guidance.speed[5]['zh-Hant']).toContain('客戶')
  })

  test('tell every problem with its line', async () => {
    const text = await readFile(CONTENT, 'utf8')
    const flawed = text
      .replace('reopened: 3', 'reopened: 0.5')
      .replace('longFrom: 30 min', 'longFrom: soon')
      .replace(/\| 2 \| 冷淡.*\n/, '')
    await writeFile(file, flawed)

    const sentence = await loadQualityRules(file).then(() => 'none', reasonOf)

    expect(sentence).toMatch(/^3 problems in /)
    expect(sentence).toContain('weights.reopened: is less than 1')
    expect(sentence).toContain('"soon" is no length of time')
    expect(sentence).toMatch(/quality\.md:\d+ attitude has no words for score 2/)
  })
})
