import { type Context, Hono } from 'hono'
import { csrf } from 'hono/csrf'
import type { Clock } from '../../platform/clock.js'
import { Fault } from '../../platform/fault.js'
import type { Assets } from '../../platform/http/assets.js'
import { isId } from '../../platform/id.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import { chooseTheme } from '../../platform/ui/choose-theme.js'
import { readForm } from '../../platform/ui/read-form.js'
import { createTimes } from '../../platform/ui/times.js'
import type { AccountEnv } from '../account/account-env.js'
import type { Accounts } from '../account/accounts.js'
import { signedIn } from '../account/signed-in.js'
import { staffFrame } from '../account/staff-frame.js'
import { ROLES_FOR } from '../account/staff-links.js'
import { VISIT_KINDS, VISIT_RESULTS, type VisitKey } from './visit.js'
import { visitWords } from './visit-words.js'
import type { Visits } from './visits.js'
import { VISIT_VIEWS, VisitsPage, type VisitsPageProps, type VisitView } from './visits-page.js'

export interface VisitRoutesDeps {
  readonly visits: Visits
  readonly accounts: Pick<Accounts, 'accountOf' | 'all'>
  readonly assets: Pick<Assets, 'url'>
  readonly clock: Pick<Clock, 'now'>
  /** IANA name of the time zone that the service works in. */
  readonly zone: string
}

const STYLES = ['tokens.css', 'base.css', 'staff.css', 'sheet-page.css'] as const

/** Visits to be made, and what came of them. To be mounted at `/visits`. */
export function visitRoutes(deps: VisitRoutesDeps): Hono<AccountEnv> {
  const { visits, accounts, assets } = deps
  const app = new Hono<AccountEnv>()
  app.use(csrf(), signedIn(accounts, ROLES_FOR.visits))

  async function page(
    c: Context<AccountEnv>,
    view: VisitView,
    more: Pick<VisitsPageProps, 'open' | 'notice'>,
    status: 200 | 409 = 200,
  ) {
    const account = c.get('account')
    const language = chooseLanguage(c)
    const [all, people] = await Promise.all([visits.tasks(account), accounts.all()])
    const names = new Map(people.map(({ id, name }) => [id, name]))
    // The second visit after a complaint has no agent, and is every supervisor's.
    const mine = all.filter(
      ({ agent, kind }) =>
        agent === account.id ||
        (agent === null && (account.role === 'supervisor' || kind !== 'second-visit')),
    )
    return c.html(
      <VisitsPage
        language={language}
        theme={chooseTheme(c)}
        styles={STYLES.map(assets.url)}
        scripts={[assets.url('keep-times.js')]}
        frame={staffFrame(c, language, 'visits')}
        times={createTimes(language, deps.clock.now(), deps.zone)}
        view={view}
        tasks={view === 'mine' ? mine : all}
        counts={{ mine: mine.length, all: all.length }}
        tries={visits.rules.tries}
        nameOf={(agent) => names.get(agent) ?? agent}
        {...more}
      />,
      status,
    )
  }

  app.get('/', (c) => {
    const caseId = c.req.query('case')
    const said = c.req.query('said')
    const words = visitWords(chooseLanguage(c))
    const notice = said === 'saved-ended' || said === 'saved-again' ? said : undefined
    // A link of the desk leads to one visit, whosever it is.
    const view = viewOf(c.req.query('view') ?? (caseId === undefined ? 'mine' : 'all'))
    return page(c, view, {
      open: isId('case', caseId) ? { caseId } : {},
      notice: notice && { state: 'ok', text: words(notice) },
    })
  })

  app.post('/:case/:kind/:round', async (c) => {
    const form = await readForm(c)
    const key = readKey(c.req.param())
    const view = viewOf(form('view'))
    const result = VISIT_RESULTS.find((each) => each === form('result'))
    const outcome = await visits.report(key, c.get('account'), {
      result,
      words: form('words').replace(/\r\n/g, '\n').trim(),
    })
    if (outcome.ok) {
      return c.redirect(`/visits?view=${view}&said=saved-${outcome.ended ? 'ended' : 'again'}`, 303)
    }
    const text = visitWords(chooseLanguage(c))(`refused-${outcome.refusal}`)
    return page(c, view, { open: key, notice: { state: 'late', text } }, 409)
  })

  return app
}

function viewOf(text: string): VisitView {
  return VISIT_VIEWS.find((view) => view === text) ?? 'mine'
}

/** @throws {Fault} `not-found` when the address names no visit. */
function readKey(param: Readonly<Record<string, string>>): VisitKey {
  const caseId = param['case']
  const kind = VISIT_KINDS.find((each) => each === param['kind'])
  const round = Number(param['round'])
  if (isId('case', caseId) && kind && Number.isInteger(round)) return { caseId, kind, round }
  throw new Fault('not-found', 'There is no such visit. Go back to the list.')
}
