import { expect, test } from 'vitest'
import { runSuite } from '../testing/run-suite.js'
import { suite } from './gaps.js'

const LINES = [
  { id: '1', text: '能包成礼物吗', lang: 'zh-Hans', group: 'gift' },
  { id: '2', text: '有礼品盒吗', lang: 'zh-Hans', group: 'gift' },
  { id: '3', text: '有实体店吗', lang: 'zh-Hans', group: 'store' },
  { id: '4', text: '門市在哪', lang: 'zh-Hant', group: 'store' },
  { id: '5', text: 'gift wrapping', lang: 'en', group: 'gift-en' },
  { id: '6', text: 'gift box', lang: 'en', group: 'gift-en' },
  { id: '7', text: 'is there a shop', lang: 'en', group: 'store-en' },
]

test('judges each language apart', async () => {
  const { values } = await runSuite(suite, LINES, { groups: [[0, 1], [2, 3], [4], [5, 6]] })

  // In English one pair is right, and another one was found: no pair is both, 1/3 would be by lot.
  expect(values('adjusted Rand index')).toEqual({ zh: 1, en: expect.closeTo(-0.5, 10) })
  // Precision 1, ½, ½ and recall ½, ½, 1: ⅔ both.
  expect(values('B-cubed')).toEqual({ zh: 1, en: expect.closeTo(2 / 3, 10) })
  expect(values('pairs found that are right')).toEqual({ zh: 1, en: 0 })
  expect(values('right pairs: found')).toEqual({ zh: 1, en: 0 })
})

test('names those that lie apart from what asks the same', async () => {
  const { result } = await runSuite(suite, LINES, { groups: [[0, 1, 2, 3], [4, 5], [6]] })

  expect(result.worst[0]).toMatchObject({ id: '1', text: '能包成礼物吗' })
  expect(result.notes).toEqual(['4 groups by hand, 3 found.'])
})

test('refuses a line without a group', async () => {
  const line = { id: '1', text: '能包成礼物吗' }

  await expect(runSuite(suite, [line], {})).rejects.toThrow('"group" must name the group')
})
