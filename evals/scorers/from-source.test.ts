import { describe, expect, test } from 'vitest'
import { unsourced, wrongAmounts } from './from-source.js'

const SOURCE = [
  '退款在 24 小时内发起；信用卡 3–7 个工作日到账。满 1,000 元为银卡。',
  '储蓄卡 | 1–3 个工作日',
  'Open every day from 9:00 to 21:00. A locker is free for 24 hours.',
].join('\n')

describe('amounts that the source does not have', () => {
  test.each([
    { text: '信用卡 3–7 个工作日到账。', wrong: [] },
    { text: '信用卡 3-7 個工作日到賬', wrong: [] },
    { text: 'From ９:00 to 21:00', wrong: [] },
    { text: '没有数字', wrong: [] },
    { text: '3–5 个工作日到账', wrong: ['3–5 个工'] },
    { text: '24 天内发起', wrong: ['24 天内'] },
    { text: '满 10,000 元为银卡，退款在 24 小时内', wrong: ['10,000 元为'] },
    { text: 'free for 48 hours', wrong: ['48 hours'] },
    // The row ends before the unit, and the next line is no part of it.
    { text: '储蓄卡 | 1–3\n个工作日', wrong: ['1–3'] },
  ])('in "$text": $wrong', ({ text, wrong }) => {
    expect(wrongAmounts(text, SOURCE)).toEqual(wrong)
  })
})

describe('sentences that do not stand in the source', () => {
  test.each([
    { text: '满 1,000 元为银卡。储蓄卡 | 1–3 个工作日', found: [] },
    { text: '滿 1,000 元為銀卡。', found: [] },
    { text: 'A locker is free for 24 hours.\n\nOpen every day from 9:00 to 21:00.', found: [] },
    { text: '满 1,000 元为银卡。请放心。', found: ['请放心。'] },
    { text: '银卡满 1,000 元。', found: ['银卡满 1,000 元。'] },
    { text: 'A locker is free. Open every day.', found: ['A locker is free.', 'Open every day.'] },
    { text: '', found: [] },
  ])('of "$text": $found', ({ text, found }) => {
    expect(unsourced(text, SOURCE)).toEqual(found)
  })
})
