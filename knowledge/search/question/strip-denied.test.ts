import { describe, expect, test } from 'vitest'
import { foldText } from '../words/fold-text.js'
import { fromCantonese } from './from-cantonese.js'
import { stripDenied } from './strip-denied.js'

const left = (text: string) => stripDenied(fromCantonese(foldText(text))).text

describe('a question without what it denies', () => {
  test.each([
    ['我不是问退款，我问的是换货', '换货'],
    ['不是要退货，是要换货', '换货'],
    ['不是退貨，是換貨，什麼時候發', '换货,什么时候发'],
    ['不是退貨是換貨', '换货'],
    ['我要换货不是退货', '我要换货'],
    ['我问的不是运费，是关税谁付', '关税谁付'],
    ['不想退货，想换一件', '想换一件'],
    ['我没要退货，我要换货', '我要换货'],
    ['不是找你们谈合作，是想问怎么开发票', '怎么开发票'],
    ['我不是怪你们，但是包裹丢了怎么办', '包裹丢了怎么办'],
    ['我要的不是退款，是换新', '换新'],
    ['不是取消订单，是改收货地址', '改收货地址'],
    ['跟你說了不是問物流，是問發票', '发票'],
    ['唔係問退貨，係想問幾時有貨', '什么时候有货'],
    ['我不想问退款，就想知道怎么改地址', '怎么改地址'],
    ['不是问这个，我想知道运费多少', '运费多少'],
    ['我不是問怎麼退，怎麼換，我是問誰出運費', '谁出运费'],
    ['我也不是问换货，也不是问退款，是问保修多久', '保修多久'],
    ['我没问退款，我说的是换货', '换货'],
    ['别再跟我说退款了，我要换货', '我要换货'],
    ['我的问题跟退款没关系，是发票抬头写错了', '发票抬头写错了'],
    ['不是关于退款的，是想问积分怎么用', '积分怎么用'],
    ['我不是在問退貨，而是想問換貨要幾天', '换货要几天'],
    ['我不是来投诉的，就想问一下包裹到哪了', '包裹到哪了'],
    ['不是来投诉的，就问问什么时候到', '什么时候到'],
    ['我不是要退货，怎么取消退货申请', '怎么取消退货申请'],
    ["I'm not asking for a refund, just an exchange", 'an exchange'],
    ['I’m not asking for a refund just an exchange', 'an exchange'],
    ["I'm not asking about refunds. How do I exchange it?", 'how do i exchange it?'],
    ['not asking how to return it but how to exchange it', 'how to exchange it'],
    ["I'm not asking whether I can return it, I'm asking who pays", 'who pays'],
    ["I don't want a refund, I want a replacement", 'i want a replacement'],
    ['I want an exchange, not a refund', 'i want an exchange'],
    ['i want an exchange not a refund', 'i want an exchange'],
    ["My question is not about shipping, it's about customs fees", 'customs fees'],
    ['This has nothing to do with my refund, I need an invoice', 'i need an invoice'],
    ["I didn't ask about returns. I asked about warranty", 'warranty'],
    ["I don't mean refunds, I mean exchanges", 'exchanges'],
    ['I am not asking this: can I return it? I want to know who pays', 'i want to know who pays'],
    ['我不是问：能退吗？我是问运费谁出', '运费谁出'],
    ['forget the coupon, when will my parcel arrive', 'when will my parcel arrive'],
    ['I am not trying to be difficult, but can I return it?', 'can i return it?'],
    ['Never mind the refund, how do I change my address?', 'how do i change my address?'],
    ['stop telling me about refunds, I want to cancel', 'i want to cancel'],
  ])('%s', (text, asked) => {
    expect(left(text)).toBe(asked)
  })

  test.each([
    '我不是问退款',
    '我不是要问退款多久到账',
    '我不是要問退貨運費誰出？',
    '我没问退款啊',
    '我問的不是退款',
    '你好，我不是问换货，谢谢',
    '不是退货',
    '你理解错了，我不是要退货',
    'You misunderstood, I am not asking how to return',
    '我说了我不是问物流',
    '不对，不是问这个',
    '我不想退货，只想问问',
    '不想退货',
    '我不是要问能退货吗',
    '我不是要问我买的鞋子大了，能换吗',
    '我不是要问：鞋子大了。能换吗？',
    "I'm not asking about refunds",
    "Hi, I'm not asking about a refund, thanks",
    'I am not asking this: I paid yesterday. When does it ship?',
    "I don't want a refund",
    "I'm not asking this: it says delivered but I never got it",
    '我不是问：衣服收到了，但是颜色不对',
    'I was not asking about the warranty',
  ])('nothing is left of %s', (text) => {
    expect(stripDenied(foldText(text))).toMatchObject({ text: '' })
  })
})

