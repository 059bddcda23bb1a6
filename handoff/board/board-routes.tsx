import { type Context, Hono } from 'hono'
import type { Clock } from '../../platform/clock.js'
import type { Assets } from '../../platform/http/assets.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import { chooseTheme } from '../../platform/ui/choose-theme.js'
import { createTimes } from '../../platform/ui/times.js'
import type { AccountEnv } from '../account/account-env.js'
import type { Accounts } from '../account/accounts.js'
import { signedIn } from '../account/signed-in.js'
import { staffFrame } from '../account/staff-frame.js'
import { ROLES_FOR } from '../account/staff-links.js'
import { type Board, TOPICS, type VisitFilter } from './board.js'
import { SELECTIONS } from './board-figures.js'
import { type BoardFrame, BoardPage } from './board-page.js'
import { SPANS, type Span } from './board-time.js'
import { BOT_OUTCOMES } from './bot-outcome.js'
import { VisitsPage } from './visits-page.js'

export interface BoardRoutesDeps {
  readonly board: Board
  readonly accounts: Pick<Accounts, 'accountOf'>
  readonly assets: Pick<Assets, 'url'>
  readonly clock: Pick<Clock, 'now'>
  readonly zone: string
}

const STYLES = ['tokens.css', 'base.css', 'staff.css', 'sheet-page.css', 'board.css'] as const

/** More than anyone reads; a narrower number has fewer. */
const SHOWN = 300

/** The supervisors' board. To be mounted at `/board`. */
export function boardRoutes(deps: BoardRoutesDeps): Hono<AccountEnv> {
  const { board, accounts, assets, clock, zone } = deps
  const app = new Hono<AccountEnv>()
  app.use(signedIn(accounts, ROLES_FOR.board))

  function frameOf(c: Context<AccountEnv>): BoardFrame {
    const language = chooseLanguage(c)
    return {
      language,
      theme: chooseTheme(c),
      styles: STYLES.map(assets.url),
      frame: staffFrame(c, language, 'board'),
    }
  }

  app.get('/', async (c) => {
    const span = spanOf(c)
    return c.html(<BoardPage {...frameOf(c)} span={span} report={await board.report(span)} />)
  })

  app.get('/visits', async (c) => {
    const filter = filterOf(c)
    const visits = await board.visits(filter)
    const frame = frameOf(c)
    return c.html(
      <VisitsPage
        {...frame}
        times={createTimes(frame.language, clock.now(), zone)}
        filter={filter}
        visits={visits.slice(0, SHOWN)}
        count={visits.length}
      />,
    )
  })

  return app
}

function spanOf(c: Context): Span {
  return SPANS.find((days) => String(days) === c.req.query('days')) ?? SPANS[0]
}

/** What is not understood is left out: an address from elsewhere still shows visits. */
function filterOf(c: Context): VisitFilter {
  const [what, topic, day] = [c.req.query('what'), c.req.query('topic'), c.req.query('day')]
  return {
    span: spanOf(c),
    selection: [...SELECTIONS, ...BOT_OUTCOMES].find((each) => each === what) ?? 'visits',
    topic: TOPICS.find((each) => each === topic) ?? null,
    day: day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null,
  }
}
