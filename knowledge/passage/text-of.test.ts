import { expect, test } from 'vitest'
import { markdownText } from './text-of.js'

test('the words of markdown stand without marks, blocks, items and rows on lines of their own', () => {
  const markdown = [
    '**可以**，见[退款](../refunds/refund-time.md)。',
    '',
    '1. 打开',
    '2. 提交',
    '',
    '| 卡 | 时间 |',
    '|---|---|',
    '| 储蓄卡 | 1–3 天 |',
  ].join('\n')

  expect(markdownText(markdown)).toBe('可以，见退款。\n打开\n提交\n卡 | 时间\n储蓄卡 | 1–3 天')
})
