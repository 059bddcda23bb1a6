import { type Context, Hono } from 'hono'
import { csrf } from 'hono/csrf'
import type { Child } from 'hono/jsx'
import { type Clock, DAY, type Millis } from '../../platform/clock.js'
import { Fault } from '../../platform/fault.js'
import type { Assets } from '../../platform/http/assets.js'
import { isId } from '../../platform/id.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import { chooseTheme } from '../../platform/ui/choose-theme.js'
import { Page } from '../../platform/ui/layout.js'
import { readForm } from '../../platform/ui/read-form.js'
import { StaffHeader } from '../../platform/ui/staff-header.js'
import type { AccountEnv } from '../account/account-env.js'
import type { Accounts } from '../account/accounts.js'
import { signedIn } from '../account/signed-in.js'
import { staffFrame } from '../account/staff-frame.js'
import { ROLES_FOR } from '../account/staff-links.js'
import { CUSTOMER_VALUES } from '../case/case.js'
import type { CustomerId, SessionId } from '../conversation/message.js'
import type { People } from '../triage/people.js'
import type { Teams } from '../triage/teams.js'
import type { CustomerFile } from './customer-file.js'
import { CUSTOMER_STYLES } from './customer-files.js'
import {
  type CustomerFrame,
  createFrame,
  hrefOfCustomer,
  nameOfCustomer,
} from './customer-frame.js'
import { VisitPart } from './customer-history.js'
import { CustomerPart } from './customer-page.js'
import type { CustomerService } from './customer-service.js'
import { CustomersPart } from './customers-page.js'
import { ErasePart, eraseWord } from './erase-page.js'
import { hiddenFrom, hiddenTeams } from './hidden-visits.js'
import { MergePart } from './merge-page.js'
import { PersonHtml } from './person-html.js'

export interface CustomerRoutesDeps {
  readonly customers: CustomerService
  readonly accounts: Pick<Accounts, 'accountOf' | 'all'>
  readonly people: Pick<People, 'all'>
  readonly teams: Teams
  readonly assets: Pick<Assets, 'url'>
  readonly clock: Pick<Clock, 'now'>
  readonly undoneWithin: Millis
  /** IANA name of the time zone that the service works in. */
  readonly zone: string
}

type CustomerContext = Context<AccountEnv>

