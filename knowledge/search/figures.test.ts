import { expect, test } from 'vitest'
import { figuresIn, withoutFigures } from './figures.js'

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

test('what figures are said of stays', () => {
  expect(withoutFigures('签收后 7 天内可以退货').replaceAll(' ', '')).toBe('签收后内可以退货')
})
