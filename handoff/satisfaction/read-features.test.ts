import { describe, expect, test } from 'vitest'
import { FEATURES } from './features.js'
import { dialogueOf, featuresOf } from './hash-dialogue.js'

describe('what a dialogue is judged by', () => {
  test('is a number for every feature', async () => {
    const features = await featuresOf(dialogueOf('c: where is it', 's: On its way.', 'c: ok'))

    expect(Object.keys(features ?? {}).toSorted()).toEqual(FEATURES.toSorted())
    expect(Object.values(features ?? {}).every(Number.isFinite)).toBe(true)
  })

  test('is nothing where the customer says nothing', async () => {
    expect(await featuresOf([])).toBeNull()
    expect(await featuresOf(dialogueOf('s: Hello?', 'c:   ', 's: Goodbye.'))).toBeNull()
  })

  test('tells the last messages of the customer from the worst', async () => {
    const features = await featuresOf(
      dialogueOf('c: I am furious', 's: Done.', 'c: oh', 'c: thanks', 's: You are welcome.'),
    )

    expect(features).toMatchObject({
      'worst-anger': 1,
      'last-anger': 0.1,
      'last-thanks': 1,
      // 0.1 and 0.1 at the end, 1 at the beginning: the middle one of three belongs to neither.
      'mood-falls': expect.closeTo(-0.9),
      'customer-last': 0,
    })
  })

  test('sees a question that is asked again after an answer, and an answer given twice', async () => {
    const features = await featuresOf(
      dialogueOf(
        'c: where is my parcel 12345678',
        's: You find it under orders.',
        'c: I mean where is my parcel',
        's: You find it under orders.',
        'c: hm',
      ),
    )

    expect(features?.['repeats-most']).toBeGreaterThan(0.75)
    expect(features?.['repeats-share']).toBeCloseTo(1 / 3)
    expect(features?.['same-answer']).toBeCloseTo(1)
    expect(features?.['number-without-result']).toBe(1)
  })

  test('takes what is said twice in one breath for no repetition', async () => {
    const features = await featuresOf(dialogueOf('c: where is it', 'c: where is it', 's: Here.'))

    expect(features).toMatchObject({ 'repeats-most': 0, 'repeats-share': 0, 'same-answer': 0 })
  })

  test.each([
    ['c: 等了三天了，还没到', 'says-waited'],
    ['c: I have been waiting for 3 weeks', 'says-waited'],
    ['c: 我說過了好幾遍', 'says-again'],
    ['c: 算了', 'last-says-resigned'],
    ['c: 可以了', 'last-says-solved'],
    ['c: 这么快', 'says-quick'],
    ['c: really??', 'marks-run'],
    ['c: hm…', 'last-trails-off'],
  ] as const)('reads “%s” as %s, in either script', async (line, name) => {
    const features = await featuresOf(dialogueOf('s: x', line))
    const plain = await featuresOf(dialogueOf('s: x', 'c: x'))

    expect(features?.[name]).toBeGreaterThan(0)
    expect(plain?.[name]).toBe(0)
  })

  test.each([
    ['s: 已经帮您取消了', 'service-says-done'],
    ['s: 按照规定不能退', 'service-says-refused'],
    ['s: 会尽快给您答复', 'service-says-promised'],
    ['s: 請您稍候', 'service-says-wait'],
    ['s: Sorry about that', 'service-says-sorry'],
    ['s: 正在为您转接', 'service-passes-on'],
    ['s: 抱歉没有理解您的问题', 'service-baffled'],
    ['s: 送您一张优惠券', 'service-compensates'],
    ['s: 请提供照片', 'service-asks-for'],
  ] as const)('reads “%s” as %s', async (line, name) => {
    const features = await featuresOf(dialogueOf('c: x', line))
    const plain = await featuresOf(dialogueOf('c: x', 's: x'))

    expect(features?.[name]).toBeGreaterThan(0)
    expect(plain?.[name]).toBe(0)
  })

  test('reads the end of a very long dialogue', async () => {
    const long = Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? `c: word ${i}` : `s: ${i}`))

    const features = await featuresOf(dialogueOf('c: furious', ...long))

    expect(features?.['worst-anger']).toBe(0.1)
    expect(Object.values(features ?? {}).every(Number.isFinite)).toBe(true)
  })
})
