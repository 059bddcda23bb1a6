import { expect, test } from 'vitest'
import { answerKindOf, holdsAnswer } from './answer-kind.js'

test.each([
  { question: '退款多久到账', kind: 'how-long' },
  { question: 'how long does delivery take', kind: 'how-long' },
  { question: '运费多少钱', kind: 'how-much' },
  { question: '怎么收费', kind: 'how-much' },
  { question: '在哪里看物流', kind: 'where' },
  { question: '退货运费谁出', kind: 'who' },
  { question: '怎么退货', kind: 'steps' },
  { question: 'how do i return it', kind: 'steps' },
  { question: '可以货到付款吗', kind: 'yes-no' },
  { question: 'can i pay cash', kind: 'yes-no' },
  { question: '发票', kind: 'other' },
] as const)('$question asks for $kind', ({ question, kind }) => {
  expect(answerKindOf(question)).toBe(kind)
})

test.each([
  { kind: 'how-long', text: '1–3 个工作日到账。', holds: true },
  { kind: 'how-long', text: 'within 24 hours', holds: true },
  { kind: 'how-long', text: '原路退回。', holds: false },
  { kind: 'how-much', text: '不满 59 元收 8 元', holds: true },
  { kind: 'how-much', text: '按重量计算', holds: false },
  { kind: 'other', text: '8 元 3 天', holds: false },
] as const)('"$text" holds $kind: $holds', ({ kind, text, holds }) => {
  expect(holdsAnswer(kind, text)).toBe(holds)
})
