import type { Clock } from '../../platform/clock.js'
import { HOUR } from '../../platform/clock.js'
import type { Assets } from '../../platform/http/assets.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { openClockBoard } from '../clock/clock-board.js'
import { ALWAYS_OPEN } from '../clock/open-test-clocks.js'
import { openTestPages } from '../desk/open-test-pages.js'
import { CHEN } from '../tests/open-test-desk.js'
import { visitRoutes } from './visit-routes.js'
import { createVisits } from './visits.js'

/** The pages of visits over a real database, with a complaint that Chen has solved. */
export async function openTestVisits(
  clock: Clock = fixedClock(),
  assets: Pick<Assets, 'url'> = { url: (name) => `/assets/${name}` },
) {
  const pages = await openTestPages(clock, assets)
  const { store, notice, newId } = pages
  const settings = ALWAYS_OPEN
  const board = await openClockBoard({
    store,
    clock,
    settings,
    report(cause) {
      throw cause
    },
  })
  const visits = createVisits({
    store,
    clock,
    newId,
    notice,
    board,
    settings,
    people: pages.deps.people,
    teams: pages.deps.teams,
    rules: { tries: 3, retryAfter: 2 * HOUR },
    backToBot: () => pages.backToBot,
    sorry: () => 'sorry',
  })
  const { accounts } = pages.deps
  pages.app.route(
    '/visits',
    visitRoutes({ visits, accounts, assets, clock, zone: 'Asia/Shanghai' }),
  )

  const id = await pages.openCase('我要投诉')
  await pages.cases.take(id, CHEN)
  await pages.cases.solve(id, CHEN, { category: 'complaint', cause: 'people', summary: '' })
  return { ...pages, id, visits, board }
}
