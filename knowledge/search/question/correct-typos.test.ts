import { describe, expect, test } from 'vitest'
import { makeArticle } from '../../article/make-article.js'
import { WordIndex } from '../words/word-index.js'
import { correctTypos } from './correct-typos.js'

const words = WordIndex.empty()
words.add(
  makeArticle(
    { id: 'refund', title: 'How do I get a refund for an order?' },
    'You receive it after delivery, for a long time. Change your password and address. The fee is low.',
  ),
)
const correct = (folded: string) => correctTypos(folded, words)

describe('typing mistakes', () => {
  test.each([
    { said: 'refnud', meant: 'refund', sure: true, why: 'two letters swapped' },
    { said: 'recieve', meant: 'receive', sure: true, why: 'two letters swapped' },
    { said: 'delievry', meant: 'delivery', sure: true, why: 'two letters swapped' },
    { said: 'pasword', meant: 'password', sure: true, why: 'a letter not doubled' },
    { said: 'adress', meant: 'address', sure: true, why: 'a letter not doubled' },
    { said: 'passwword', meant: 'password', sure: true, why: 'a letter doubled' },
    { said: 'delivary', meant: 'delivery', sure: true, why: 'another letter' },
    { said: 'ordr', meant: 'order', sure: false, why: 'short, so it may be a name' },
  ])('$said is $meant: $why', ({ said, meant, sure }) => {
    expect(correct(`my ${said}`)).toEqual([{ said, meant, sure }])
  })

  test.each([
    { folded: 'song', why: 'a word of English that differs from long by a letter' },
    { folded: 'returns', why: 'a word of English' },
    { folded: 'refunds', why: 'known by its stem' },
    { folded: 'fe', why: 'too short' },
    { folded: 'ferund', why: 'two mistakes' },
    { folded: 'befund', why: 'another first letter' },
    { folded: 'refund1x', why: 'a model or a number' },
    { folded: '退货', why: 'not Latin' },
    { folded: '', why: 'nothing' },
  ])('leaves $folded alone: $why', ({ folded }) => {
    expect(correct(folded)).toEqual([])
  })
})
