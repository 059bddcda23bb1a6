import { describe, expect, test } from 'vitest'
import { readMoney } from './read-money.js'

const said = (text: string) => readMoney(text).map(({ value, currency }) => `${value} ${currency}`)

describe('reading amounts of money', () => {
  test.each([
    ['退我¥1,200', '1200 CNY'],
    ['退我￥１２００', '1200 CNY'],
    ['1.2万块的货', '12000 CNY'],
    ['3k块呢', '3000 CNY'],
    ['亏了5w块', '50000 CNY'],
    ['一千二百元', '1200 CNY'],
    ['一千二块钱', '1200 CNY'],
    ['兩萬五千塊', '25000 CNY'],
    ['两万五块', '25000 CNY'],
    ['一千零五十元', '1050 CNY'],
    ['1万2块', '12000 CNY'],
    ['两三千块', '3000 CNY'],
    ['花了5000多块', '5000 CNY'],
    ['RMB 3,000', '3000 CNY'],
    ['你们欠我一千二', '1200 CNY'],
    ['多扣了我1500', '1500 CNY'],
    ['新台幣3000', '3000 TWD'],
    ['3000元新台幣', '3000 TWD'],
    ['HK$800', '800 HKD'],
    ['800港币', '800 HKD'],
    ['两百刀', '200 USD'],
    ['5万日元', '50000 JPY'],
    ['you took $99.50', '99.5 USD'],
    ['US$1,000', '1000 USD'],
    ['two hundred dollars', '200 USD'],
    ['two hundred and fifty euros', '250 EUR'],
    ['twelve hundred bucks', '1200 USD'],
    ['a thousand yuan', '1000 CNY'],
    ['I paid 1.2k usd', '1200 USD'],
    ['€20', '20 EUR'],
    ['you charged me 1200', '1200 CNY'],
    ['那台洗衣机的三千二到现在没退', '3200 CNY'],
    ['买了1.2万的冰箱', '12000 CNY'],
    ['八千多的按摩椅不转了', '8000 CNY'],
    ['8k多的按摩椅不转了', '8000 CNY'],
    ['把我一万多的地板泡了', '10000 CNY'],
    ['花了小一万，屏幕是碎的', '10000 CNY'],
    ['一共6800，还没退', '6800 CNY'],
    ['實付金額是18,000', '18000 CNY'],
    ['每次2699', '2699 CNY'],
    ['my refund is 2,000 short', '2000 CNY'],
    ['it is worth 5300', '5300 CNY'],
  ])('“%s” is %s', (text, expected) => {
    expect(said(text)).toEqual([expected])
  })

  test('gives each of several', () => {
    expect(said('付了1800元，只退了900块，还差我九百')).toEqual(['1800 CNY', '900 CNY', '900 CNY'])
    expect(said('paid $50 and €20')).toEqual(['50 USD', '20 EUR'])
  })

  test('keeps the words that say it', () => {
    expect(readMoney('欠我 1.2万元 呢')).toEqual([
      { value: 12_000, currency: 'CNY', said: '1.2万元' },
    ])
  })

  test.each([
    '订单20240315001一直没到',
    '等了三天，打了5次电话',
    '花了我两百天',
    '退了3件',
    '满300减40',
    '万一坏了怎么办',
    '用了3000小时的灯泡',
    '10000毫安的充电宝',
    '走了一万步',
    '三千瓦的电水壶',
    '两千克的米',
    '一共3件',
    '少了2个',
    '订单号是20261126001',
    'it should be 3 days',
    'a total of 12 items',
    '一点都不好用',
    '2000瓦的空气炸锅',
    'I waited 3 days',
    'you refunded 200 points',
    'model A1200',
    '',
  ])('“%s” names none', (text) => {
    expect(said(text)).toEqual([])
  })

  test('reads a very long message without getting stuck', () => {
    expect(said('1,'.repeat(5_000) + '一二三'.repeat(5_000))).toEqual([])
  })
})
