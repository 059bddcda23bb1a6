import { type Context, Hono } from 'hono'
import { csrf } from 'hono/csrf'
import {
  type AccountEnv,
  type createAccounts,
  type MessageId,
  ROLES_FOR,
  signedIn,
} from '../../../handoff/index.js'
import { staffFrame } from '../../../handoff/pages.js'
import type { Clock } from '../../../platform/clock.js'
import { Fault } from '../../../platform/fault.js'
import type { Assets } from '../../../platform/http/assets.js'
import { isId } from '../../../platform/id.js'
import { chooseLanguage } from '../../../platform/ui/choose-language.js'
import { chooseTheme } from '../../../platform/ui/choose-theme.js'
import { readForm } from '../../../platform/ui/read-form.js'
import { createTimes } from '../../../platform/ui/times.js'
import type { Deliveries, DeliveryOutcome } from './deliveries.js'
import { DeliveriesPage } from './deliveries-page.js'
import { CLOSE_REASONS } from './delivery.js'
import { DELIVERY_VIEWS, type DeliveryView } from './delivery-table.js'
import { deliveryWords } from './delivery-words.js'

export interface DeliveryRoutesDeps {
  readonly deliveries: Deliveries
  readonly accounts: Pick<ReturnType<typeof createAccounts>, 'accountOf' | 'all'>
  readonly assets: Pick<Assets, 'url'>
  readonly clock: Pick<Clock, 'now'>
  /** IANA name of the time zone that the service works in. */
  readonly zone: string
}

const STYLES = ['tokens.css', 'base.css', 'staff.css', 'sheet-page.css'] as const

/** More are not worth reading one by one. */
const SHOWN = 200

/** What did not reach its customer. To be mounted at `/deliveries`. */
export function deliveryRoutes(deps: DeliveryRoutesDeps): Hono<AccountEnv> {
  const { deliveries, accounts, assets } = deps
  const app = new Hono<AccountEnv>()
  app.use(csrf(), signedIn(accounts, ROLES_FOR.deliveries))

  async function page(
    c: Context<AccountEnv>,
    view: DeliveryView,
    notice: Parameters<typeof DeliveriesPage>[0]['notice'],
    status: 200 | 400 | 409 = 200,
  ) {
    const language = chooseLanguage(c)
    const [rows, counts, people] = await Promise.all([
      deliveries.list(view, SHOWN),
      deliveries.counts(),
      accounts.all(),
    ])
    const names = new Map(people.map(({ id, name }) => [id, name]))
    return c.html(
      <DeliveriesPage
        language={language}
        theme={chooseTheme(c)}
        styles={STYLES.map(assets.url)}
        scripts={[assets.url('keep-times.js')]}
        frame={staffFrame(c, language, 'deliveries')}
        times={createTimes(language, deps.clock.now(), deps.zone)}
        view={view}
        rows={rows}
        counts={counts}
        // Who may read a case is asked where the case is opened.
        showsText={c.get('account').role === 'supervisor'}
        nameOf={(agent) => names.get(agent) ?? agent}
        notice={notice}
      />,
      status,
    )
  }

  /** Back to the list with what was done, or with why not. */
  function told(c: Context<AccountEnv>, outcome: DeliveryOutcome, done: 'retry' | 'give-up') {
    if (outcome.ok) return c.redirect(`/deliveries?said=${done}`, 303)
    const text = deliveryWords(chooseLanguage(c))(`refused-${outcome.refusal}`)
    return page(c, 'failed', { state: 'late', text }, 409)
  }

  app.get('/', (c) => {
    const said = c.req.query('said')
    const words = deliveryWords(chooseLanguage(c))
    const done = said === 'retry' || said === 'give-up' ? said : undefined
    const view = DELIVERY_VIEWS.find((each) => each === c.req.query('view')) ?? 'failed'
    return page(c, view, done && { state: 'ok', text: words(`saved-${done}`) })
  })

  app.post('/:message/retry', async (c) => {
    const outcome = await deliveries.retry(readMessage(c), c.get('account').id)
    return told(c, outcome, 'retry')
  })

  app.post('/:message/give-up', async (c) => {
    const message = readMessage(c)
    const given = (await readForm(c))('reason')
    const reason = CLOSE_REASONS.find((each) => each === given)
    if (!reason) {
      const text = deliveryWords(chooseLanguage(c))('refused-no-reason')
      return page(c, 'failed', { state: 'late', text }, 400)
    }
    return told(c, await deliveries.giveUp(message, c.get('account').id, reason), 'give-up')
  })

  return app
}

/** @throws {Fault} `not-found` when the address names no message. */
function readMessage(c: Context): MessageId {
  const id = c.req.param('message')
  if (isId('message', id)) return id
  throw new Fault('not-found', 'There is no such message. Go back to the list.')
}
