import { expect, test } from 'vitest'
import { figuresIn, rangesIn, withoutFigures } from './figures.js'

test.each([
  { text: '签收后 7 天内', figures: ['7 day'] },
  { text: '1–3 个工作日，最多 2 次', figures: ['1–3 working day', '2 time'] },
  { text: '满 1,000 元减 20 元', figures: ['1000 yuan', '20 yuan'] },
  { text: 'within 3–7 working days or 24 hours', figures: ['3–7 working day', '24 hour'] },
  { text: '保修 6 个月或 1 年', figures: ['6 month', '1 year'] },
  { text: '11 月 11 日下单', figures: [] },
  { text: '拨打 400-000-2580', figures: [] },
  { text: '没有数字', figures: [] },
])('$text', ({ text, figures }) => {
  expect(figuresIn(text).map(({ value, unit }) => `${value} ${unit}`)).toEqual(figures)
})

test.each([
  { text: '需要 11 到 19 件时', ranges: [['piece', 11, 19]] },
  { text: '不超过 15 天', ranges: [['day', 0, 15]] },
  { text: '签收后 7 天内', ranges: [['day', 0, 7]] },
  { text: '超过 48 小时', ranges: [['hour', 48, Infinity]] },
  { text: '20 件及以上', ranges: [['piece', 20, Infinity]] },
  {
    text: '超过 15 个工作日，未超过 30 天',
    ranges: [
      ['working day', 15, Infinity],
      ['day', 0, 30],
    ],
  },
  {
    text: 'after 7 days, but within 15 days',
    ranges: [
      ['day', 7, Infinity],
      ['day', 0, 15],
    ],
  },
  { text: 'orders from 300 yuan', ranges: [['yuan', 300, Infinity]] },
  { text: '保修 6 个月', ranges: [] },
])('$text bounds $ranges', ({ text, ranges }) => {
  expect(rangesIn(text).map(({ unit, from, to }) => [unit, from, to])).toEqual(ranges)
})

test('what figures are said of stays', () => {
  expect(withoutFigures('签收后 7 天内可以退货').replaceAll(' ', '')).toBe('签收后内可以退货')
})
