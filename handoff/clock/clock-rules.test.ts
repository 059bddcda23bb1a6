import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { reasonOf } from '../../platform/fault.js'
import { CLOCKS } from './clock-course.js'
import { loadClockRules } from './clock-rules.js'

const CONTENT = fileURLToPath(new URL('../../content/handbook/clocks.md', import.meta.url))

describe('the rules of clocks', () => {
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clocks-'))
  })

  afterEach(() => rm(folder, { recursive: true }))

  test('of the shop tell somebody of every clock that runs out', async () => {
    const rules = await loadClockRules(CONTENT)

    for (const clock of CLOCKS) expect(rules[clock].onBreach).toContain('tell-supervisor')
  })

  test.each([
    ['a share that is all', 'warnAfter: 0.75', 'warnAfter: 1', '3 Front matter: first-response.wa'],
    [
      'a deed that is none',
      '[tell-agent]',
      '[shout]',
      '4 Front matter: first-response.onWarning.0',
    ],
    ['a clock that is none', 'call-back:', 'call:', 'Front matter: call-back'],
    [
      'a case that is taken from nobody',
      'solution:                    # Y2\n  warnAfter: 0.75\n  onWarning: [tell-agent]\n  onBreach: [tell-agent,',
      'solution:\n  warnAfter: 0.75\n  onWarning: [tell-agent]\n  onBreach: [return-to-queue,',
      'Front matter: solution.onBreach.0',
    ],
  ])('name the line of %s', async (_, from, to, expected) => {
    const content = await readFile(CONTENT, 'utf8')
    expect(content).toContain(from)
    const file = join(folder, 'clocks.md')
    await writeFile(file, content.replace(from, to))

    expect(await loadClockRules(file).then(() => 'none', reasonOf)).toContain(expected)
  })
})
