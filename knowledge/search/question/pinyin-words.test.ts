import { describe, expect, test } from 'vitest'
import { pinyinWordsIn } from './pinyin-words.js'

const lettersIn = (folded: string) => pinyinWordsIn(folded).map(({ letters }) => letters)

describe('words to be read as pinyin', () => {
  test.each([
    { folded: 'tuihuo', letters: ['tuihuo'] },
    { folded: 'fa piao', letters: ['fa', 'piao'] },
    { folded: "xi'an neng dao ma", letters: ['xian', 'neng', 'dao', 'ma'] },
    { folded: 'tuìhuò', letters: ['tuihuo'] },
    { folded: '退huo', letters: ['huo'] },
    { folded: 'kuaidi 到哪了', letters: ['kuaidi'] },
    {
      folded: 'you mei you huo',
      letters: ['you', 'mei', 'you', 'huo'],
      why: 'short English words',
    },
    { folded: 'zenme huan size', letters: ['zenme', 'huan'], why: 'longer ones stay English' },
    { folded: 'iphone15 zenme tui', letters: ['zenme', 'tui'] },
  ])('of $folded', ({ folded, letters }) => {
    expect(lettersIn(folded)).toEqual(letters)
  })

  test.each([
    'can he change size',
    'women can',
    'she is a man',
    'long time no see',
    'guarantee',
    'hong kong',
    'where can i get a fapiao',
    'fapiao please',
    'refund tuihuo please',
    "don't tuihuo",
    'the kuaidi 到哪了',
    'wo',
    'sf',
    '退货',
    'wifi 连不上',
    '',
  ])('none in %j', (folded) => {
    expect(lettersIn(folded)).toEqual([])
  })
})
