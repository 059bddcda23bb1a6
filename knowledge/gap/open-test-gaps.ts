import { createHttpApp } from '../../platform/http/app.js'
import { newId } from '../../platform/id.js'
import { silentLog } from '../../platform/log.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { openTestStore } from '../../platform/testing/open-test-store.js'
import type { Article } from '../article/article.js'
import { makeArticle } from '../article/make-article.js'
import type { NewDraft } from '../editing/start-draft.js'
import type { Knowledge } from '../knowledge.js'
import { knowledgeMigrations } from '../migrations/index.js'
import type { ArticleWriter } from './article-writer.js'
import type { Gap, SolvedAnswer, UnansweredQuestion } from './gap.js'
import { createGapRoom } from './gap-room.js'
import { gapRoutes } from './gap-routes.js'

export const WRITER = { id: 'agent_zhao', login: 'zhao.ming', name: 'Zhao' }

/** The pages over groups that the test makes, with a writer that keeps what it was asked. */
export async function openTestGaps(gaps: readonly Gap[], solved: readonly SolvedAnswer[] = []) {
  const clock = fixedClock()
  const store = await openTestStore([knowledgeMigrations], clock)
  const articles: readonly Article[] = [
    { ...makeArticle({ id: 'refund-time', title: '退款多久到账' }), category: 'refunds' },
    { ...makeArticle({ id: 'gift-wrap', title: '礼物包装' }), category: 'ordering' },
  ]
  const written = {
    drafts: [] as NewDraft[],
    added: [] as { article: string; questions: readonly string[] }[],
    refuses: false,
  }
  const writer: ArticleWriter = {
    async startDraft(draft) {
      written.drafts.push(draft)
      return { article: 'new-article', href: '/knowledge/drafts/new-article' }
    },
    async addQuestions(article, questions) {
      if (written.refuses) return null
      written.added.push({ article, questions })
      return { article, href: `/knowledge/drafts/${article}` }
    },
  }
  const knowledge = {
    article: (id: string) => articles.find((article) => article.id === id),
    articles: () => articles,
    ask: async () => ({ hits: articles.map((article) => ({ article })) }),
  } as unknown as Knowledge
  const board = { gaps: () => gaps, isBehind: false, madeAt: clock.now(), refresh: async () => {} }
  const source = {
    solvedAfter: async () => solved,
    solvedCase: async (id: string) => solved.find(({ caseId }) => caseId === id) ?? null,
  }
  const urlOf = ({ id }: Article) => `/help/${id}`
  const room = createGapRoom({ board, source, writer, knowledge, urlOf, store, clock, newId })
  const app = createHttpApp({ log: silentLog, newId })
  app.route(
    '/knowledge/gaps',
    gapRoutes({
      ...{ room, board, knowledge, clock, zone: 'Asia/Shanghai' },
      assets: { url: (name) => `/assets/${name}` },
      staffFrame: () => ({ links: [], person: 'Zhao' }),
      writer: () => WRITER,
      evalCaseHref: ({ id }, back) =>
        `/eval-cases/new?${new URLSearchParams({ message: id, back })}`,
    }),
  )
  const headers = { accept: 'text/html', origin: 'http://localhost' }
  return {
    written,
    room,
    async get(path: string) {
      const response = await app.request(path, { headers })
      return { status: response.status, html: await response.text() }
    },
    async post(path: string, fields: readonly (readonly [string, string])[]) {
      const body = new URLSearchParams(fields.map(([name, value]) => [name, value]))
      const response = await app.request(path, { method: 'POST', headers, body })
      const to = response.headers.get('location')
      return { status: response.status, to, html: await response.text() }
    },
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  }
}

/** A group of these questions; the first is the typical one. */
export function testGap(texts: readonly string[], more: Partial<Gap> = {}): Gap {
  const at = fixedClock().now()
  const questions = texts.map(
    (text, i): UnansweredQuestion => ({
      ...{ id: `message_${text}_${i}`, text, language: 'zh-Hans', at: at - i },
      ...{ outcome: 'handed-over', article: 'refund-time', probability: 0.1, right: null },
    }),
  )
  const [typical] = questions
  if (!typical) throw new Error('A group has a question.')
  const counts = { lastWeek: texts.length, weekBefore: 0 }
  return {
    ...{ questions, typical, kind: 'no-article', article: 'refund-time', answeredBy: null },
    ...counts,
    ...more,
  }
}
