import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HELP, runCommand } from './command.js'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'command-'))
  await writeFile(join(folder, 'refund.md'), '# How long does a refund take?\n\nThree days.\n')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

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

describe('the command line', () => {
  test('check tells how many articles there are, and is content', async () => {
    expect(await run('check')).toMatchObject({
      code: 0,
      out: '1 articles, 0 errors, 0 warnings.\n',
    })
  })

  test('check fails with file, line and what to write', async () => {
    await writeFile(join(folder, 'bad.md'), '---\nid: bad\nstate: shiny\n---\n')

    const { code, out } = await run('check')

    expect(code).toBe(1)
    expect(out).toMatch(/^bad\.md:3: error: The field state is "shiny"\. Write one of draft/m)
  })

  test('ask answers in words', async () => {
    const { code, out } = await run('ask', 'how long is a refund?', '--words')

    expect(code).toBe(0)
    expect(out).toContain('refund.md:')
  })

  test('ask --json gives the ranked ids, the probability and the decision', async () => {
    const { out } = await run('ask', 'How long does a refund take', '--words', '--json')

    expect(JSON.parse(out)).toMatchObject({
      ranked: ['refund'],
      decision: 'answer',
      exact: true,
      probability: expect.any(Number),
    })
  })

  test('ask --explain shows what was searched', async () => {
    const { out } = await run('ask', 'refunds', '--words', '--explain')

    expect(out).toMatch(/terms +refund \d/)
    expect(out).toMatch(/by words: .+\n +1 +\d+\.\d\d +\d+\.\d\d +refund\n/)
    expect(out).toMatch(/it is refund: 0\.\d+/)
    expect(out).toMatch(/covered +\d/)
  })

  test('ask tells why in its second line', async () => {
    const { out } = await run('ask', 'zzzz', '--words')

    expect(out.split('\n')[1]).toBe('No article comes near, so a person answers.')
  })

  test('ask --json --explain adds the lists and the model for a program', async () => {
    const { out } = await run('ask', 'refunds', '--words', '--json', '--explain')

    expect(JSON.parse(out).explanation).toMatchObject({
      terms: [{ term: 'refund', known: true }],
      ranking: [{ id: 'refund', near: { any: null } }],
      model: { known: { bias: expect.any(Number) } },
    })
  })

  test.each([
    {
      args: ['fly'],
      says: 'Unknown command "fly". Use one of check, index, ask, measure, sentences, follow-ups, calibrate.',
    },
    { args: ['check', '--shiny'], says: "Unknown option '--shiny'" },
    { args: ['ask'], says: 'There is no question. Write it after ask, between quotes.' },
    { args: ['check', 'docs'], says: 'check takes no "docs". Name the folder with --content.' },
    { args: ['ask', 'x', '--language', 'fr'], says: '--language is "fr". Use one of zh-Hans' },
    {
      args: ['ask', 'x', '--audience', 'all'],
      says: '--audience is "all". Use customer or agent.',
    },
  ])('$args is answered with what to write instead', async ({ args, says }) => {
    const { code, err } = await run(...args)

    expect(code).toBe(2)
    expect(err).toContain(says)
  })

  test('a folder that is not there is a sentence, not a stack', async () => {
    await rm(folder, { recursive: true })

    const { code, err } = await run('check')

    expect(code).toBe(1)
    expect(err).toMatch(/^The articles' folder .* cannot be read/)
  })

  test('--help shows the commands', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, out: HELP })
  })
})
