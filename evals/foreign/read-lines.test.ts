import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { idSchema } from './foreign-schema.js'
import { readLines, shownProblems } from './read-lines.js'

const schema = z.object({ id: idSchema, text: z.string('must be a text') })

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foreign-'))
  file = join(folder, 'lines.jsonl')
})

afterEach(() => rm(folder, { recursive: true }))

test('a line that cannot be used is told with its number, and the rest is read', async () => {
  await writeFile(file, '{"id":"a","text":"x"}\r\n\nnonsense\n{"id":true}\n{"id":7,"text":""}\n')

  const { lines, problems } = await readLines(file, schema)

  expect(lines).toEqual([
    { id: 'a', text: 'x' },
    { id: 7, text: '' },
  ])
  expect(problems).toEqual([
    `${file}:3 is not JSON; write one whole object on a line.`,
    `${file}:4 "id" must be a text or a number; "text" must be a text.`,
  ])
})

test('a file without any line of use stops, with what is wrong', async () => {
  await writeFile(file, '[]\n{}')

  await expect(readLines(file, schema)).rejects.toThrow(
    /^No line of .*lines.jsonl can be used\.\n.*:1 .*\n.*:2 "id" must be/,
  )
})

test.each([
  { content: '', says: 'is empty. Write one JSON object a line.' },
  { content: Buffer.from([0xff, 0xfe, 0x41]), says: 'cannot be read' },
])('a file that is no text of lines is refused: $says', async ({ content, says }) => {
  await writeFile(file, content)

  await expect(readLines(file, schema)).rejects.toThrow(says)
})

test('a thousand bad lines are not a thousand messages', () => {
  const shown = shownProblems(Array.from({ length: 1_000 }, (_, i) => `line ${i}`))

  expect(shown).toHaveLength(21)
  expect(shown.at(-1)).toBe('… and 980 more lines like these.')
})
