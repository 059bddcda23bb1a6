import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '../../platform/language.js'
import { catalogProblems, type Wording } from '../../platform/ui/messages.js'
import { dialogueOf, featuresOf, hashDeps } from './hash-dialogue.js'
import { reasonsFor } from './reasons.js'
import { openSatisfactionReader } from './satisfaction-reader.js'
import { satisfactionWords } from './satisfaction-words.js'
import learned from './weights.json' with { type: 'json' }

const never = new AbortController().signal

describe('satisfaction read from a dialogue', () => {
  test('is neutral where the customer says nothing, and says so', async () => {
    const reader = await openSatisfactionReader(hashDeps(), never)

    for (const dialogue of [[], dialogueOf('s: Hello?'), dialogueOf('c:  ')]) {
      expect(await reader.read(dialogue, 'en', never)).toMatchObject({
        score: 0,
        class: 'neutral',
        reasons: ['customer-silent'],
      })
    }
  })

  test('is lower for who is furious than for who says thanks', async () => {
    const reader = await openSatisfactionReader(hashDeps(), never)
    const read = (last: string) =>
      reader.read(dialogueOf('c: the lamp is dark', 's: Try the switch.', last), 'en', never)

    const [angry, thankful] = [await read('c: furious'), await read('c: thanks')]

    expect(angry.score).toBeLessThan(thankful.score)
  })

  test('ends with who asked', async () => {
    const reader = await openSatisfactionReader(hashDeps(), never)

    await expect(reader.read(dialogueOf('c: x'), 'en', AbortSignal.abort())).rejects.toThrow(
      'abort',
    )
  })
})

describe('the reasons', () => {
  test('are what was seen, at most three, and of the tone of the judgement', async () => {
    const features = await featuresOf(
      dialogueOf(
        'c: I have been waiting for 3 weeks',
        "s: Sorry, I didn't understand.",
        'c: furious, I have been waiting for 3 weeks, forget it',
      ),
    )
    if (features === null) throw new Error('The customer speaks.')

    const reasons = reasonsFor(features, learned.model, 'dissatisfied')

    expect(reasons.length).toBeLessThanOrEqual(3)
    expect(['asked-again', 'long-wait', 'not-understood', 'upset', 'gave-up']).toEqual(
      expect.arrayContaining([...reasons]),
    )
    expect(reasonsFor(features, learned.model, 'satisfied')).toEqual(['nothing-stands-out'])
  })

  test('have words in every language', () => {
    const read = (language: string): Record<string, Wording> =>
      JSON.parse(readFileSync(new URL(`messages/${language}.json`, import.meta.url), 'utf8'))
    const [hans, hant, en] = LANGUAGES

    expect(catalogProblems({ 'zh-Hans': read(hans), 'zh-Hant': read(hant), en: read(en) })).toEqual(
      [],
    )
    expect(satisfactionWords('zh-Hant')('no-result')).toBe('沒有結果')
  })
})
