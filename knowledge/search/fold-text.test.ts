import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exactKey, foldText } from './fold-text.js'

describe('folding', () => {
  test.each([
    { text: 'ＡＢＣ１２３', folded: 'abc123', why: 'full width to half width' },
    {
      text: 'Where  IS\nmy Order',
      folded: 'where is my order',
      why: 'small letters, single spaces',
    },
    { text: '軟體怎麼退貨', folded: '软件怎么退货', why: "Taiwan's characters and words" },
    { text: '小程序', folded: '小程序', why: 'no word of the mainland is taken for one of Taiwan' },
    { text: '订单QW202611230001到哪了', folded: '订单#到哪了', why: 'order numbers masked' },
    { text: 'call 13812345678', folded: 'call #', why: 'phone numbers masked' },
    { text: '2026-11-23 满300减40', folded: '2026-11-23 满300减40', why: 'dates and amounts stay' },
    { text: 'a\u200bb\u0007c', folded: 'a b c', why: 'no control characters' },
    { text: '', folded: '', why: 'nothing' },
  ])('$text: $why', ({ text, folded }) => {
    expect(foldText(text)).toBe(folded)
  })

  test('done twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = foldText(text)

        expect(foldText(once)).toBe(once)
      }),
    )
  })
})

describe('the exact key', () => {
  test('is the same whatever the marks, spaces, width and script', () => {
    const keys = ['運費 誰付？', '运费谁付', '运费，谁付！！', ' 运费谁付?  '].map(exactKey)

    expect(new Set(keys).size).toBe(1)
  })
})
