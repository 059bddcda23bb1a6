import { expect, test } from 'vitest'
import { foldText } from '../knowledge/index.js'
import { leavesQueue } from './leaves-queue.js'

test.each([
  '算了不用了',
  '算了不用了 我再找找',
  '不等了',
  '不用转人工了',
  '不用人工了，谢谢',
  '已经解决了',
  '還是算了，不等了',
  '沒事了 謝謝',
  'never mind',
  "Actually, I don't need an agent any more",
  "it's sorted, thanks",
])('%s', (text) => {
  expect(leavesQueue(foldText(text))).toBe(true)
})

test.each([
  '算了 你先说说吧 电器坏了保修多久',
  '不用了多久会坏',
  '我等了半小时了',
  '不要机器人',
  '转人工',
  'never mind the colour, where is my order',
  'i do not want a bot',
  'I need an agent',
  '我不需要这个了，要退货',
])('not %s', (text) => {
  expect(leavesQueue(foldText(text))).toBe(false)
})
