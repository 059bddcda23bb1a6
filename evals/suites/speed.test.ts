import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { PipelineDeps } from '../suite.js'
import { suite } from './speed.js'

test('tells how long each took, by the watch that it is given', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kefu-speed-'))
  const file = join(folder, 'q.jsonl')
  await writeFile(
    file,
    '{"id":"a","text":"one","lang":"en"}\n{"id":"b","text":"二","lang":"zh-Hans"}\n',
  )
  let now = 0
  const takes = (time: number) => async () => {
    now += time
    return [] as never
  }
  const deps = { stopwatch: () => now, ask: takes(4), play: takes(10) }

  if (suite.needs !== 'pipeline') throw new Error('It needs the bot.')
  const prepared = await suite.prepare([file])
  const result = await prepared.run(
    deps as Partial<PipelineDeps> as PipelineDeps,
    () => {},
    new AbortController().signal,
  )
  await rm(folder, { recursive: true })

  const value = (name: string) => result.figures.find((figure) => figure.name === name)?.values
  expect(result.groups).toEqual({ all: 2, Chinese: 1, English: 1 })
  expect(value('search, words not seen before: mean')?.all?.value).toBe(4)
  expect(value('turn of the bot: 95 of 100 within')?.all?.value).toBe(10)
  expect(suite.timed).toBe(true)
})
