import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HELP, runCommand } from './command.js'
import { KNOWN_SIGNALS } from './signal/signal.js'
import { signalPage } from './signal/signal-page.js'

const CONTENT = fileURLToPath(new URL('../content', import.meta.url))

const LOW_CONFIDENCE = `---
id: low-confidence
title: { zh-Hans: 没把握, zh-Hant: 沒把握, en: Unsure }
when: { any: [{ decision: hand-over }, { signal: anger }] }
then: { urgency: normal, team: general, reply: hand-over-unsure }
order: 50
source: [T6]
---

The reason.

## Examples

| the customer writes | facts |
|---|---|
| | decision: hand-over |
| I want anger now | |

## Counter-examples

| the customer writes | facts |
|---|---|
| how long is a refund | |
`

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handoff-'))
  const handbook = join(folder, 'handbook')
  await mkdir(join(handbook, 'signals'), { recursive: true })
  await mkdir(join(handbook, 'escalation'))
  await cp(join(CONTENT, 'replies'), join(folder, 'replies'), { recursive: true })
  for (const name of ['departments.md', 'teams.md']) {
    await cp(join(CONTENT, 'handbook', name), join(handbook, name))
  }
  await cp(join(CONTENT, 'handbook', 'emergencies'), join(handbook, 'emergencies'), {
    recursive: true,
  })
  for (const id of ['grave-mistake', 'data-leak']) {
    const plan = await readFile(join(handbook, 'emergencies', `${id}.md`), 'utf8')
    // The signals of this folder are others than the shop's.
    await write(`emergencies/${id}.md`, plan.replace(/signals: \[.*\]/, 'signals: [anger]'))
  }
  for (const name of KNOWN_SIGNALS) {
    await writeFile(join(handbook, 'signals', `${name}.md`), signalPage(name))
  }
  await write('escalation/low-confidence.md', LOW_CONFIDENCE)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const write = (name: string, text: string) => writeFile(join(folder, 'handbook', name), text)

async function run(...args: readonly string[]) {
  let out = ''
  let err = ''
  const output = {
    out: (text: string) => {
      out += text
    },
    err: (text: string) => {
      err += text
    },
  }
  const where = ['--content', folder, '--data', join(folder, '.data')]
  const code = await runCommand([...args, ...where], output, new AbortController().signal, {})
  return { code, out, err }
}

describe('the command line of the handbook', () => {
  test('check counts what there is, and is content', async () => {
    const { code, out } = await run('check', '--words')

    expect(out).toMatch(/^1 rules with 3 examples, \d+ signals, 4 plans, \d+ replies, 0 errors\.$/m)
    expect(code).toBe(0)
  })

  test('check tries the examples in words, and names the one that is not so', async () => {
    await write('escalation/low-confidence.md', LOW_CONFIDENCE.replace('anger now', 'a refund'))

    const { code, out } = await run('check', '--words')

    expect(code).toBe(1)
    expect(out).toContain('low-confidence.md:17 “I want a refund” should fire the rule and did not')
  })

  test('check tells the problems of rules, departments and replies at once', async () => {
    await write('escalation/low-confidence.md', LOW_CONFIDENCE.replace('anger', 'rage'))
    await write('departments.md', '---\nsource: [Y5]\n---\n')
    await rm(join(folder, 'replies', 'thanks.md'))

    const { code, out } = await run('check', '--words')

    expect(code).toBe(1)
    expect(out).toContain(
      'low-confidence.md:4 Front matter: when.any.1.signal: "rage" is no signal',
    )
    expect(out).toContain('departments.md:1 Front matter: departments')
    expect(out).toContain('thanks.md:1 The file is missing')
  })

  test('check tells teams, skills and articles that are not there, of rules and plans', async () => {
    const team = 'team: general, skill: tea'
    await write('escalation/low-confidence.md', LOW_CONFIDENCE.replace('team: general', team))
    const plan = await readFile(join(folder, 'handbook', 'emergencies', 'surge.md'), 'utf8')
    const broken = plan
      .replace('team: null', 'team: nobody')
      .replace(/articles: \[.*\]/, 'articles: [lost]')
    await write('emergencies/surge.md', broken)
    await write('signals/anger.md', signalPage('anger').replace('unlike', 'about: [gone]\nunlike'))
    const label = { after: 'fee', text: '都不对', gold: [], signals: ['no-help'] }
    await write('labelled-follow-ups.jsonl', JSON.stringify(label))
    await cp(join(CONTENT, 'articles', 'refunds'), join(folder, 'articles', 'refunds'), {
      recursive: true,
    })

    const { code, out } = await run('check', '--words')

    expect(code).toBe(1)
    expect(out).toContain(
      'low-confidence.md:5 Front matter: then.skill: "tea" is no skill of teams.md',
    )
    expect(out).toMatch(/surge\.md:\d+ Front matter: whileInForce\.team: "nobody" is no team/)
    expect(out).toMatch(/surge\.md:\d+ Front matter: topic\.articles\.0: "lost" is no article/)
    expect(out).toMatch(/anger\.md:6 about: "gone" is no article/)
    expect(out).toMatch(/labelled-follow-ups\.jsonl:1 signals: "no-help" is no signal/)
  })

  test('check can be read by a program', async () => {
    const { out } = await run('check', '--words', '--json')

    expect(JSON.parse(out)).toMatchObject({ rules: 1, examples: 3, problems: [] })
  })

  test.each([
    [['--help'], 0, HELP, ''],
    [['chek'], 2, '', 'Unknown command "chek". Use one of check, signals, rephrased.'],
    [['check', 'content'], 2, '', 'check takes no "content". Name the folder with --content.'],
    [['signals', '--words'], 2, '', 'signals needs the model. Leave out --words.'],
    [['check', '--quick'], 2, '', "Unknown option '--quick'"],
  ])('%j ends with %i', async (args, code, out, err) => {
    const ran = await run(...args)

    expect(ran).toMatchObject({ code, out })
    expect(ran.err).toContain(err)
  })
})
