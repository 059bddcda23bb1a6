import { describe, expect, test } from 'vitest'
import { type AnswerKind, askedBy, holdsAnswer, namesNeeds } from './answer-kind.js'

describe('what a question asks for', () => {
  test.each([
    { question: '退款多久到账', kind: 'how-long' },
    { question: '什么时候发货', kind: 'how-long' },
    { question: 'how long does delivery take', kind: 'how-long' },
    { question: 'when do points expire', kind: 'how-long' },
    { question: '运费多少钱', kind: 'how-much' },
    { question: 'what is the price of delivery', kind: 'how-much' },
    { question: 'do you price match', kind: 'yes-no' },
    { question: '怎么收费', kind: 'how-much' },
    { question: '运费怎么算', kind: 'how-much' },
    { question: '满900减多少', kind: 'how-much' },
    { question: '地址能改几次', kind: 'how-many' },
    { question: 'how many items fit in the cart', kind: 'how-many' },
    { question: '空烧要多少度', kind: 'how-hot' },
    { question: 'what temperature should i set', kind: 'how-hot' },
    { question: '在哪里看物流', kind: 'where' },
    { question: '退货运费谁出', kind: 'who' },
    { question: 'who pays shipping when i exchange a size', kind: 'who' },
    { question: '发票金额为什么不一样', kind: 'why' },
    { question: '怎么退货', kind: 'steps' },
    { question: 'how do i return it', kind: 'steps' },
    { question: '可以货到付款吗', kind: 'yes-no' },
    { question: '退货要出运费吗', kind: 'yes-no' },
    { question: 'can i pay cash', kind: 'yes-no' },
    { question: '哪些商品不能退', kind: 'which' },
    { question: '开专票要准备什么', kind: 'needs' },
    { question: '注销之前哪些事要先办', kind: 'needs' },
    { question: 'what do i need to send you', kind: 'needs' },
    { question: '什么情况下不保修', kind: 'case' },
    { question: 'in which cases is it free', kind: 'case' },
    { question: '怎么收不到验证码', kind: 'why' },
    { question: '发票', kind: 'other' },
  ] as const)('$question asks for $kind', ({ question, kind }) => {
    expect(askedBy(question).kind).toBe(kind)
  })

  test.each([
    { question: '地址能改几次', unit: '次' },
    { question: 'how many items fit in the cart', unit: 'items' },
    { question: '退款多久到账', unit: null },
  ])('$question counts $unit', ({ question, unit }) => {
    expect(askedBy(question).unit).toBe(unit)
  })
})

describe('what a sentence holds', () => {
  const asked = (kind: AnswerKind) => ({ kind, unit: null })

  test.each([
    { kind: 'how-long', text: '1–3 个工作日到账。', holds: 1 },
    { kind: 'how-long', text: 'within 24 hours', holds: 1 },
    { kind: 'how-long', text: 'until 31 december of the next year', holds: 1 },
    { kind: 'how-long', text: '原路退回。', holds: 0 },
    { kind: 'how-much', text: '不满 59 元收 8 元', holds: 1 },
    { kind: 'how-much', text: '按重量计算', holds: 0 },
    { kind: 'how-hot', text: '空锅设 180 °c，运行 10 分钟', holds: 1 },
    { kind: 'how-hot', text: '四周各留 10 厘米', holds: 0 },
    { kind: 'who', text: '运费由我们承担', holds: 1 },
    { kind: 'yes-no', text: '暂不支持', holds: 1 },
    { kind: 'other', text: '8 元 3 天', holds: 0 },
  ] as const)('"$text" holds $kind: $holds', ({ kind, text, holds }) => {
    expect(holdsAnswer(asked(kind), text)).toBe(holds)
  })

  test('a number of what was asked counts more than a number of something else', () => {
    const times = { kind: 'how-many', unit: '次' } as const

    expect(holdsAnswer(times, '只能修改 1 次')).toBeGreaterThan(holdsAnswer(times, '最多 10 件'))
  })
})

test.each([
  { heading: '需要的资料', names: true },
  { heading: '请提供', names: true },
  { heading: 'before you close it', names: true },
  { heading: '费用', names: false },
])('that what is needed follows "$heading": $names', ({ heading, names }) => {
  expect(namesNeeds(heading)).toBe(names)
})
