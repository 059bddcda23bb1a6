import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { reasonOf } from '../../platform/fault.js'
import { LANGUAGES } from '../../platform/language.js'
import { loadPlans, REQUIRED_PLANS } from './load-plans.js'

const HANDBOOK = fileURLToPath(new URL('../../content/handbook', import.meta.url))

async function shopSignals(): Promise<readonly string[]> {
  const files = await readdir(join(HANDBOOK, 'signals'))
  return files.map((file) => file.replace(/\.md$/, ''))
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plans-'))
  await cp(join(HANDBOOK, 'emergencies'), folder, { recursive: true })
})
afterEach(() => rm(folder, { recursive: true }))

const load = async () => loadPlans(folder, { signals: await shopSignals() })

async function problemsAfter(edit: (text: string) => string): Promise<string> {
  const file = join(folder, 'surge.md')
  const before = await readFile(file, 'utf8')
  const after = edit(before)
  expect(after).not.toBe(before)
  await writeFile(file, after)
  return load().then(
    () => 'no problem',
    (cause: unknown) => reasonOf(cause),
  )
}

describe('the plans of the sample shop', () => {
  test('say in each language who does what, by what, and what the customer hears', async () => {
    const plans = await load()

    expect(plans.map(({ id }) => id).toSorted()).toEqual([...REQUIRED_PLANS].toSorted())
    for (const { banner, reply, words } of plans) {
      for (const language of LANGUAGES) {
        expect(banner[language].length).toBeGreaterThan(10)
        expect(reply[language].length).toBeGreaterThan(10)
        expect(words[language].steps.length).toBeGreaterThan(4)
        expect(words[language].resources.length).toBeGreaterThan(2)
      }
    }
  })
})

describe('a plan with mistakes', () => {
  test.each([
    [
      'an unknown fact',
      ['waiting: 20', 'queued: 20'],
      /surge\.md:\d+ .*queued: is nothing that is measured/,
    ],
    ['a limit in words', ['waiting: 20', 'waiting: many'], /surge\.md:\d+ .*"many" is no limit/],
    ['an empty choice', ['any:\n', 'any: []\nx:\n'], /surge\.md:\d+ /],
    ['a signal that there is not', ['signals: []', 'signals: [panic]'], /"panic" is no signal/],
    ['a wrong length of time', ['lasts: 4 h', 'lasts: long'], /"long" is no length of time/],
    ['a day that there is not', ['2027-05-31', '2027-02-30'], /"2027-02-30" is no day/],
    ['another id than its file', ['id: surge', 'id: rush'], /Name the file rush\.md/],
    ['a part that is unknown', ['### Steps', '### Todo'], /has no Steps.*\n.*"Todo" is unknown/],
    [
      'a step without responsible',
      ['| 值班主管 | 排班表，电话 |', '| | 排班表，电话 |'],
      /empty cell/,
    ],
  ])('is refused for %s, with file and line', async (_, [from = '', to = ''], problem) => {
    expect(await problemsAfter((text) => text.replace(from, to))).toMatch(problem)
  })

  test('is refused when a language has fewer steps', async () => {
    const problem = await problemsAfter((text) => text.replace(/\| Put off .*\n/, ''))

    expect(problem).toMatch(/surge\.md:\d+ en has 5 steps, zh-Hans has 6/)
  })

  test('is refused without one of its languages', async () => {
    const problem = await problemsAfter((text) => text.slice(0, text.indexOf('## en')))

    expect(problem).toMatch(/surge\.md:1 en is missing/)
  })

  test('that is missing is named', async () => {
    await rm(join(folder, 'data-leak.md'))

    expect(await load().catch(reasonOf)).toMatch(/data-leak\.md:1 The plan is missing/)
  })
})
