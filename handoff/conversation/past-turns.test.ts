import { describe, expect, test } from 'vitest'
import { DAY, SECOND } from '../../platform/clock.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { openTestDesk } from '../tests/open-test-desk.js'
import { firstTurnAt, pastTurns, shownArticlesSince } from './past-turns.js'
import type { TurnTrace } from './turn-trace.js'

const never = new AbortController().signal

async function questionsOf(turns: ReturnType<typeof pastTurns>): Promise<readonly string[]> {
  const questions: string[] = []
  for await (const { trace } of turns) questions.push(trace.question)
  return questions
}

async function openShop() {
  const clock = fixedClock()
  const desk = await openTestDesk({ clock })
  return {
    ...desk,
    clock,
    db: desk.store.db,
    async ask(question: string, decision: TurnTrace['decision'], ...articles: string[]) {
      await desk.write(question)
      clock.advance(SECOND)
      const turn = await desk.botTurn('…')
      const passages = articles.map((article) => {
        return { article, title: article, url: `/help/${article}`, probability: 0.5 }
      })
      const trace = { ...turn.trace, question, decision, passages }
      const sent = await desk.conversations.sendAsBot({ ...turn, trace })
      if (!sent.ok) throw new Error(sent.refusal)
    },
  }
}

describe('the turns of the bot', () => {
  test('are given oldest first, since a moment, and of the newest as many as are asked for', async () => {
    await using shop = await openShop()
    await shop.ask('第一', 'answer', 'refund')
    shop.clock.advance(40 * DAY)
    const since = shop.clock.now()
    await shop.ask('第二', 'answer', 'refund')
    await shop.ask('第三', 'ask-back', 'refund', 'invoice')

    const ask = (from: number, most?: number) => questionsOf(pastTurns(shop.db, from, never, most))

    expect(await ask(since)).toEqual(['第二', '第三'])
    expect(await ask(since, 10)).toEqual(['第二', '第三'])
    expect(await ask(since, 1)).toEqual(['第三'])
    expect(await ask(0, 2)).toEqual(['第二', '第三'])
    expect(await firstTurnAt(shop.db)).toBeLessThan(since)
  })

  test('count what was shown: the article that answered, and the three that were offered', async () => {
    await using shop = await openShop()
    await shop.ask('一', 'answer', 'refund', 'invoice')
    await shop.ask('二', 'ask-back', 'refund', 'points', 'invoice', 'coupon')
    await shop.ask('三', 'hand-over', 'coupon')

    const shown = await shownArticlesSince(shop.db, 0)

    expect([...shown].sort()).toEqual([
      ['invoice', 1],
      ['points', 1],
      ['refund', 2],
    ])
  })

  test('are none before the bot spoke', async () => {
    await using shop = await openShop()

    expect(await firstTurnAt(shop.db)).toBeNull()
    expect(await questionsOf(pastTurns(shop.db, 0, never, 10))).toEqual([])
  })
})