/** The files of customers, for agents and supervisors. To be mounted at `/customers`. */
export function customerRoutes(deps: CustomerRoutesDeps): Hono<AccountEnv> {
  const { customers } = deps
  const styles = CUSTOMER_STYLES.map((name) => deps.assets.url(name))
  const app = new Hono<AccountEnv>()
  app.use(csrf(), signedIn(deps.accounts, ROLES_FOR.customers))

  async function frameOf(c: CustomerContext): Promise<CustomerFrame> {
    return createFrame({
      language: chooseLanguage(c),
      account: c.get('account'),
      colleagues: await deps.accounts.all(),
      tags: customers.tags,
      now: deps.clock.now(),
      zone: deps.zone,
    })
  }

  function draw(c: CustomerContext, frame: CustomerFrame, title: string, part: Child) {
    return (
      <Page
        language={frame.language}
        theme={chooseTheme(c)}
        styles={styles}
        scripts={[deps.assets.url('keep-times.js')]}
        density='dense'
        title={`${title} · Kefu`}
        header={
          <StaffHeader language={frame.language} {...staffFrame(c, frame.language, 'customers')} />
        }
      >
        {part}
      </Page>
    )
  }

  async function fileOf(frame: CustomerFrame, id: string): Promise<CustomerFile> {
    const file = isId('customer', id) ? await customers.find(id) : undefined
    if (!file) throw new Fault('not-found', frame.words('refused-not-found'))
    return file
  }

  async function hiddenOf(c: CustomerContext, file: CustomerFile): Promise<ReadonlySet<SessionId>> {
    return hiddenFrom(await viewerOf(c), file, deps.teams)
  }

  async function viewerOf(c: CustomerContext) {
    const { id, role } = c.get('account')
    const me = (await deps.people.all()).find((person) => person.agent === id)
    return { id, role, teams: me?.teams ?? [] }
  }

  async function page(c: CustomerContext, id: string, alert?: string) {
    const frame = await frameOf(c)
    const file = await fileOf(frame, id)
    if (file.profile.id !== id) return c.redirect(hrefOfCustomer(file.profile.id), 303)
    const hidden = await hiddenOf(c, file)
    const part = <CustomerPart frame={frame} file={file} hidden={hidden} alert={alert} />
    const title = nameOfCustomer(frame.words, file.profile)
    return c.html(draw(c, frame, title, part), alert === undefined ? 200 : 409)
  }

  /** Back to the file, or the file with the reason why not. */
  async function answer(
    c: CustomerContext,
    id: string,
    outcome:
      | { readonly ok: true }
      | { readonly ok: false; readonly refusal: Parameters<typeof refusalKey>[0] },
  ) {
    if (outcome.ok) return c.redirect(hrefOfCustomer(id), 303)
    const { words } = await frameOf(c)
    return page(c, id, words(refusalKey(outcome.refusal)))
  }

  /** @throws {Fault} `forbidden`, before anything of the page is told. */
  async function supervisorOnly(c: CustomerContext): Promise<CustomerFrame> {
    const frame = await frameOf(c)
    if (frame.account.role !== 'supervisor') {
      throw new Fault('forbidden', frame.words('refused-supervisor-only'))
    }
    return frame
  }

  app.get('/', async (c) => {
    const frame = await frameOf(c)
    const query = (c.req.query('q') ?? '').trim().slice(0, 100)
    const options = { hiddenTeams: hiddenTeams(await viewerOf(c), deps.teams) }
    const [found, pairs] = await Promise.all([
      customers.search(query, options),
      query === '' ? customers.probablySame() : [],
    ])
    const part = <CustomersPart frame={frame} query={query} found={found} pairs={pairs} />
    return c.html(draw(c, frame, frame.words('customers'), part))
  })

  app.get('/:id', (c) => page(c, c.req.param('id')))

  app.get('/:id/visits/:session', async (c) => {
    const frame = await frameOf(c)
    const file = await fileOf(frame, c.req.param('id'))
    const session = c.req.param('session')
    const mayRead = isId('session', session) && !(await hiddenOf(c, file)).has(session)
    const messages = mayRead ? await customers.visit(file.profile.id, session) : undefined
    if (!messages) throw new Fault('not-found', frame.words('refused-not-found'))
    const part = <VisitPart frame={frame} file={file} messages={messages} />
    return c.html(draw(c, frame, nameOfCustomer(frame.words, file.profile), part))
  })

  app.post('/:id/tag', async (c) => {
    const [id, form] = [c.req.param('id'), await readForm(c)]
    return answer(c, id, await customers.tag(id as CustomerId, c.get('account'), form('tag')))
  })

  app.post('/:id/untag', async (c) => {
    const [id, form] = [c.req.param('id'), await readForm(c)]
    return answer(c, id, await customers.untag(id as CustomerId, c.get('account'), form('tag')))
  })

  app.post('/:id/note', async (c) => {
    const [id, form] = [c.req.param('id'), await readForm(c)]
    return answer(c, id, await customers.note(id as CustomerId, c.get('account'), form('text')))
  })

  app.post('/:id/value', async (c) => {
    const [id, form] = [c.req.param('id'), await readForm(c)]
    const value = CUSTOMER_VALUES.find((each) => each === form('value')) ?? null
    const by = c.get('account')
    return answer(c, id, await customers.setValue(id as CustomerId, by, value, form('reason')))
  })

  app.get('/:id/merge/:other', async (c) => {
    const frame = await frameOf(c)
    const kept = await fileOf(frame, c.req.param('id'))
    const merged = await fileOf(frame, c.req.param('other'))
    if (kept.profile.id === merged.profile.id) {
      return c.redirect(hrefOfCustomer(kept.profile.id), 303)
    }
    const days = Math.floor(deps.undoneWithin / DAY)
    const part = <MergePart frame={frame} kept={kept} merged={merged} undoneWithinDays={days} />
    return c.html(draw(c, frame, frame.words('merge-title'), part))
  })

  app.post('/:id/merge/:other', async (c) => {
    const { id, other } = c.req.param()
    const by = c.get('account')
    return answer(c, id, await customers.merge(id as CustomerId, other as CustomerId, by))
  })

  app.post('/:id/undo/:merge', async (c) => {
    const { id, merge } = c.req.param()
    if (!isId('merge', merge)) return answer(c, id, { ok: false, refusal: 'not-found' })
    return answer(c, id, await customers.undo(merge, c.get('account')))
  })

  app.post('/:id/export', async (c) => {
    const frame = await supervisorOnly(c)
    const file = await fileOf(frame, c.req.param('id'))
    const format = (await readForm(c))('format') === 'json' ? 'json' : 'html'
    const data = await customers.export(file.profile.id, frame.account, format)
    if (typeof data === 'string') throw new Fault('not-found', frame.words(refusalKey(data)))
    c.header('content-disposition', `attachment; filename="${file.profile.id}.${format}"`)
    if (format === 'html') return c.html(<PersonHtml frame={frame} data={data} />)
    c.header('content-type', 'application/json; charset=utf-8')
    return c.body(JSON.stringify(data, null, 2))
  })

  app.get('/:id/erase', async (c) => {
    const frame = await supervisorOnly(c)
    const file = await fileOf(frame, c.req.param('id'))
    const step = c.req.query('step') === 'confirm' ? 'confirm' : 'read'
    const part = <ErasePart frame={frame} file={file} step={step} />
    return c.html(draw(c, frame, frame.words('erase'), part))
  })

  app.post('/:id/erase', async (c) => {
    const frame = await supervisorOnly(c)
    const file = await fileOf(frame, c.req.param('id'))
    if ((await readForm(c))('confirm').trim() !== eraseWord(file)) {
      const part = <ErasePart frame={frame} file={file} step='confirm' isWrong />
      return c.html(draw(c, frame, frame.words('erase'), part), 400)
    }
    const { id } = file.profile
    return answer(c, id, await customers.erase(id, frame.account))
  })

  return app
}

type Refusal =
  | Extract<Awaited<ReturnType<CustomerService['merge']>>, { ok: false }>['refusal']
  | Extract<Awaited<ReturnType<CustomerService['erase']>>, { ok: false }>['refusal']
  | Extract<Awaited<ReturnType<CustomerService['tag']>>, { ok: false }>['refusal']

function refusalKey(refusal: Refusal): `refused-${Refusal}` {
  return `refused-${refusal}`
}
