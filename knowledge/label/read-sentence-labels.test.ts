import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readSentenceLabels, SENTENCE_LABELS_FILE } from './read-sentence-labels.js'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kefu-labels-'))
  await mkdir(join(folder, 'handbook'))
})
afterEach(() => rm(folder, { recursive: true }))

const write = (...lines: readonly string[]) =>
  writeFile(join(folder, SENTENCE_LABELS_FILE), lines.join('\n'))

test('a line is a question of an article with the sentences that answer it', async () => {
  await write(
    '{"_about": "Made up."}',
    '{"article": "refund-time", "text": " 周末算吗 ", "follows": true, "says": ["周末不算。"]}',
    '',
    '{"article": "refund-time", "text": "多久", "says": ["3 天。"], "also": ["周末不算。"]}',
  )

  expect(await readSentenceLabels(folder)).toEqual([
    { article: 'refund-time', text: '周末算吗', follows: true, says: ['周末不算。'], also: [] },
    {
      article: 'refund-time',
      text: '多久',
      follows: false,
      says: ['3 天。'],
      also: ['周末不算。'],
    },
  ])
})

test.each([
  ['no JSON', 'refund-time'],
  ['no sentence', '{"article": "refund-time", "text": "多久", "says": []}'],
  ['no article', '{"text": "多久", "says": ["3 天。"]}'],
])('%s is told with its line and what to write instead', async (_, line) => {
  await write('{"article": "a", "text": "b", "says": ["c"]}', line)

  await expect(readSentenceLabels(folder)).rejects.toThrow(
    /labelled-sentences\.jsonl:2 cannot be read\. Write \{"article"/,
  )
})

test('a folder without the file says so', async () => {
  await expect(readSentenceLabels(folder)).rejects.toThrow(/cannot be read\. It holds which/)
})
