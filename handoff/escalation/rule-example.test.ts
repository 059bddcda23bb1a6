import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { shopSignals } from '../signal/shop-signals.js'
import type { SignalReader } from '../signal/signal-reader.js'
import { loadRules } from './load-rules.js'
import { tryExamples } from './rule-example.js'

const HANDBOOK = fileURLToPath(new URL('../../content/handbook', import.meta.url))
const never = new AbortController().signal

/** Reads this signal, and no other, in every text. */
const alwaysReads = (name: string): Pick<SignalReader, 'read'> => ({
  read: async () => [{ name, strength: 1, cause: '', language: 'zh' }],
})

describe('trying the examples of the rules', () => {
  test('names each example that is not so, with file and line', async () => {
    const { examples } = await loadRules(`${HANDBOOK}/escalation`, shopSignals())
    const ofAnger = examples.filter(({ rule }) => rule.id === 'anger')

    const wrong = await tryExamples(ofAnger, alwaysReads('anger'), never)

    const inWords = ofAnger.filter(({ text, fires }) => text !== '' && !fires)
    expect(wrong.map(({ line }) => line)).toEqual(inWords.map(({ line }) => line))
    expect(wrong[0]).toMatchObject({
      file: 'anger.md',
      message: expect.stringContaining('must not fire'),
    })
  })

  test('reads each example in its language', async () => {
    const { examples } = await loadRules(`${HANDBOOK}/escalation`, shopSignals())
    const asked: string[] = []

    await tryExamples(
      examples.filter(({ rule }) => rule.id === 'wants-a-person'),
      {
        async read(text, language) {
          asked.push(`${language} ${text}`)
          return []
        },
      },
      never,
    )

    expect(asked).toEqual(expect.arrayContaining(['zh-Hans 转人工', 'en agent']))
  })
})
