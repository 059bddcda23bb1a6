import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { type ProgressStream, progressOn } from './progress.js'

function watch(isTTY: boolean) {
  const written: string[] = []
  const stream: ProgressStream = Object.assign(new PassThrough(), { isTTY })
  stream.on('data', (chunk: Buffer) => written.push(chunk.toString()))
  return { written, stream }
}

test('a log gets a line for each tenth of the way, and one at the end', () => {
  const { written, stream } = watch(false)
  const onProgress = progressOn(stream)('retrieval')

  for (let done = 1; done <= 25; done++) onProgress(done, 25)

  expect(written).toHaveLength(11)
  expect(written[0]).toBe('retrieval 1/25\n')
  expect(written[1]).toBe('retrieval 3/25\n')
  expect(written.at(-1)).toBe('retrieval 25/25\n')
})

test('a terminal gets one line that rewrites itself', () => {
  const { written, stream } = watch(true)
  const onProgress = progressOn(stream)('decision')

  onProgress(1, 2)
  onProgress(2, 2)

  const text = written.join('')
  expect(text.split('\n')).toHaveLength(2)
  expect(text.endsWith('decision 2/2\n')).toBe(true)
})

test('nothing to do is done at once', () => {
  const { written, stream } = watch(false)

  progressOn(stream)('vectors')(0, 0)

  expect(written).toEqual(['vectors 0/0\n'])
})
