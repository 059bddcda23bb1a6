import { describe, expect, test } from 'vitest'
import { DAY, SECOND } from '../../platform/clock.js'
import type { Message } from '../conversation/message.js'
import { saveRating } from '../conversation/trace-table.js'
import type { TurnTrace } from '../conversation/turn-trace.js'
import { openTestCustomers, SUPERVISOR } from '../customer/open-test-customers.js'
import { saveCorrection } from '../label/correction-table.js'
import { CHEN, COMPLAINT } from '../tests/open-test-desk.js'
import { createUnansweredReader } from './unanswered-reader.js'

const passage = (article: string, probability = 0.3) => ({
  ...{ article, title: `标题 ${article}`, probability },
  url: `/help/${article}?lang=zh-Hans`,
})

/** A desk whose bot says what the test tells it to, and what the record says went unanswered. */
async function openRecord() {
  const desk = await openTestCustomers()
  const reader = createUnansweredReader(desk.store.db)

  async function turn(
    question: string,
    trace: Partial<TurnTrace>,
    extras: Message['extras'] = {},
  ): Promise<Message> {
    desk.clock.advance(SECOND)
    await desk.write(question)
    const plain = await desk.botTurn('…')
    const passages = [passage('refund'), passage('invoice', 0.1)]
    const seen = { ...plain.trace, passages, probability: 0.3, ...trace }
    const send = { ...plain, trace: seen, say: { text: '…', extras } }
    const sent = await desk.conversations.sendAsBot(send)
    if (!sent.ok) throw new Error(sent.refusal)
    return sent.message
  }

  const answer = (question: string, trace: Partial<TurnTrace> = {}) =>
    turn(
      question,
      { ...trace, decision: 'answer' },
      { citations: [{ mark: 1, title: '标题', url: passage('refund').url }] },
    )

  return {
    ...desk,
    reader,
    turn,
    answer,
    rate: (message: Message, verdict: 'up' | 'down') =>
      saveRating(desk.store.db, message.id, verdict, desk.clock.now()),
    questions: () => reader.questions(desk.clock.now() - 90 * DAY, 100),
    async outcomes() {
      const questions = await reader.questions(desk.clock.now() - 90 * DAY, 100)
      return questions.map(({ text, outcome }) => [text, outcome])
    },
  }
}

const LOW = { decision: 'hand-over', rules: ['low-confidence'] } as const
const signal = (name: string) => ({ name, strength: 1, cause: name })

describe('what went unanswered', () => {
  test('is what the bot handed over for want of an answer, not for what a customer feels', async () => {
    await using desk = await openRecord()
    await desk.turn('能包成礼物吗', LOW)
    await desk.turn('你们太差劲了我要投诉', { decision: 'hand-over', rules: ['complaint'] })
    await desk.turn('可以刻字吗请问', {
      decision: 'hand-over',
      rules: ['complaint', 'low-confidence'],
    })

    expect(await desk.questions()).toMatchObject([
      {
        ...{ text: '能包成礼物吗', outcome: 'handed-over', article: 'refund' },
        ...{ probability: 0.3, right: null },
      },
    ])
  })

  test('is what it did not understand, declined or broke on, and not thanks or a greeting', async () => {
    await using desk = await openRecord()
    await desk.turn('东西坏了咋整呀', { decision: 'acknowledge' })
    await desk.turn('谢谢你的帮助', { decision: 'acknowledge', signals: [signal('thanks')] })
    await desk.turn('你好在不在呀', { decision: 'greet' })
    await desk.turn('明天会不会下雨', { decision: 'decline', signals: [signal('off-topic')] })
    const facts = { decision: 'failed' } as NonNullable<TurnTrace['facts']>
    const broken = { rules: ['turn-failed'], facts, passages: [], probability: null }
    await desk.turn('发票要怎么开', { decision: 'hand-over', ...broken })

    expect(await desk.outcomes()).toEqual([
      ['发票要怎么开', 'failed'],
      ['明天会不会下雨', 'declined'],
      ['东西坏了咋整呀', 'not-understood'],
    ])
  })

  test('is what it asked back about, unless a choice was clicked that answered', async () => {
    await using desk = await openRecord()
    const choices = { choices: [{ title: '退款', value: '标题 refund' }] }
    await desk.turn('单子怎么弄', { decision: 'ask-back' }, choices)
    await desk.answer('标题 refund')
    await desk.turn('单子在哪儿弄', { decision: 'ask-back' }, choices)
    await desk.rate(await desk.answer('标题 refund'), 'down')
    await desk.turn('单子找谁弄', { decision: 'ask-back' }, choices)
    await desk.turn('标题 refund', LOW)

    expect(await desk.outcomes()).toEqual([
      ['单子找谁弄', 'asked-back'],
      ['单子在哪儿弄', 'asked-back'],
    ])
  })

  test('is an answer that was disliked, corrected, or after which a person was wanted', async () => {
    await using desk = await openRecord()
    await desk.answer('没有人评价的问题')
    await desk.rate(await desk.answer('退款几天能到账'), 'up')
    await desk.rate(await desk.answer('退款周末处理吗'), 'down')
    const corrected = await desk.answer('报销要的那张单子')
    await saveCorrection(desk.store.db, corrected.id, {
      ...{ gold: ['invoice'], agent: CHEN, agentName: 'Chen', at: desk.clock.now() },
    })
    await desk.answer('退款到哪里去了')
    const wants = [signal('wants-a-person')]
    await desk.turn('转人工', { decision: 'hand-over', rules: ['wants-a-person'], signals: wants })

    expect(await desk.questions()).toMatchObject([
      { text: '退款到哪里去了', outcome: 'answered-then-person', article: 'refund', right: null },
      { text: '报销要的那张单子', outcome: 'corrected', article: 'refund', right: ['invoice'] },
      { text: '退款周末处理吗', outcome: 'disliked', article: 'refund', right: null },
    ])
  })

  test('is seen anew when a thumb comes later, and no more when it is taken back', async () => {
    await using desk = await openRecord()
    const message = await desk.answer('退款周末处理吗')
    const before = await desk.outcomes()
    desk.clock.advance(SECOND)
    await desk.rate(message, 'down')
    const disliked = await desk.outcomes()
    desk.clock.advance(SECOND)
    await desk.rate(message, 'up')

    expect([before, disliked, await desk.outcomes()]).toEqual([
      [],
      [['退款周末处理吗', 'disliked']],
      [],
    ])
  })

  test('leaves out what is too old, and the oldest when there is too much', async () => {
    await using desk = await openRecord()
    for (const text of ['能包成礼物吗', '可以刻字吗请问', '有实体店吗请问'])
      await desk.turn(text, LOW)

    const newest = await desk.reader.questions(0, 2)
    expect(newest.map(({ text }) => text)).toEqual(['有实体店吗请问', '可以刻字吗请问'])
    expect(await desk.reader.questions(desk.clock.now() + 1, 2)).toEqual([])
  })

  test('leaves out what leans on the question before', async () => {
    await using desk = await openRecord()
    await desk.turn('退到哪里去呢', LOW)
    await desk.turn('那信用卡呢？', LOW)
    await desk.turn('嗯', LOW)

    expect(await desk.outcomes()).toEqual([['退到哪里去呢', 'handed-over']])
  })
})

