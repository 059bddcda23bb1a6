import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Judged, judgeFiles, tellJudged, verdictIn } from './judge-command.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kefu-judge-'))
})
afterEach(() => rm(folder, { recursive: true }))

const { signal } = new AbortController()
const lines = (count: number, label?: string) =>
  Array.from({ length: count }, (_, i) =>
    JSON.stringify({
      id: `r${i}`,
      question: 'q',
      reply: i % 2 ? 'no {source}' : 'yes',
      source: 's',
      label,
    }),
  ).join('\n')

async function judge(env: Readonly<Record<string, string>>, text: string): Promise<string> {
  const file = join(folder, 'replies.jsonl')
  await writeFile(file, text)
  const printed: string[] = []
  const deps = { print: (line: string) => printed.push(line), progress: () => () => {} }
  await judgeFiles({ files: [file], json: null }, env, deps, signal)
  return printed.join('\n')
}

test('without a model it says so, and that nothing needs one', async () => {
  expect(await judge({}, lines(1))).toMatch(/^No judge is configured, so nothing was judged/)
})

test('a model of a file is asked the pinned prompt, with question, reply and article in it', async () => {
  const module = join(folder, 'judge.mjs')
  const answer = `prompt.includes('Reply:\\nno {source}\\n') ? 'bad' : 'Good.'`
  await writeFile(
    module,
    `export const name = 'scripted 1'\nexport default { invoke: async (prompt) => ({ text: ${answer} }) }\n`,
  )

  expect(await judge({ KEFU_JUDGE: `module:${module}` }, lines(4, 'good'))).toMatch(
    /^Judge scripted 1, prompt [0-9a-f]{8}: 4 replies, 0 without a verdict\nNot shown: 4 of them/,
  )
})

test.each([
  { says: 'export default 7', problem: /is no LangChain chat model/ },
  { says: 'export default { invoke() {} }', problem: /must name the model with its version/ },
])('a file with $says is refused', async ({ says, problem }) => {
  const module = join(folder, 'wrong.mjs')
  await writeFile(module, says)

  await expect(judge({ KEFU_JUDGE: `module:${module}` }, lines(1))).rejects.toThrow(problem)
})

describe('an opinion', () => {
  const judged = (right: number, wrong: number): readonly Judged[] =>
    Array.from({ length: right + wrong }, (_, i) => ({
      line: { id: `r${i}`, label: i % 2 ? 'good' : 'bad' },
      verdict: (i % 2 === 0) === i < right ? 'bad' : i < right ? 'good' : i % 2 ? 'bad' : 'good',
    }))

  test('is shown beside an agreement that is high enough', () => {
    const text = tellJudged(judged(40, 0), { name: 'm' }, 'p')

    expect(text).toContain('kappa 1.000 [1.00–1.00]')
    expect(text).toContain('Its opinion, which gates nothing: good 20, partly 0, bad 20')
  })

  test('is not shown where it disagrees with people', () => {
    const text = tellJudged(judged(22, 18), { name: 'm' }, 'p')

    expect(text).toContain('Not shown: below 0.6')
    expect(text).not.toContain('Its opinion')
  })
})

test.each([
  ['good', 'good'],
  [' `Partly`.', 'partly'],
  ['I think it is good', null],
  ['', null],
] as const)('%j says %s', (text, verdict) => {
  expect(verdictIn(text)).toBe(verdict)
})
