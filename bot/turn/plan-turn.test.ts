import { describe, expect, test } from 'vitest'
import { EMPTY_MEMORY } from '../../handoff/index.js'
import type { Language } from '../../platform/language.js'
import { foundAs, hitFor, openTestTurn, turnOf } from './open-test-turn.js'

const never = new AbortController().signal

describe('a turn', () => {
  test('answers with the article’s sentences and their source', async () => {
    const turn = await openTestTurn()
    const hit = hitFor('refund-time', 0.97, {
      title: '退款多久到账',
      markdown: '1 个工作日内到账。',
    })
    turn.finds('退款要几天', foundAs('answer', [hit]))

    const plan = await turn.plan(turnOf('退款要几天'), never)

    expect(plan.say.text).toBe('1 个工作日内到账。 [1]')
    expect(plan.say.extras.citations).toEqual([
      { mark: 1, title: '退款多久到账 › Bank', url: '/help/refund-time?lang=zh-Hans#bank' },
    ])
    expect(plan.trace).toMatchObject({ decision: 'answer', probability: 0.97 })
    expect(plan.handoff).toBeNull()
  })

  test('keeps in its trace what was read otherwise than written', async () => {
    const turn = await openTestTurn()
    const readings = [{ said: 'tuikuan', meant: '退款' }]
    const found = foundAs('answer', [hitFor('refund-time', 0.97)])
    turn.finds('tuikuan', { ...found, readings })

    const plan = await turn.plan(turnOf('tuikuan'), never)

    expect(plan.trace.readings).toEqual(readings)
  })

  test('says that it is a bot in its first answer, and not again', async () => {
    const turn = await openTestTurn()
    turn.finds('退款要几天', foundAs('answer', [hitFor('refund-time', 0.97)]))

    const first = await turn.plan(turnOf('退款要几天', { memory: EMPTY_MEMORY }), never)
    const second = await turn.plan(turnOf('退款要几天', { memory: first.memory }), never)

    expect(first.say.text).toContain('机器人')
    expect(second.say.text).not.toContain('机器人')
  })

  test('answers traditional script in traditional script from a simplified article', async () => {
    const turn = await openTestTurn()
    const hit = hitFor('refund-time', 0.97, { title: '退款多久到账', markdown: '退款会原路退回。' })
    turn.finds('退款會退到哪裡', foundAs('answer', [hit]))

    const plan = await turn.plan(turnOf('退款會退到哪裡'), never)

    expect(plan.language).toBe('zh-Hant')
    expect(plan.say.text).toContain('退款會原路退回')
    expect(plan.say.extras.citations?.[0]?.url).toContain('lang=zh-Hant')
  })

  test('tells an English customer when only a Chinese article knows', async () => {
    const turn = await openTestTurn()
    turn.finds('can I pay by instalments', foundAs('answer', [hitFor('instalments', 0.9)]))

    const plan = await turn.plan(turnOf('can I pay by instalments'), never)

    expect(plan.language).toBe('en')
    expect(plan.say.text).toMatch(/Chinese/)
  })

  test('asks back with up to three titles and a way to a person', async () => {
    const turn = await openTestTurn()
    const hits = [hitFor('change-address-before', 0.4), hitFor('change-address-after', 0.35)]
    turn.finds('地址错了', foundAs('ask-back', hits))

    const plan = await turn.plan(turnOf('地址错了'), never)

    expect(plan.say.extras.choices?.map(({ value }) => value)).toEqual([
      'change-address-before',
      'change-address-after',
      turn.replies.say('label-none-of-these', 'zh-Hans', {}, 1),
    ])
    expect(plan.memory.askedBack).toBe(1)
  })

  test('hears nothing in a title that it wrote itself', async () => {
    const turn = await openTestTurn()
    const hit = hitFor('data-use', 0.99, { title: '你们收集哪些个人信息' })
    turn.has(hit.article)
    turn.hears('personal-data')
    turn.finds('你们收集哪些个人信息', foundAs('answer', [hit], true))
    const memory = { ...EMPTY_MEMORY, offered: ['data-use'] }

    const plan = await turn.plan({ ...turnOf('你们收集哪些个人信息'), memory }, never)

    expect(plan.handoff).toBeNull()
  })

  test('hands over instead of asking back a third time', async () => {
    const turn = await openTestTurn()
    turn.finds('地址', foundAs('ask-back', [hitFor('a', 0.4), hitFor('b', 0.3)]))
    const memory = { ...EMPTY_MEMORY, introduced: true, askedBack: 2 }

    const plan = await turn.plan(turnOf('地址', { memory }), never)

    expect(plan.handoff?.rule).toBe('low-confidence')
  })

  test('hands over what no article answers, and names the rule', async () => {
    const turn = await openTestTurn()

    const plan = await turn.plan(turnOf('你们招人吗'), never)

    expect(plan.trace).toMatchObject({ decision: 'hand-over', rules: ['low-confidence'] })
    expect(plan.handoff).toMatchObject({ rule: 'low-confidence', subject: '你们招人吗' })
  })

  test.each([
    ['wants-a-person', 'wants-a-person'],
    ['anger', 'anger'],
    ['complaint', 'complaint'],
  ])('lets the rule for %s win over a sure answer', async (signal, rule) => {
    const turn = await openTestTurn()
    turn.finds('退款', foundAs('answer', [hitFor('refund-time', 0.99)], true))
    turn.hears(signal)

    const plan = await turn.plan(turnOf('退款'), never)

    expect(plan.handoff?.rule).toBe(rule)
    expect(plan.say.text).not.toContain('Answer of')
    // The desk still sees what the bot would have said.
    expect(plan.trace.passages).toMatchObject([{ article: 'refund-time', probability: 0.99 }])
  })

  test('traces where each passage stands, and of what is not worth telling the article alone', async () => {
    const turn = await openTestTurn()
    const hits = [hitFor('a', 0.9), hitFor('b', 0.02), hitFor('c', 0.001)]
    turn.finds('退款', foundAs('answer', hits))

    const { trace } = await turn.plan(turnOf('退款'), never)

    expect(trace.passages.map(({ url }) => url)).toEqual([
      '/help/a?lang=zh-Hans#bank',
      '/help/b?lang=zh-Hans#bank',
      '/help/c?lang=zh-Hans',
    ])
  })

  test('puts the mark of a source below a table, so that it becomes no row', async () => {
    const turn = await openTestTurn()
    const rows = ['微信', '信用卡', '储蓄卡'].map((card) => `| ${card} | 1 天 |`)
    const markdown = ['| 方式 | 时间 |', '|---|---|', ...rows].join('\n')
    turn.finds('退款要几天', foundAs('answer', [hitFor('refund-time', 0.97, { markdown })]))

    const plan = await turn.plan(turnOf('退款要几天'), never)

    expect(plan.say.text).toBe(`${markdown}\n\n[1]`)
  })

  test('names a case after the question before a mere wish for a person', async () => {
    const turn = await openTestTurn()
    turn.hears('wants-a-person')
    const memory = { ...EMPTY_MEMORY, lastQuestion: '退款怎么还没到' }

    const wish = await turn.plan(turnOf('转人工', { memory }), never)
    const whole = await turn.plan(turnOf('转人工，我的锅盖碎了要重新寄一个', { memory }), never)

    expect(wish.handoff?.subject).toBe('退款怎么还没到')
    expect(whole.handoff?.subject).toBe('转人工，我的锅盖碎了要重新寄一个')
  })

  test('asks for other words when its answer did not help and nothing new is asked', async () => {
    const turn = await openTestTurn()
    turn.hears('not-helped')

    const first = await turn.plan(turnOf('没用'), never)
    const second = await turn.plan(turnOf('还是不行', { memory: first.memory }), never)

    expect(first.handoff).toBeNull()
    expect(first.say.text).toBe(turn.replies.say('not-helped', 'zh-Hans', {}, 1))
    expect(first.say.extras.choices).toEqual([{ title: '转人工', value: '转人工' }])
    expect(second.handoff?.rule).toBe('failed-twice')
  })

  test('does not repeat the answer that did not help', async () => {
    const turn = await openTestTurn()
    turn.hears('not-helped')
    turn.finds('that did not help', foundAs('answer', [hitFor('exchange-size', 0.9)]))
    const memory = { ...EMPTY_MEMORY, introduced: true, answeredFrom: ['exchange-size'] }

    const plan = await turn.plan(turnOf('that did not help', { memory }), never)

    expect(plan.say.text).not.toContain('Answer of')
    expect(plan.memory.failures).toBe(1)
  })

  test('asks what else it is when all of a question is denied, and then hands over', async () => {
    const turn = await openTestTurn()
    const denied = { ...foundAs('hand-over', []), reason: 'denied' } as const
    turn.finds('我不是问退款', denied)
    turn.finds('也不是问换货', denied)
    const asked = { ...EMPTY_MEMORY, introduced: true, lastQuestion: '钱的事' }

    const atOnce = await turn.plan(turnOf('我不是问退款'), never)
    const afterwards = await turn.plan(turnOf('我不是问退款', { memory: asked }), never)
    const again = await turn.plan(turnOf('也不是问换货', { memory: afterwards.memory }), never)

    expect(atOnce).toMatchObject({
      say: { text: turn.replies.say('ask-what-else', 'zh-Hans', {}, 1) },
      trace: { decision: 'acknowledge', probability: null },
      memory: { failures: 0 },
      handoff: null,
    })
    expect(atOnce.say.extras.choices).toHaveLength(1)
    expect(afterwards).toMatchObject({
      trace: { decision: 'acknowledge' },
      memory: { failures: 1 },
    })
    expect(again.handoff?.rule).toBe('failed-twice')
  })

  test('hands over after the second time that it did not help', async () => {
    const turn = await openTestTurn()
    turn.finds('没用', foundAs('answer', [hitFor('a', 0.9)]))
    turn.hears('not-helped')

    const first = await turn.plan(turnOf('没用'), never)
    const second = await turn.plan(turnOf('没用', { memory: first.memory }), never)

    expect(first.handoff).toBeNull()
    expect(second.handoff?.rule).toBe('failed-twice')
  })

  test('searches several messages as one, and the last alone, and believes the surer', async () => {
    const turn = await openTestTurn()
    turn.finds('你好\n在吗\n发票怎么开', foundAs('ask-back', [hitFor('a', 0.4)]))
    turn.finds('发票怎么开', foundAs('answer', [hitFor('get-invoice', 0.95)]))

    const plan = await turn.plan(turnOf(['你好', '在吗', '发票怎么开']), never)

    expect(plan.trace).toMatchObject({ decision: 'answer', question: '你好\n在吗\n发票怎么开' })
    expect(plan.memory.lastQuestion).toBe('发票怎么开')
    expect(plan.say.extras.citations).toHaveLength(1)
  })

  test('answers two questions that come at once, in their order', async () => {
    const turn = await openTestTurn()
    turn.finds('发票怎么开\n优惠券怎么用', foundAs('answer', [hitFor('use-coupon', 0.96)]))
    turn.finds('发票怎么开', foundAs('answer', [hitFor('get-invoice', 0.93)]))
    turn.finds('优惠券怎么用', foundAs('answer', [hitFor('use-coupon', 0.95)]))

    const { say, memory } = await turn.plan(turnOf(['发票怎么开', '优惠券怎么用']), never)

    const articles = say.extras.citations?.map(({ mark, url }) => [mark, url.split('?')[0]])
    expect(articles).toEqual([
      [1, '/help/get-invoice'],
      [2, '/help/use-coupon'],
    ])
    expect(say.text.indexOf('[1]')).toBeLessThan(say.text.indexOf('[2]'))
    expect(memory).toMatchObject({ lastQuestion: '优惠券怎么用', failures: 0 })
  })

  test('answers once what was asked twice at once', async () => {
    const turn = await openTestTurn()
    for (const text of ['发票怎么开\n怎么开发票', '发票怎么开', '怎么开发票'])
      turn.finds(text, foundAs('answer', [hitFor('get-invoice', 0.95)]))

    const plan = await turn.plan(turnOf(['发票怎么开', '怎么开发票']), never)

    expect(plan.say.extras.citations).toHaveLength(1)
  })

  test('takes the number of a choice for its title, in the language so far', async () => {
    const turn = await openTestTurn()
    const [one, two] = [hitFor('a', 0.4), hitFor('b', 0.9, { title: '退款多久到账' })]
    turn.has(one.article, two.article)
    turn.finds('退款多久到账', foundAs('answer', [two], true))
    const memory = { ...EMPTY_MEMORY, offered: ['a', 'b'], lastQuestion: 'my refund' }

    const plan = await turn.plan(turnOf('the second one', { memory, language: 'en' }), never)

    expect(turn.asked[0]?.question).toBe('退款多久到账')
    expect(plan).toMatchObject({ language: 'en', trace: { decision: 'answer' }, handoff: null })
  })

  test('carries the article of the last answer as the topic', async () => {
    const turn = await openTestTurn()
    const memory = { ...EMPTY_MEMORY, answeredFrom: ['refund-time'] }

    await turn.plan(turnOf('那信用卡呢', { memory }), never)

    expect(turn.asked[0]?.topic).toBe('refund-time')
  })

  test('keeps the language of the customer when a message has none', async () => {
    const turn = await openTestTurn()

    for (const language of ['zh-Hant', 'en'] as const satisfies readonly Language[]) {
      const plan = await turn.plan(turnOf('QW202611230001', { language }), never)
      expect(plan.language).toBe(language)
    }
  })

  test('gathers what the rules look at, and keeps it in its trace', async () => {
    const turn = await openTestTurn()
    turn.finds('退了我¥1,200', foundAs('answer', [hitFor('refund-time', 0.97)]))
    const circumstances = { value: 'valued', emergencies: ['surge'] } as const

    const plan = await turn.plan(turnOf('退了我¥1,200', { circumstances }), never)

    expect(plan.trace.facts).toEqual({
      failures: 0,
      repeats: 0,
      decision: 'answer',
      service: 'after-sales',
      money: [{ value: 1_200, currency: 'CNY', said: '¥1,200' }],
      departments: [],
      value: 'valued',
      emergencies: ['surge'],
      language: 'zh-Hans',
    })
  })

  test('hands over the third question that asks the same in other words', async () => {
    const turn = await openTestTurn()
    const asked = ['退款多久到账', '钱哪天能退回来', '退的钱几时到']
    turn.means(...asked)
    for (const [index, question] of asked.entries()) {
      turn.finds(question, foundAs('answer', [hitFor(`article-${index}`, 0.97)]))
    }

    const first = await turn.plan(turnOf(asked[0] ?? ''), never)
    const second = await turn.plan(turnOf(asked[1] ?? '', { memory: first.memory }), never)
    const third = await turn.plan(turnOf(asked[2] ?? '', { memory: second.memory }), never)

    expect([first, second].map(({ handoff }) => handoff)).toEqual([null, null])
    expect(third.handoff?.rule).toBe('failed-twice')
  })

  test('gives the case the team, the skill and the alerts of its rule', async () => {
    const turn = await openTestTurn()
    turn.hears('complaint')

    const plan = await turn.plan(turnOf('我要投诉'), never)

    expect(plan.handoff).toMatchObject({ team: 'complaints', skill: 'complaints', tell: [] })
  })
})
