import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languageOf, questionSchema } from './question.js'
import { readDataset, readDatasets } from './read-dataset.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kefu-dataset-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function write(...lines: readonly string[]): Promise<string> {
  const file = join(folder, 'set.jsonl')
  await writeFile(file, lines.join('\n'))
  return file
}
const read = async (...lines: readonly string[]) =>
  readDataset(await write(...lines), questionSchema)
/** The sentences of the fault, with the folder taken off. */
async function problemsOf(...lines: readonly string[]): Promise<string[]> {
  const fault: unknown = await read(...lines).catch((cause: unknown) => cause)
  return fault instanceof Error ? fault.message.replaceAll(`${folder}/`, '').split('\n') : []
}

const LINE = '{"id":"q1","text":"退款多久","gold":["refund-time"]}'

describe('a dataset', () => {
  test('is its questions, with what the first line says of them', async () => {
    const dataset = await read('{"_about":"Asked.","written":"2026-11-23","count":1}', LINE)

    expect(dataset).toEqual({
      name: 'set.jsonl',
      header: { _about: 'Asked.', written: '2026-11-23', count: 1 },
      lines: [{ id: 'q1', text: '退款多久', gold: ['refund-time'] }],
      digest: expect.stringMatching(/^[0-9a-f]{12}$/),
    })
  })

  test('needs no header, and may have other keys, empty lines, CRLF and a byte order mark', async () => {
    const dataset = await read(
      `\uFEFF${LINE}\r`,
      '',
      '{"id":"q2","text":"hi","gold":[],"x":1}\r',
      '',
    )

    expect(dataset.header).toBeNull()
    expect(dataset.lines.map(({ id }) => id)).toEqual(['q1', 'q2'])
  })

  test('tells every problem at once with file and line', async () => {
    const problems = await problemsOf(
      LINE,
      '{"id":"q2","text":',
      '{"id":"q3","text":"  ","gold":"refund-time"}',
      '{"id":"q1","text":"again","gold":[]}',
      '{"_about":"late"}',
      '[]',
    )

    expect(problems).toEqual([
      'The dataset set.jsonl has 6 problems.',
      'set.jsonl:2 is not JSON; write one whole object on a line.',
      'set.jsonl:3 "text" must be what the customer writes.',
      'set.jsonl:3 "gold" must be a list of article ids, empty when none answers.',
      'set.jsonl:4 has the id "q1" of line 1; give it one of its own.',
      'set.jsonl:5 is a second header; keep one, on line 1.',
      'set.jsonl:6 is wrong: Invalid input: expected object, received array.',
    ])
  })

  test('shows twenty problems and counts the rest', async () => {
    const problems = await problemsOf(...Array.from({ length: 30 }, () => 'nonsense'))

    expect(problems).toHaveLength(22)
    expect(problems.at(-1)).toBe('… and 10 more.')
  })

  test('that was cut short is known by its count', async () => {
    expect(await problemsOf('{"_about":"Two.","count":2}', LINE)).toEqual([
      'The dataset set.jsonl has 1 problem.',
      'set.jsonl says "count": 2, and 1 questions follow.',
    ])
  })

  test('without a question is refused', async () => {
    expect(await problemsOf('{"_about":"Nothing yet."}')).toEqual([
      'set.jsonl holds no question. Write one JSON object a line.',
    ])
  })

  test('that is not there, or not text, is refused with the reason', async () => {
    const missing = join(folder, 'none.jsonl')
    const bytes = join(folder, 'bytes.jsonl')
    await writeFile(bytes, Uint8Array.of(0xff, 0xfe, 0x00))

    await expect(readDataset(missing, questionSchema)).rejects.toThrow(/none\.jsonl.*ENOENT/)
    await expect(readDataset(bytes, questionSchema)).rejects.toThrow(/bytes\.jsonl.*not valid/)
  })
})

test('of several datasets every problem of every file is told at once', async () => {
  const [first, second] = ['first.jsonl', 'second.jsonl'].map((name) => join(folder, name))
  await writeFile(first ?? '', '{"id":"q1","text":"","gold":[]}')
  await writeFile(second ?? '', 'nonsense')

  await expect(readDatasets([first ?? '', second ?? ''], questionSchema)).rejects.toThrow(
    /first\.jsonl:1 "text" must be[\s\S]*second\.jsonl:1 is not JSON/,
  )
})

test.each([
  { lang: 'zh-Hant', language: 'zh-Hant' },
  { lang: 'zh-TW', language: 'zh-Hant' },
  { lang: 'zh', language: 'zh-Hans' },
  { lang: 'ja', language: 'en' },
  { lang: 7, language: 'en' },
  { lang: undefined, language: 'en' },
])('a line of $lang is asked in $language, its words deciding where it does not say', (line) => {
  expect(languageOf({ text: 'where is it', lang: line.lang }, () => 'en')).toBe(line.language)
})

test('the datasets of this folder are well formed', async () => {
  const here = fileURLToPath(new URL('.', import.meta.url))
  const files = (await readdir(here)).filter((name) => name.endsWith('.jsonl'))
  const anyLine = questionSchema.partial({ gold: true })

  expect(files.length).toBeGreaterThan(0)
  for (const file of files) {
    const { header, lines } = await readDataset(join(here, file), anyLine)
    expect(header?.written, file).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(lines.length, file).toBeGreaterThan(40)
  }
})
