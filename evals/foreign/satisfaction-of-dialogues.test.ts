import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readCommand } from '../command.js'
import { foreignCommand } from './foreign-command.js'
import { satisfactionOfDialogues } from './satisfaction-of-dialogues.js'

const never = new AbortController().signal

const customer = (text: string) => ({ from: 'customer', text })
const service = (text: string) => ({ from: 'service', text })

const LINES = [
  { id: 'none', turns: [] },
  { id: 'empty', turns: [customer(''), service(' '), customer('\n')] },
  { id: 'only-service', turns: [service('Hello?'), service('Goodbye.')] },
  { id: 1, turns: [customer('在吗')] },
  { id: 'long', turns: Array.from({ length: 260 }, (_, i) => (i % 2 ? service : customer)('ok')) },
  {
    id: 'others',
    turns: [{ from: 'system', text: 'joined' }, customer('謝謝'), { from: 'bot', text: 'x' }],
    language: 'zh-TW',
  },
]

test('a file of somebody else, with all that is odd in it, is judged line by line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dialogues-'))
  const [file, out] = [join(folder, 'dialogues.jsonl'), join(folder, 'out.json')]
  const lines = LINES.map((line) => JSON.stringify(line))
  await writeFile(
    file,
    [...lines, '{"id":"x"}', '{"id":"y","turns":[{"from":"customer"}]}'].join('\n'),
  )
  const printed: string[] = []
  const complaints: string[] = []
  const done: number[] = []

  await satisfactionOfDialogues(
    foreignCommand(readCommand(['satisfaction', '--dialogues', file, '--json', out]), {}),
    {
      openSignals: async () => ({
        signals: { names: ['thanks'], strengths: async () => new Map([['thanks', 0.9]]) },
        embed: async (texts) => texts.map(() => Float32Array.of(0.6, 0.8)),
        async [Symbol.asyncDispose]() {},
      }),
      progress: () => (count) => done.push(count),
      print: (text) => printed.push(text),
      complain: (text) => complaints.push(text),
    },
    never,
  )

  const judged: { id: string; score: number; class: string; reasons: string[] }[] = JSON.parse(
    await readFile(out, 'utf8'),
  )
  expect(judged.map(({ id }) => id)).toEqual(LINES.map(({ id }) => id))
  for (const { score, class: name, reasons } of judged) {
    expect(Math.abs(score)).toBeLessThanOrEqual(2)
    expect(['dissatisfied', 'neutral', 'satisfied']).toContain(name)
    expect(reasons.length).toBeGreaterThan(0)
  }
  expect(judged.slice(0, 3)).toMatchObject([
    { score: 0, class: 'neutral' },
    { score: 0, class: 'neutral' },
    { score: 0, class: 'neutral', reasons: ['客户没有说话'] },
  ])
  expect(complaints).toEqual([
    `${file}:7 "turns" must be a list of {"from", "text"}.`,
    `${file}:8 "turns.0.text" must be a text.`,
    'long: of 260 turns the last 200 are read.',
    'others: 2 turns from "system", "bot" are left out; write customer or service.',
  ])
  expect(done).toEqual([1, 2, 3, 4, 5, 6])
  expect(printed.join()).toContain('satisfaction: 6 dialogues, 2 left out')
  await rm(folder, { recursive: true })
})
