import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FOLLOW_UP_LABELS_FILE, readFollowUpLabels } from './read-follow-up-labels.js'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kefu-labels-'))
  await mkdir(join(folder, 'handbook'))
})
afterEach(() => rm(folder, { recursive: true }))

const write = (...lines: readonly string[]) =>
  writeFile(join(folder, FOLLOW_UP_LABELS_FILE), lines.join('\n'))

test('a line is a message after an article, with those that answer it', async () => {
  await write(
    '{"_about": "Made up."}',
    '{"after": "refund-time", "text": " 周末算吗 ", "gold": ["refund-time"]}',
    '',
    '{"after": "refund-time", "text": "早过了，还没到", "gold": [], "signals": ["not-helped"]}',
  )

  expect(await readFollowUpLabels(folder)).toEqual([
    { after: 'refund-time', text: '周末算吗', gold: ['refund-time'], signals: [], played: false },
    {
      after: 'refund-time',
      text: '早过了，还没到',
      gold: [],
      signals: ['not-helped'],
      played: false,
    },
  ])
})

test('a line without what was said before is told with its number', async () => {
  await write('{"after": "a", "text": "b", "gold": []}', '{"text": "多久", "gold": []}')

  await expect(readFollowUpLabels(folder)).rejects.toThrow(
    /labelled-follow-ups\.jsonl:2 cannot be read\. Write \{"after"/,
  )
})

test('a folder without the file says so', async () => {
  await expect(readFollowUpLabels(folder)).rejects.toThrow(
    /cannot be read\. It holds what messages/,
  )
})
