import { expect, test } from 'vitest'
import { askingClauses } from './asking-clauses.js'

test.each([
  { question: '我买的锅坏了，能退吗，运费谁出', clauses: ['能退吗', '运费谁出'] },
  { question: '秒杀能用券吗,积分呢', clauses: ['秒杀能用券吗', '积分呢'] },
  {
    question: 'can my company get an invoice and how long does it take?',
    clauses: ['can my company get an invoice', 'how long does it take'],
  },
  { question: '多久到账', clauses: ['多久到账'] },
  { question: '锅坏了，今天刚收到', clauses: ['锅坏了，今天刚收到'] },
  { question: '', clauses: [''] },
])('$question asks $clauses', ({ question, clauses }) => {
  expect(askingClauses(question)).toEqual(clauses)
})
