import { describe, expect, test } from 'vitest'
import { DAY, SECOND } from '../../platform/clock.js'
import { type FixedClock, fixedClock } from '../../platform/testing/fixed-clock.js'
import type { Message } from '../conversation/message.js'
import type { TurnTrace } from '../conversation/turn-trace.js'
import { CHEN, COMPLAINT, openTestDesk } from '../tests/open-test-desk.js'
import { LABELS_KEPT, labelsFromUse } from './labels-from-use.js'

const TITLES = { refund: '退款多久到账', invoice: '怎么开发票', points: '积分会过期吗' } as const
type ArticleId = keyof typeof TITLES

const passage = (article: ArticleId) => ({
  article,
  title: TITLES[article],
  url: `/help/${article}?lang=zh-Hans`,
  probability: 0.5,
})

/** A desk whose bot says what the test tells it to, over a real database. */
async function openShop(clock: FixedClock = fixedClock()) {
  const desk = await openTestDesk({ clock })

  async function speak(
    decision: TurnTrace['decision'],
    articles: readonly ArticleId[],
    extras: Message['extras'],
  ): Promise<Message> {
    clock.advance(SECOND)
    const turn = await desk.botTurn('…')
    const trace = { ...turn.trace, decision, passages: articles.map(passage) }
    const sent = await desk.conversations.sendAsBot({ ...turn, trace, say: { text: '…', extras } })
    if (!sent.ok) throw new Error(sent.refusal)
    return sent.message
  }

  /** The customer asks, and the bot answers from an article. */
  async function answer(question: string, article: ArticleId): Promise<Message> {
    await desk.write(question)
    const citation = { mark: 1, title: TITLES[article], url: passage(article).url }
    return speak('answer', [article], { citations: [citation] })
  }

  /** The customer asks, and the bot offers these articles. */
  async function askBack(question: string, articles: readonly ArticleId[]): Promise<Message> {
    await desk.write(question)
    const choices = articles.map((id) => ({ title: TITLES[id], value: TITLES[id] }))
    return speak('ask-back', articles, { choices })
  }

  return {
    ...desk,
    answer,
    askBack,
    rate: (message: Message, verdict: 'up' | 'down') =>
      desk.conversations.rate(desk.conversation.id, message.id, verdict),
    labels: () => labelsFromUse(desk.store.db, clock),
    async pairs() {
      return (await labelsFromUse(desk.store.db, clock)).map(({ text, gold }) => [text, ...gold])
    },
  }
}

describe('a thumb', () => {
  test('up labels the question with the article of the answer', async () => {
    await using shop = await openShop()
    await shop.rate(await shop.answer('钱什么时候退回来', 'refund'), 'up')
    await shop.answer('没有人评价的问题', 'points')

    expect(await shop.pairs()).toEqual([['钱什么时候退回来', 'refund']])
  })

  test('up takes effect as it stands: what was taken back labels nothing', async () => {
    await using shop = await openShop()
    const message = await shop.answer('钱什么时候退回来', 'refund')
    await shop.rate(message, 'up')
    await shop.rate(message, 'down')

    expect(await shop.labels()).toEqual([])
  })

  test('down labels with the article that was then liked', async () => {
    await using shop = await openShop()
    await shop.rate(await shop.answer('报销要的那张单子', 'refund'), 'down')
    await shop.rate(await shop.answer('公司报销用的发票', 'invoice'), 'up')

    expect(await shop.pairs()).toEqual([
      ['公司报销用的发票', 'invoice'],
      ['报销要的那张单子', 'invoice'],
    ])
  })

  test('down labels with nothing where what followed was not judged', async () => {
    await using shop = await openShop()
    await shop.rate(await shop.answer('报销要的那张单子', 'refund'), 'down')
    await shop.answer('公司报销用的发票', 'invoice')
    await shop.rate(await shop.answer('积分哪天清零呢请问', 'points'), 'up')

    expect(await shop.pairs()).toEqual([['积分哪天清零呢请问', 'points']])
  })

  test('on a question that leans on the one before labels nothing', async () => {
    await using shop = await openShop()
    await shop.rate(await shop.answer('那信用卡呢？', 'refund'), 'up')

    expect(await shop.labels()).toEqual([])
  })
})

describe('a choice', () => {
  test('labels the question before it, and not the title that was clicked', async () => {
    await using shop = await openShop()
    await shop.askBack('单子怎么弄', ['refund', 'invoice'])
    await shop.rate(await shop.answer(TITLES.invoice, 'invoice'), 'up')

    expect(await shop.pairs()).toEqual([['单子怎么弄', 'invoice']])
  })

  test('labels nothing when its answer was disliked, or when none was chosen', async () => {
    await using shop = await openShop()
    await shop.askBack('单子怎么弄', ['refund', 'invoice'])
    await shop.rate(await shop.answer(TITLES.invoice, 'invoice'), 'down')
    await shop.askBack('单子在哪儿弄', ['refund', 'invoice'])
    await shop.answer('以上都不是', 'points')

    expect(await shop.labels()).toEqual([])
  })
})

