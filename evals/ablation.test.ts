import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { measureAblation } from './ablation.js'
import { readCommand } from './command.js'
import type { Asked } from './suite.js'

const QUESTIONS = [
  ...Array.from({ length: 20 }, (_, i) => ({
    id: `q${i}`,
    text: 'where',
    lang: 'en',
    gold: ['a'],
  })),
  ...Array.from({ length: 20 }, (_, i) => ({ id: `o${i}`, text: 'moon', lang: 'en', gold: [] })),
]

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ablation-'))
  const lines = QUESTIONS.map((line) => JSON.stringify(line))
  await writeFile(join(folder, 'q.jsonl'), lines.join('\n'))
})
afterEach(() => rm(folder, { recursive: true }))

const found = (id: string, probability: number): Asked => ({
  hits: [{ article: { id } }],
  probability,
  exact: false,
  decision: { kind: probability > 0.5 ? 'answer' : 'hand-over' },
})

test('each part left out is told by how far the figures are from the whole', async () => {
  const printed: string[] = []
  const json = join(folder, 'out.json')
  const command = readCommand(
    `ablation --dataset ${join(folder, 'q.jsonl')} --content ${folder} --data ${folder} --json ${json}`.split(
      ' ',
    ),
  )
  const answers = (id: string, sure: number) =>
    QUESTIONS.map(({ gold }) => found(id, gold.length > 0 ? sure : 0.1))
  const variants = [
    { name: 'everything', sameOrder: true, found: answers('a', 0.9) },
    { name: 'without words', sameOrder: false, found: answers('b', 0.9) },
    { name: 'known: near', sameOrder: true, found: answers('a', 0.1) },
  ]

  await measureAblation(
    command,
    {
      openAblation: async () => ({
        variants: variants.length,
        async *ablate() {
          yield* variants as never[]
        },
        ask: async () => found('a', 1),
        hasArticle: () => true,
        topicOf: () => null,
        explain: async () => [],
        detectLanguage: () => 'en',
        group: async () => [],
        async [Symbol.asyncDispose]() {},
      }),
      progress: () => () => {},
      print: (text) => printed.push(text),
      today: 0,
    },
    new AbortController().signal,
  )

  const [finding = [], probability = []] = printed
    .join('')
    .split('\n\n')
    .map((part) => part.split('\n'))
  const cells = (rows: readonly string[], name: string) =>
    rows
      .find((row) => row.startsWith(`| ${name} |`))
      ?.split('|')
      .map((cell) => cell.trim())
      .slice(2, -1)
  const column = (rows: readonly string[], name: string) =>
    rows[0]
      ?.split('|')
      .map((cell) => cell.trim())
      .slice(2, -1)
      .indexOf(name) ?? -1
  // All found, and without words none.
  expect(cells(finding, 'nothing')?.[column(finding, 'hit@1 en')]).toBe('100.0')
  expect(cells(finding, 'without words')?.[column(finding, 'hit@1 en')]).toBe(
    '**−100.0 [−100.0, −100.0]**',
  )
  expect(cells(finding, 'known: near')).toBeUndefined()
  // Half are answered; without the feature none is, and all with an answer look like the others.
  expect(cells(probability, 'nothing')?.[column(probability, 'answered')]).toBe('50.0')
  expect(cells(probability, 'known: near')?.[column(probability, 'answered')]).toMatch(
    /^\*\*−50\.0 \[/,
  )
  expect(cells(probability, 'known: near')?.[column(probability, 'auroc')]).toBe(
    '**−.500 [−.500, −.500]**',
  )
  expect(JSON.parse(await readFile(json, 'utf8'))).toHaveLength(3)
})
