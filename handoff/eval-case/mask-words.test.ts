import { describe, expect, test } from 'vitest'
import { maskWords } from './mask-words.js'

const person = (name: string) => ({
  name,
  email: 'wei.z@shop.example',
  phone: '13800138000',
  shopId: 'SHOP-7',
})

describe('masking what is known of a customer', () => {
  test.each([
    ['我是张小明，订单20261120001还没到', '张小明', '我是•••，订单•••还没到'],
    ['张先生的快递，小明收', '张小明', '•••的快递，•••收'],
    ['歐陽女士訂的，娜娜收', '歐陽娜娜', '•••訂的，•••收'],
    [
      'Anna here, is SHOP-7 mine? write to wei.z@shop.example',
      'Anna Li Schmidt',
      '••• here, is ••• mine? write to •••',
    ],
    ['call me on 138 0013 8000, Mr Schmidt', 'Anna Schmidt', 'call me on •••, Mr •••'],
  ])('%s', (text, name, masked) => {
    expect(maskWords(text, [person(name)])).toBe(masked)
  })

  test('leaves words that only contain a name, amounts, and what it is about', () => {
    expect(maskWords('Mayday, the May sale took 300 off', [person('May Day')])).toBe(
      'Mayday, the ••• sale took 300 off',
    )
    expect(maskWords('王冠牌的锅 299 元能退吗', [person('王伟')])).toBe('王冠牌的锅 299 元能退吗')
  })

  test('masks nothing more where nobody is known', () => {
    expect(maskWords('退款多久到账', [])).toBe('退款多久到账')
    expect(maskWords('退款多久到账', [{ ...person(''), email: null, shopId: '' }])).toBe(
      '退款多久到账',
    )
  })
})
