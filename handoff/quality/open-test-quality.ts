import { fileURLToPath } from 'node:url'
import type { Assets } from '../../platform/http/assets.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { ALWAYS_OPEN } from '../clock/open-test-clocks.js'
import { openTestPages } from '../desk/open-test-pages.js'
import { CHEN, LIN, WANG } from '../tests/open-test-desk.js'
import { loadQualityRules } from './load-quality-rules.js'
import { qualityRoutes } from './quality-routes.js'
import { createQuality } from './quality-service.js'

const RULES = fileURLToPath(new URL('../../content/handbook/quality.md', import.meta.url))
const ZONE = 'Asia/Shanghai'

export const AGENT = { id: CHEN, role: 'agent', name: '陈晨' } as const
export const COLLEAGUE = { id: LIN, role: 'agent', name: '林小雨' } as const
export const SUPERVISOR = { id: WANG, role: 'supervisor', name: '王佳' } as const

/** The pages of quality over a real database, with the shop's own rules. */
export async function openTestQuality(
  clock = fixedClock(),
  assets: Pick<Assets, 'url'> = { url: (name) => `/assets/${name}` },
) {
  const pages = await openTestPages(clock, assets)
  const { store, newId } = pages
  const { accounts, renderMarkdown } = pages.deps
  const rules = await loadQualityRules(RULES)
  const settings = ALWAYS_OPEN
  const quality = createQuality({ store, clock, newId, rules, settings, zone: ZONE })
  const deps = { quality, accounts, assets, clock, zone: ZONE, renderMarkdown }
  pages.app.route('/quality', qualityRoutes(deps))

  /** A case that this agent takes, answers after `wait`, and solves. */
  async function solved(words: string, wait: number, agent = CHEN) {
    const id = await pages.openCase(words)
    clock.advance(wait)
    await pages.cases.take(id, agent)
    await pages.cases.reply(id, agent, { text: `关于“${words}”，我来处理。`, clientId: id })
    const result = { category: 'order', cause: 'process', summary: '' } as const
    await pages.cases.solve(id, agent, result)
    return id
  }

  return { ...pages, clock, quality, rules, solved, draw: () => quality.drawing.run(clock.now()) }
}
