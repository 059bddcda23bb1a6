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

const TABLES = [
  '运费如下。',
  '收货地 | 免运费条件 | 运费',
  '新疆 | 满 199 元 | 15 元',
  '台湾 |  | 45 元',
  '没有别的。',
  'Shoe | Length',
  '39 | 245',
  '40 | 250',
].join('\n')

describe('a row that is said as a sentence', () => {
  test.each([
    '新疆——免运费条件：满 199 元；运费：15 元',
    '新疆——免運費條件：滿 199 元；運費：15 元',
    '台湾——运费：45 元',
    'Shoe 39 – Length: 245',
    '39 – Length: 245\n40 – Length: 250',
  ])('has its source whole: %j', (text) => {
    expect(unsourced(text, TABLES)).toEqual([])
  })

  test.each([
    { text: '台湾——运费：15 元', why: 'the cell of another row' },
    { text: '新疆——运费：满 199 元；免运费条件：15 元', why: 'the names of other columns' },
    { text: '新疆——运费：15 元', why: 'a cell left out' },
    { text: '新疆——运费：15 元；免运费条件：满 199 元', why: 'another order' },
    { text: '新疆只要满 199 元，运费：15 元', why: 'words between them' },
    { text: '40 – Length: 245', why: 'the number of another row' },
    { text: '新疆——免运费条件：满 199 元；运费：15 元。', why: 'an end of its own' },
  ])('has none with $why', ({ text }) => {
    expect(unsourced(text, TABLES)).toEqual([text])
  })
})
