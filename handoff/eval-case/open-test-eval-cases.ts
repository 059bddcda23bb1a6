import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '../../platform/clock.js'
import type { Assets } from '../../platform/http/assets.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { openTestPages } from '../desk/open-test-pages.js'
import { evalCaseRoutes } from './eval-case-routes.js'
import { createEvalCases } from './eval-cases.js'

export const TITLES: ReadonlyMap<string, string> = new Map([
  ['refund-time', '退款多久到账'],
  ['invoice', '怎么开发票'],
  ['track-order', '怎么查物流'],
])

/** The pages of test cases over a real database and a folder of their own. */
export async function openTestEvalCases(
  clock: Clock & { advance(time: number): void } = fixedClock(),
  assets: Pick<Assets, 'url'> = { url: (name) => `/assets/${name}` },
) {
  const pages = await openTestPages(clock, assets)
  const { store, newId } = pages
  const data = await mkdtemp(join(tmpdir(), 'kefu-eval-cases-'))
  const folder = join(data, 'eval-cases')
  const evalCases = createEvalCases({ store, clock, newId, folder })
  const { accounts, people, teams, zone } = pages.deps
  pages.app.route(
    '/eval-cases',
    evalCaseRoutes({
      ...{ evalCases, accounts, people, teams, assets, clock, zone },
      articleTitles: () => TITLES,
    }),
  )

  /** The customer asks and the bot answers from an article. Returns the bot's message. */
  async function asked(text: string, article = 'refund-time') {
    await pages.write(text)
    const turn = await pages.botTurn('三天内到账')
    const passage = { article, title: TITLES.get(article) ?? '', url: '/help/x', probability: 0.8 }
    const trace = { ...turn.trace, passages: [passage], probability: 0.8 }
    const sent = await pages.conversations.sendAsBot({ ...turn, trace })
    if (!sent.ok) throw new Error(sent.refusal)
    return sent.message.id
  }

  return {
    ...pages,
    clock,
    evalCases,
    folder,
    asked,
    async [Symbol.asyncDispose]() {
      await pages[Symbol.asyncDispose]()
      await rm(data, { recursive: true, force: true })
    },
  }
}
