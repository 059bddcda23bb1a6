import { describe, expect, test } from 'vitest'
import { createWordList } from './word-list.js'

const list = createWordList([
  { word: '转人工', effect: 'fires' },
  { word: 'live agent', effect: 'fires' },
  { word: 'sb', effect: 'fires' },
  { word: '人工', effect: 'fires alone' },
  { word: 'agent', effect: 'fires alone' },
  { word: 'please', effect: 'fires alone' },
  { word: '不用转人工', effect: 'vetoes' },
  { word: '人工智能', effect: 'vetoes' },
  { word: '人工', effect: 0.4 },
  { word: '机器人', effect: 0.2 },
  { word: '经理', effect: 0.5 },
])

describe('words that must never be missed', () => {
  test.each([
    ['转人工', '转人工'],
    ['我的快递丢了，帮我转人工吧', '转人工'],
    ['幫我轉人工', '转人工'],
    ['人工', '人工'],
    ['人工！！！', '人工'],
    ['人工人工人工', '人工'],
    ['ＡＧＥＮＴ', 'agent'],
    ['人工 agent, 人工!', '人工'],
    ['please, agent 😡', 'please'],
    ['😡 “agent” please', 'agent'],
    ['get me a LIVE AGENT now', 'live agent'],
    ['都是sb吗', 'sb'],
    ['不用转人工……算了，转人工', '转人工'],
  ])('%s fires by %s', (line, word) => {
    expect(list.read(line).fired).toBe(word)
  })

  test.each([
    ['a word that fires alone, among others', '人工费多少'],
    ['one that begins with two of them', 'agent please, where is it'],
    ['a longer Latin word behind another', 'agent pleased'],
    ['a letter of the second plane among them', 'agent 𠮷 please'],
    ['one with an order number', 'agent QW202611230001'],
    ['a veto around the word', '不用转人工，问你就行'],
    ['a longer Latin word', 'live agents'],
    ['the word inside another', 'usb线有货吗'],
    ['a message without letters', '？？？'],
    ['an empty message', ''],
  ])('%s does not fire', (_, line) => {
    expect(list.read(line).fired).toBeNull()
  })
})

describe('weights', () => {
  test('add up to at most 1 and name the heaviest word', () => {
    expect(list.read('机器人不行，找经理')).toMatchObject({ weight: 0.7, heaviest: '经理' })
    expect(list.read('人工，机器人，经理')).toMatchObject({ weight: 1, heaviest: '经理' })
  })

  test('do not count inside a veto, which is told', () => {
    expect(list.read('支持人工智能吗')).toEqual({
      fired: null,
      vetoed: true,
      weight: 0,
      heaviest: null,
    })
  })

  test('count a word once, however often it stands there or is listed', () => {
    const twice = createWordList([
      { word: '机器人', effect: 0.2 },
      { word: '機器人', effect: 0.2 },
    ])

    expect(twice.read('机器人机器人机器人').weight).toBe(0.2)
  })
})

test('a word of which folding leaves nothing is passed over', () => {
  expect(createWordList([{ word: '\u200b', effect: 'fires' }]).read('abc').fired).toBeNull()
})
