import { describe, expect, test } from 'vitest'
import { foldText } from './fold-text.js'
import { tokenize } from './tokenize.js'

describe('cutting text into terms', () => {
  test.each([
    { text: '怎么退货', terms: ['怎么', '么退', '退货'] },
    { text: '增值税发票', terms: ['增值', '值税', '税发', '发票', '增值税'] },
    { text: '退款7天', terms: ['退款', '7', '天'] },
    { text: 'returning returns', terms: ['return', 'return'] },
    { text: "why hasn't the parcel arrived", terms: ['why', 'parcel', 'arriv'] },
    { text: 'order #', terms: ['order'] },
    { text: '，。！ ', terms: [] },
  ])('$text', ({ text, terms }) => {
    expect(tokenize(text)).toEqual(terms)
  })

  test('an order number leaves no term', () => {
    expect(tokenize(foldText('订单 QW202611230001'))).toEqual(tokenize('订单'))
  })
})