describe('an agent', () => {
  /** A case about `question`, taken by Chen. */
  async function openCaseAbout(shop: Awaited<ReturnType<typeof openShop>>, question: string) {
    await shop.write(question)
    const turn = await shop.botTurn('…')
    const trace = { ...turn.trace, decision: 'hand-over', passages: [passage('refund')] } as const
    const sent = await shop.handOver({ ...turn, trace }, { ...COMPLAINT, subject: question })
    const [line] = await shop.cases.list({ view: 'queue', agent: CHEN })
    if (!sent.ok || !line) throw new Error('No case is waiting.')
    await shop.cases.take(line.case.id, CHEN)
    return { id: line.case.id, message: sent.message }
  }

  const reply = (articles: readonly string[], clientId = 'a') => ({
    text: '您好',
    clientId,
    articles,
  })

  test('who puts an article into the reply labels what the case is about', async () => {
    await using shop = await openShop()
    const { id } = await openCaseAbout(shop, '公司抬头写错了怎么改')
    await shop.cases.reply(id, CHEN, reply(['invoice']))

    expect(await shop.pairs()).toEqual([['公司抬头写错了怎么改', 'invoice']])
  })

  test('labels what the customer asked since, when they asked more', async () => {
    await using shop = await openShop()
    const { id } = await openCaseAbout(shop, '公司抬头写错了怎么改')
    await shop.write('顺便问下积分会清零吗')
    await shop.write('谢谢')
    await shop.cases.reply(id, CHEN, reply(['points']))
    await shop.cases.reply(id, CHEN, reply([], 'b'))

    expect(await shop.pairs()).toEqual([['顺便问下积分会清零吗', 'points']])
  })

  test('who corrects the bot is believed more than a thumb', async () => {
    await using shop = await openShop()
    const answered = await shop.answer('抬头能不能改', 'refund')
    await shop.rate(answered, 'up')
    const { id } = await openCaseAbout(shop, '公司抬头写错了怎么改')
    await shop.cases.correct(id, CHEN, answered.id, ['points'])
    await shop.cases.correct(id, CHEN, answered.id, ['invoice'])

    expect(await shop.pairs()).toEqual([['抬头能不能改', 'invoice']])
  })

  test('who says that no article answers is believed more than their own use', async () => {
    await using shop = await openShop()
    const { id, message } = await openCaseAbout(shop, '公司抬头写错了怎么改')
    await shop.cases.reply(id, CHEN, reply(['refund']))
    await shop.cases.correct(id, CHEN, message.id, [])

    expect(await shop.labels()).toEqual([
      { text: '公司抬头写错了怎么改', language: 'zh-Hans', gold: [] },
    ])
  })

  test('cannot correct what is not a turn of the bot in this case', async () => {
    await using shop = await openShop()
    const { id } = await openCaseAbout(shop, '公司抬头写错了怎么改')
    const [written] = await shop.conversations.messagesAfter(shop.conversation.id, 0, 1)
    if (!written) throw new Error('Nothing was written.')

    expect(await shop.cases.correct(id, CHEN, written.id, [])).toEqual({
      ok: false,
      refusal: 'not-found',
    })
  })
})

describe('the labels of a shop', () => {
  test('are no older than a year, newest first', async () => {
    const clock = fixedClock()
    await using shop = await openShop(clock)
    await shop.rate(await shop.answer('一年多以前的问题', 'refund'), 'up')
    clock.advance(LABELS_KEPT - DAY)
    await shop.rate(await shop.answer('几天以前的问题', 'invoice'), 'up')
    clock.advance(2 * DAY)
    await shop.rate(await shop.answer('今天问的问题', 'points'), 'up')

    expect(await shop.pairs()).toEqual([
      ['今天问的问题', 'points'],
      ['几天以前的问题', 'invoice'],
    ])
  })

  test('are read over more visits than one page holds', async () => {
    await using shop = await openShop()
    for (let i = 0; i < 230; i++) {
      await shop.rate(await shop.answer(`第 ${i} 位顾客的问题`, 'refund'), 'up')
      await shop.store.db
        .updateTable('session')
        .set({ closed_at: shop.clock.now() })
        .where('closed_at', 'is', null)
        .execute()
    }

    expect(new Set((await shop.pairs()).map(([text]) => text)).size).toBe(230)
  })
})
