import { describe, expect, test } from 'vitest'
import { readCommand } from './command.js'
import { findSuites, suiteNames } from './find-suites.js'

const NOTHING = {
  suites: [],
  files: [],
  dataset: null,
  content: null,
  data: null,
  json: null,
  base: null,
  junit: null,
  out: null,
  texts: null,
  dialogues: null,
  help: false,
}

describe('the command line', () => {
  test('asks for all suites when it says nothing', () => {
    expect(readCommand([])).toEqual(NOTHING)
  })

  test('takes a suite with files and folders of its own', () => {
    const args = 'retrieval --content help --dataset q.jsonl --data var --json out.json'.split(' ')

    expect(readCommand(args)).toEqual({
      ...NOTHING,
      suites: ['retrieval'],
      content: 'help',
      dataset: 'q.jsonl',
      data: 'var',
      json: 'out.json',
      help: false,
    })
  })

  test('takes two runs to compare, whatever their names', () => {
    expect(readCommand(['compare', 'retrieval', 'b.json'])).toEqual({
      ...NOTHING,
      suites: ['compare'],
      files: ['retrieval', 'b.json'],
    })
  })

  test.each([
    {
      args: ['ablation', 'retrieval'],
      says: 'ablation is no suite, and is asked for alone: npm run evals -- ablation',
    },
    { args: ['simulate', 'ablation'], says: /^ablation is no suite, and is asked for alone/ },
    { args: ['simulate', 'handoff'], says: /^simulate is no suite, and is asked for alone/ },
    {
      args: ['--datset', 'x'],
      says: "Unknown option '--datset'. The options are --dataset, --content, --data, --json, --base, --junit, --out, --texts, --dialogues, --help.",
    },
    {
      args: ['retrieval', '--json'],
      says: /^Option '--json <value>' argument missing\. The options/,
    },
    { args: ['retrieval', '--json='], says: '--json is empty. Name a path.' },
    {
      args: ['retrieval', '--texts', 't.jsonl'],
      says: '--texts belongs to signals alone: npm run evals -- signals --texts t.jsonl',
    },
    { args: ['--dialogues', 'd.jsonl'], says: /^--dialogues belongs to satisfaction alone/ },
    { args: ['--dataset', 'q.jsonl'], says: /^--dataset belongs to one suite, and 0 are named\. / },
    { args: ['a', 'b', '--dataset', 'q.jsonl'], says: /and 2 are named/ },
  ])('$args is refused in a sentence', ({ args, says }) => {
    expect(() => readCommand(args)).toThrow(says)
  })
})

describe('the suites', () => {
  test('are the files of the folder, each with its own name', async () => {
    const names = suiteNames()
    const suites = await findSuites(names)

    expect(names).toEqual(expect.arrayContaining(['decision', 'handoff', 'retrieval']))
    expect(suites.map(({ name }) => name)).toEqual(names)
  })

  test('that are not there are named, with those that are', async () => {
    await expect(findSuites(['retreival', 'decision'])).rejects.toThrow(
      `There is no suite "retreival". The suites are ${suiteNames().join(', ')}.`,
    )
  })
})
