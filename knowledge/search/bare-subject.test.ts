import { expect, test } from 'vitest'
import { askForSubject } from './bare-subject.js'

const hits = ['退货怎么操作', '换货要多久', '退货要付运费吗', '赠品退货', '退货包装'].map(
  (title) => ({
    probability: 0.01,
    article: { title },
  }),
)

test('a single word is asked back with the titles that carry it, best first', () => {
  expect(askForSubject('退货', hits)?.choices.map(({ article }) => article.title)).toEqual([
    '退货怎么操作',
    '退货要付运费吗',
    '赠品退货',
  ])
})

test.each(['退货的运费到底由谁来出呢', '天气', '退', '???'])('%s is not', (folded) => {
  expect(askForSubject(folded, hits)).toBeNull()
})
