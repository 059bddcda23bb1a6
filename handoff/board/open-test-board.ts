import { type Clock, MINUTE } from '../../platform/clock.js'
import type { Assets } from '../../platform/http/assets.js'
import { newId } from '../../platform/id.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import type { ConversationId } from '../conversation/message.js'
import { openTestPages } from '../desk/open-test-pages.js'
import type { SatisfactionClass } from '../satisfaction/satisfaction-model.js'
import { saveSatisfaction, type VisitSatisfaction } from '../satisfaction/satisfaction-table.js'
import { createBoard } from './board.js'
import { boardRoutes } from './board-routes.js'
import type { BoardVisit } from './board-visit.js'

const SCORES = { dissatisfied: -1.4, neutral: 0.1, satisfied: 1.3 } as const

/** What the model might say of a visit. */
export function felt(
  name: SatisfactionClass,
  more: Partial<VisitSatisfaction> = {},
): VisitSatisfaction {
  const reasons = name === 'dissatisfied' ? (['asked-again', 'no-result'] as const) : []
  return { class: name, score: SCORES[name], reasons, longestWait: 0, ...more }
}

/** A visit of one customer with the bot, that is over. */
export function aVisit(more: Partial<BoardVisit> = {}): BoardVisit {
  return {
    session: newId('session'),
    customer: 'customer_000000000001' as BoardVisit['customer'],
    openedAt: 0,
    closedAt: MINUTE,
    topic: 'order',
    articles: [],
    caseId: null,
    firstWords: '我的快递到哪了',
    served: ['bot'],
    satisfaction: null,
    thumb: null,
    surveys: [],
    ...more,
  }
}

const TOPICS: Readonly<Record<string, 'after-sales' | 'order'>> = {
  'refund-time': 'after-sales',
  'track-order': 'order',
}

/** The board over a real database, with customers who come, are answered and leave. */
export async function openTestBoard(
  clock: Clock & { advance(time: number): void } = fixedClock(),
  assets: Pick<Assets, 'url'> = { url: (name) => `/assets/${name}` },
) {
  const pages = await openTestPages(clock, assets)
  const { store, conversations } = pages
  const timeZone = 'Asia/Shanghai'
  const board = createBoard({
    reads: store.db,
    clock,
    timeZone,
    topicOf: (article) => TOPICS[article],
  })
  const { accounts } = pages.deps
  pages.app.route('/board', boardRoutes({ board, accounts, assets, clock, zone: timeZone }))
  let sent = 0

  /** A customer asks, the bot answers from an article, and the visit ends in silence. */
  async function visit(
    user: string,
    feeling: VisitSatisfaction | null,
    article: string | null = 'track-order',
  ): Promise<ConversationId> {
    const { id } = await conversations.open('webchat', user, 'zh-Hans')
    await conversations.receive(id, { channelId: `board-${++sent}`, text: `${user} 快递到哪了` })
    const session = await conversations.session(id)
    if (!session) throw new Error('No session is open.')
    const [asked] = await conversations.unanswered(session)
    const passage = { title: '…', url: '/help/x', probability: 0.9 }
    await conversations.sendAsBot({
      session,
      answeredThrough: asked?.number ?? 0,
      language: 'zh-Hans',
      memory: session.memory,
      trace: {
        question: asked?.text ?? '',
        signals: [],
        rules: [],
        passages: article === null ? [] : [{ ...passage, article }],
        probability: 0.9,
        decision: article === null ? 'acknowledge' : 'answer',
      },
      say: { text: '在路上，预计明天到。' },
    })
    clock.advance(MINUTE)
    await conversations.closeSilent(clock.now())
    if (feeling) await saveSatisfaction(store.db, session.id, feeling, clock.now(), clock.now())
    return id
  }

  return { ...pages, clock, board, visit }
}