describe('what only sounds like a denied question stays whole', () => {
  test.each([
    ['a manner', '能不能不退货直接换'],
    ['a manner', '不退货只退款可以吗'],
    ['a manner', '不用退货也能退款吗'],
    ['somebody else', '不是我要退，是我妈'],
    ['somebody else', '我不是要退，是我妈要退'],
    ['a question', '不是可以退货吗'],
    ['a question', '这不是退款了吗怎么没到'],
    ['a question', '是不是要退货才能退款'],
    ['asked before', '我不是问怎么退货吗'],
    ['asked before', '我问的不是能退货吗'],
    ['asked before', '我不是问过退款多久了吗'],
    ['a promise', '不是说包邮，怎么还收运费'],
    ['a promise', '不是说7天无理由吗'],
    ['two denials', '我不是不想退'],
    ['a condition', '不是质量问题，是不喜欢，可以退吗'],
    ['a condition', '我不是会员，能用积分吗'],
    ['a condition', '不是本人签收怎么办'],
    ['a condition', '有瑕疵，不想退货，能补偿吗'],
    ['a reason', '不想要了，想退货'],
    ['a reason', '要不是退款慢我也不来'],
    ['a cause', '不是快递的问题，是你们发错了'],
    ['a wish', '不要发顺丰，要发京东，可以吗'],
    ['a wish', '别发快递，我自提'],
    ['a wish', '不要取消我的订单'],
    ['a wish', 'please do not cancel my order'],
    ['a thing', '收到的不是我买的'],
    ['an excuse', '我不是来闹事的'],
    ['a manner', '我想退款不想退货'],
    ['asking others', '我没问清楚就下单了，能退吗'],
    ['a manner', 'Can I exchange it instead of a refund?'],
    ['unasked for', 'I did not ask for this parcel'],
    ['an idiom', 'not asking for much, but can I return it?'],
    ['an idiom', 'not asking for the moon, just tell me where my parcel is'],
    ['a mishap', "I didn't mean to cancel my order, can I undo it?"],
    ['a state', 'refund not received'],
    ['a state', 'This is not my order'],
    ['a question', "why can't I get a refund"],
    ['a question', 'Is it not possible to return it?'],
    ['a reason', 'I do not want it any more, can I get a refund?'],
    ['a wish of its own', "I don't want a refund. My parcel is late."],
    ['displeasure', "don't tell me I can't return it"],
    ['mail', 'stop sending me emails'],
    ['a person', "I'm not talking to a bot"],
    ['a person', "I don't want to talk to a bot"],
    ['displeasure', '我不想再听你们的借口！！'],
    ['a story', 'I never asked what size to take and now it is too small'],
  ])('%s: %s', (_, text) => {
    expect(stripDenied(foldText(text)).denied).toEqual([])
  })
})

test('tells what is denied, as it was said', () => {
  expect(stripDenied('不是要退货,是要换货').denied).toEqual(['不是要退货,'])
})

test('leaves a long text alone', () => {
  const long = `我不是问退款,${'我买的东西还没有到,'.repeat(50)}`
  expect(stripDenied(long)).toEqual({ text: long, denied: [] })
})