describe('personal data', () => {
  test('is masked, also what only the customer’s file knows', async () => {
    await using desk = await openRecord()
    const identity = { shopId: 'qw-77', name: '欧阳琥珀', email: 'a@b.example', phone: '021-5555' }
    await desk.identify(desk.customer, identity)
    await desk.turn('我是欧阳琥珀，13812345678，能包成礼物吗', LOW)

    expect((await desk.questions())[0]?.text).toBe('我是•••，•••，能包成礼物吗')
  })

  test('is gone with the customer, from what is kept in memory too', async () => {
    await using desk = await openRecord()
    await desk.turn('能包成礼物吗', LOW)
    const before = await desk.outcomes()

    await desk.eraser.erase(desk.customer, SUPERVISOR)

    expect(before).toHaveLength(1)
    expect(await desk.questions()).toEqual([])
  })
})

describe('a solved case', () => {
  async function solve() {
    const desk = await openRecord()
    await desk.identify(desk.customer, { shopId: 'qw-77', name: '欧阳琥珀' })
    await desk.write('能包成礼物吗，我叫王小明')
    const turn = await desk.botTurn('请稍等')
    const sent = await desk.handOver(
      { ...turn, trace: { ...turn.trace, ...LOW, probability: 0.1 } },
      { ...COMPLAINT, rule: 'low-confidence', subject: turn.trace.question },
    )
    const [line] = await desk.cases.list({ view: 'queue', agent: CHEN })
    if (!sent.ok || !line) throw new Error('No case is waiting.')
    const { id } = line.case
    await desk.cases.take(id, CHEN)
    await desk.cases.reply(id, CHEN, {
      text: '欧阳琥珀您好，下单时勾选礼品包装，5 元一份。有事打 13812345678。',
      ...{ clientId: 'c1', articles: ['invoice'], asks: false },
    })
    return { desk, id, message: sent.message }
  }

  test('tells what agents wrote, masked, with the articles that they used', async () => {
    const { desk, id, message } = await solve()
    await using _ = desk
    const open = await desk.reader.solvedCase(id)
    await desk.cases.solve(id, CHEN, { category: 'product', cause: 'process', summary: '' })

    const answer = await desk.reader.solvedCase(id)

    expect(open).toBeNull()
    expect(answer).toMatchObject({
      caseId: id,
      questions: ['能包成礼物吗，我叫•••'],
      sentences: ['•••您好，下单时勾选礼品包装，5 元一份。有事打 •••。'],
      articles: ['invoice'],
      language: 'zh-Hans',
    })
    expect(await desk.reader.solvedAfter([message.id, 'no id'])).toEqual([answer])
  })

  test('asks what was asked before an agent answered, and not for a person', async () => {
    await using desk = await openRecord()
    await desk.turn('想在杯子上刻个名字', { decision: 'acknowledge' })
    const id = await desk.openCase('转人工')
    await desk.cases.take(id, CHEN)
    const reply = { articles: [], asks: false }
    await desk.cases.reply(id, CHEN, { text: '每件加 10 元。', clientId: 'c1', ...reply })
    await desk.write('好的好的，谢谢你')
    await desk.cases.reply(id, CHEN, { text: '不客气。', clientId: 'c2', ...reply })
    await desk.cases.solve(id, CHEN, { category: 'product', cause: 'process', summary: '' })

    expect(await desk.reader.solvedCase(id)).toMatchObject({
      questions: ['我要投诉', '想在杯子上刻个名字'],
      sentences: ['每件加 10 元。', '不客气。'],
    })
  })

  test('that is not there, or was erased, tells nothing', async () => {
    const { desk, id, message } = await solve()
    await using _ = desk
    await desk.cases.solve(id, CHEN, { category: 'product', cause: 'process', summary: '' })
    await desk.eraser.erase(desk.customer, SUPERVISOR)

    expect(await desk.reader.solvedCase('case_000000000000')).toBeNull()
    expect(await desk.reader.solvedCase('no id')).toBeNull()
    expect(await desk.reader.solvedCase(id)).toBeNull()
    expect(await desk.reader.solvedAfter([message.id])).toEqual([])
  })
})
