import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readCommand } from '../command.js'
import { foreignCommand } from './foreign-command.js'
import { signalsOfTexts } from './signals-of-texts.js'

const never = new AbortController().signal

test('every text gets the strength of every signal, in its own language', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'texts-'))
  const [file, out] = [join(folder, 'texts.jsonl'), join(folder, 'out.json')]
  await writeFile(
    file,
    '{"id":"a","text":"what a mess","extra":1}\n{"id":2,"text":"我要轉人工","language":"fr"}\n{"id":"c"}\n',
  )
  const asked: string[] = []
  const said = { printed: '', complained: '' }

  await signalsOfTexts(
    foreignCommand(readCommand(['signals', '--texts', file, '--json', out]), {}),
    {
      openSignals: async () => ({
        signals: {
          names: ['anger', 'thanks'],
          async strengths(text, language) {
            asked.push(`${language} ${text}`)
            return new Map([
              ['anger', text.length / 40],
              ['thanks', 0],
            ])
          },
        },
        embed: async () => [],
        async [Symbol.asyncDispose]() {},
      }),
      progress: () => () => {},
      print: (text) => {
        said.printed += text
      },
      complain: (text) => {
        said.complained += text
      },
    },
    never,
  )

  expect(asked).toEqual(['en what a mess', 'zh-Hant 我要轉人工'])
  expect(JSON.parse(await readFile(out, 'utf8'))).toEqual([
    { id: 'a', language: 'en', signals: { anger: 0.275, thanks: 0 } },
    { id: 2, language: 'zh-Hant', signals: { anger: 0.125, thanks: 0 } },
  ])
  expect(said.complained).toBe(`${file}:3 "text" must be a text.`)
  expect(said.printed).toContain('signals: 2 texts, 1 left out')
  // Mean of 0.275 and 0.125; the first has most of it, and none holds.
  expect(said.printed).toMatch(/anger +0 +0\.200 +0\.28 \(a\)/)
  await rm(folder, { recursive: true })
})

test('without a file it says how to name one', async () => {
  const nothing = { openSignals: () => Promise.reject(new Error('opened')) }
  const deps = { ...nothing, progress: () => () => {}, print: () => {}, complain: () => {} }

  await expect(
    signalsOfTexts(foreignCommand(readCommand(['signals']), {}), deps, never),
  ).rejects.toThrow('npm run evals -- signals --texts FILE.jsonl')
})
