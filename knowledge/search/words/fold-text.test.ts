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
    { text: 'I don’t know', folded: "i don't know", why: 'apostrophes as phones write them' },
    { text: '軟體怎麼退貨', folded: '软件怎么退货', why: "Taiwan's characters and words" },
    { text: '帳號、轉帳、帐户', folded: '账号、转账、账户', why: 'accounts as on the mainland' },
    { text: '帳篷、蚊帳、軍帳', folded: '帐篷、蚊帐、军帐', why: 'but no tents' },
    { text: '床帳單，轉帳頂多幾天', folded: '床账单,转账顶多几天', why: 'though beds be near' },
    { text: '小程序', folded: '小程序', why: 'no word of the mainland is taken for one of Taiwan' },
    { text: '订单QW202611230001到哪了', folded: '订单#到哪了', why: 'order numbers masked' },
    { text: 'call 13812345678', folded: 'call #', why: 'phone numbers masked' },
    { text: '2026-11-23 满300减40', folded: '2026-11-23 满300减40', why: 'dates and amounts stay' },
    { text: 'a\u0007c', folded: 'a c', why: 'no control characters' },
    { text: '退\u200b货\u202e', folded: '退货', why: 'an unseen mark parts no word' },
    { text: 're\u00adfund', folded: 'refund', why: 'nor does a soft hyphen' },
    { text: '限時折扣，網路訂單', folded: '限时折扣,网络订单', why: "Taiwan's word for the net" },
    { text: '簡訊驗證碼', folded: '短信验证码', why: "Taiwan's word for a text message" },
    { text: '單號886421', folded: '单号#', why: 'short order numbers masked' },
    { text: '订单 QW-20261123-0001 退货', folded: '订单 # 退货', why: 'with its parts' },
    { text: 'YT8812345678901, LP00123456789CN', folded: '#, #', why: 'parcel numbers' },
    { text: '1Z999AA10123456784', folded: '#', why: 'parcel numbers of letters and digits' },
    { text: '138 1234 5678', folded: '#', why: 'phone numbers in groups' },
    { text: '+86 138-1234-5678 / 0755-21234567', folded: '# / #', why: 'with their prefix' },
    { text: '6222 0212 3456 7890', folded: '#', why: 'card numbers' },
    { text: '20000mAh 100Wh iPhone15', folded: '20000mah 100wh iphone15', why: 'not of models' },
    { text: '拨打12315', folded: '拨打12315', why: 'nor a short number that everybody knows' },
    { text: '2026-11-23 12:30', folded: '2026-11-23 12:30', why: 'nor a time' },
    { text: '99-199 元', folded: '99-199 元', why: 'nor a span of amounts' },
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
