import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { shopSignals } from '../signal/shop-signals.js'
import { tryRule } from './try-rule.js'

const HANDBOOK = fileURLToPath(new URL('../../content/handbook', import.meta.url))
const never = new AbortController().signal

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'try-rule-'))
  await cp(join(HANDBOOK, 'escalation'), folder, { recursive: true })
})
afterEach(() => rm(folder, { recursive: true }))

async function attempt(change: (text: string) => string) {
  const file = join(folder, 'failed-twice.md')
  const text = await readFile(file, 'utf8')
  const tried = await tryRule(
    { folder, id: 'failed-twice', text: change(text) },
    { names: shopSignals(), read: async () => [] },
    never,
  )
  return { tried, file, text }
}

describe('trying an edited rule', () => {
  test('gives all rules with this one as edited, and saves nothing', async () => {
    const { tried, file, text } = await attempt((rule) =>
      rule.replaceAll('\n', '\r\n').replace('urgency: normal', 'urgency: urgent'),
    )

    if (!tried.ok) throw new Error(tried.problems)
    const edited = tried.escalation.rules.find(({ id }) => id === 'failed-twice')
    expect(edited?.urgency).toBe('urgent')
    expect(tried.escalation.rules.length).toBeGreaterThan(5)
    expect(await readFile(file, 'utf8')).toBe(text)
  })

  test('tells what a start would say, with the line and without the place on the disk', async () => {
    const { tried } = await attempt((rule) => rule.replace('urgency: normal', 'urgency: huge'))

    expect(tried).toMatchObject({ ok: false })
    const problems = tried.ok ? '' : tried.problems
    expect(problems).toMatch(/failed-twice\.md:\d+ Front matter: then\.urgency/)
    expect(problems).not.toContain(folder)
  })

  test('refuses a file that takes the name of another rule', async () => {
    const { tried } = await attempt((rule) => rule.replace('id: failed-twice', 'id: anger'))

    expect(tried.ok ? '' : tried.problems).toContain('The id is anger')
  })

  test('names the examples that are not so', async () => {
    const { tried } = await attempt((rule) =>
      rule.replace('| 还是不对 | failures: 3', '| 还是不对 | failures: 1'),
    )

    if (!tried.ok) throw new Error(tried.problems)
    expect(tried.wrong).toMatchObject([{ message: expect.stringContaining('还是不对') }])
  })
})
