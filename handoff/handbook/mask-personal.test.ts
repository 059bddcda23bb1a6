import { describe, expect, test } from 'vitest'
import { maskPersonal } from './mask-personal.js'

describe('masking personal data', () => {
  test.each([
    ['我电话13812345678，快联系我', '我电话•••，快联系我'],
    ['call me at +86 138-1234-5678 please', 'call me at ••• please'],
    ['订单QW202611260112没发货', '订单•••没发货'],
    ['身份证11010519900101123X', '身份证•••'],
    ['卡号6222 0210 0111 2233 445', '卡号•••'],
    ['mail me: li.hua@example.com', 'mail me: •••'],
    ['看这里 https://example.com/a?user=1', '看这里 •••'],
    ['送到建设路12号3栋501室', '•••'],
    ['ship it to 12 Park Road, please', 'ship it to •••, please'],
    ['收件人：王小明，改一下', '收件人：•••，改一下'],
    ['my name is John Smith and I wait', 'my name is ••• and I wait'],
  ])('“%s”', (text, masked) => {
    expect(maskPersonal(text)).toBe(masked)
  })

  test.each([
    '退款5800元还没到账',
    '你们还欠我 12,000.50 块',
    '等了15天，打了3次12315',
    'it cost $1,200.00 and arrived in 3 days',
    '这条路我走不通，换一个办法',
    '我要投诉',
  ])('“%s” stays as it is', (text) => {
    expect(maskPersonal(text)).toBe(text)
  })
})
