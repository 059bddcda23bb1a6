import { describe, expect, test } from 'vitest'
import { foldText } from '../words/fold-text.js'
import { polarityConflict, polarityOf } from './polarity.js'

const say = (text: string) => Object.fromEntries(polarityOf(foldText(text)))

describe('what a text says has happened', () => {
  test.each([
    { text: '还没发货，怎么取消订单', says: { shipped: 'open' } },
    { text: '没有给我发货', says: { shipped: 'open' } },
    { text: '未发货订单', says: { shipped: 'open' } },
    { text: '尚未出库', says: { shipped: 'open' } },
    { text: '发货前怎么改地址', says: { shipped: 'open' } },
    { text: '發貨以前', says: { shipped: 'open' } },
    { text: '东西还没发', says: { shipped: 'open' } },
    { text: '已经发货了还能取消吗', says: { shipped: 'done' } },
    { text: '已发货，能取消吗', says: { shipped: 'done' } },
    { text: '发货后还能改吗', says: { shipped: 'done' } },
    { text: '发了货的订单', says: { shipped: 'done' } },
    { text: '发货了，地址写错', says: { shipped: 'done' } },
    { text: '付款后一直没发货', says: { paid: 'done', shipped: 'open' } },
    { text: '未付款的订单为什么被取消了', says: { paid: 'open' } },
    { text: '付了钱', says: { paid: 'done' } },
    { text: '显示签收了但没收到', says: { delivered: 'done', received: 'open' } },
    { text: '退款一直没到账', says: { credited: 'open' } },
    { text: '没拆封的能退吗', says: { opened: 'open' } },
    { text: 'an order that has not shipped', says: { shipped: 'open' } },
    { text: "it hasn't shipped, i want to cancel", says: { shipped: 'open' } },
    { text: 'before my order ships', says: { shipped: 'open' } },
    { text: 'my unpaid order', says: { paid: 'open' } },
    { text: 'Can I cancel an order that has already shipped?', says: { shipped: 'done' } },
    { text: 'after shipping', says: { shipped: 'done' } },
    { text: 'it shipped yesterday', says: { shipped: 'done' } },
    {
      text: 'shows as delivered but I have not received it',
      says: { delivered: 'done', received: 'open' },
    },
  ])('$text', ({ text, says }) => {
    expect(say(text)).toEqual(says)
  })

  test.each([
    { text: '什么时候发货', why: 'asks when' },
    { text: '发货了吗', why: 'asks whether' },
    { text: '有没有发货', why: 'asks whether' },
    { text: '没发货和已发货有什么不同', why: 'says both' },
    { text: 'has my order shipped?', why: 'asks whether' },
    { text: 'do you ship to Japan', why: 'says nothing' },
    { text: '怎么开发票', why: 'says nothing' },
    { text: '', why: 'says nothing' },
  ])('$text $why', ({ text }) => {
    expect(say(text)).toEqual({})
  })
})

test.each([
  { question: '没发货能取消吗', text: '已经发货了还能取消吗', conflict: 1 },
  { question: '没发货能取消吗', text: '还没发货，怎么取消订单', conflict: -1 },
  { question: '没发货能取消吗', text: '怎么取消', conflict: 0 },
  { question: '能取消吗', text: '已经发货了还能取消吗', conflict: 0 },
  { question: 'not shipped yet', text: '已经发货了还能取消吗', conflict: 1 },
  { question: '付款后没发货', text: '未付款的订单，没发货', conflict: 1 },
])('$question beside $text is $conflict', ({ question, text, conflict }) => {
  expect(polarityConflict(foldText(question), foldText(text))).toBe(conflict)
})
