import { expect, test } from 'vitest'
import { DAY, SECOND } from '../../platform/clock.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import type { Message } from '../conversation/message.js'
import type { TurnTrace } from '../conversation/turn-trace.js'
import { openTestDesk } from '../tests/open-test-desk.js'
import { articleUse } from './article-use.js'

const { signal } = new AbortController()
const TITLES = { refund: '退款多久到账', invoice: '怎么开发票', points: '积分会过期吗' } as const
type ArticleId = keyof typeof TITLES

const passage = (article: ArticleId) => ({
  article,
  title: TITLES[article],
  url: `/help/${article}?lang=zh-Hans`,
  probability: 0.5,
})

test('shown, answered, thumbs and handovers are counted by article, for the last days alone', async () => {
  const clock = fixedClock()
  await using desk = await openTestDesk({ clock })
  async function speak(
    decision: TurnTrace['decision'],
    articles: readonly ArticleId[],
    extras: Message['extras'] = {},
  ): Promise<Message> {
    await desk.write('…')
    clock.advance(SECOND)
    const turn = await desk.botTurn('…')
    const trace = { ...turn.trace, decision, passages: articles.map(passage) }
    const sent = await desk.conversations.sendAsBot({ ...turn, trace, say: { text: '…', extras } })
    if (!sent.ok) throw new Error(sent.refusal)
    return sent.message
  }
  const answer = (article: ArticleId) =>
    speak('answer', [article, 'points'], {
      citations: [{ mark: 1, title: TITLES[article], url: passage(article).url }],
    })

  await answer('refund')
  clock.advance(40 * DAY)
  const choices = (['refund', 'invoice'] as const).map((id) => ({
    title: TITLES[id],
    value: TITLES[id],
  }))
  await speak('ask-back', ['refund', 'invoice', 'points'], { choices })
  const liked = await answer('refund')
  await desk.conversations.rate(desk.conversation.id, liked.id, 'up')
  const disliked = await answer('invoice')
  await desk.conversations.rate(desk.conversation.id, disliked.id, 'down')
  await speak('hand-over', ['refund'])
  await speak('hand-over', ['refund'])

  const use = await articleUse(desk.store.db, clock.now() - 30 * DAY, signal)

  // Only the answer right before a handover has failed, and only once.
  expect(Object.fromEntries(use)).toEqual({
    refund: { shown: 2, answered: 1, up: 1, down: 0, handedOver: 0 },
    invoice: { shown: 2, answered: 1, up: 0, down: 1, handedOver: 1 },
  })
})
