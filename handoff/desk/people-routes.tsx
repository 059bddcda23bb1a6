import { type Context, Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { Fault } from '../../platform/fault.js'
import { eventStream, type StreamEvent } from '../../platform/http/sse.js'
import { isId } from '../../platform/id.js'
import type { Language } from '../../platform/language.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import { chooseTheme } from '../../platform/ui/choose-theme.js'
import { HTMX_SCRIPT, HTMX_STREAM_SCRIPT } from '../../platform/ui/ui-files.js'
import type { Account } from '../account/account.js'
import type { AccountEnv } from '../account/account-env.js'
import { SEEN_EVERY } from '../account/presence.js'
import { signedIn } from '../account/signed-in.js'
import { ROLES_FOR } from '../account/staff-links.js'
import type { DeskDeps } from './desk-deps.js'
import { DESK_STYLES } from './desk-files.js'
import { createMailbox } from './mailbox.js'
import { PeoplePage, PeopleParts } from './people-page.js'
import { type DeskFrame, readFrame, readLists } from './read-desk.js'
import type { SharedDesk } from './share-desk.js'

const PLACE = { view: 'queue', search: '', caseId: null } as const

const MOST_POINTS = 100

/** Where supervisors see who is here with what load, and share out work. At `/desk/people`. */
export function peopleRoutes(deps: SharedDesk): Hono<AccountEnv> {
  const app = new Hono<AccountEnv>()
  app.use(csrf(), signedIn(deps.accounts, ROLES_FOR.people))

  const read = async (account: Account, language: Language) => {
    const frame = await readFrame(deps, account, language, PLACE)
    return { frame, waiting: (await readLists(deps, frame)).rows }
  }

  async function page(c: Context<AccountEnv>, alert?: string) {
    const { frame, waiting } = await read(c.get('account'), chooseLanguage(c))
    return c.html(
      <PeoplePage
        frame={frame}
        waiting={waiting}
        theme={chooseTheme(c)}
        styles={[...DESK_STYLES, 'people.css'].map(deps.assets.url)}
        htmx={deps.assets.url(HTMX_SCRIPT)}
        scripts={[HTMX_STREAM_SCRIPT, 'keep-times.js'].map(deps.assets.url)}
        alert={alert}
      />,
      alert === undefined ? 200 : 409,
    )
  }

  app.get('/', (c) => page(c))

  app.get('/stream', (c) => {
    const account = c.get('account')
    const language = chooseLanguage(c)
    const draw = async () => {
      const props = await read(account, language)
      return String(<PeopleParts {...props} />)
    }
    return eventStream(
      c as Context,
      (signal) => peopleStream(deps, c.get('sessionToken'), draw, signal),
      deps.clock,
    )
  })

  app.post('/:id', async (c) => {
    const agent = c.req.param('id')
    const { words, people } = await readFrame(deps, c.get('account'), chooseLanguage(c), PLACE)
    const person = people.find((each) => each.agent === agent)
    if (!person) throw new Fault('not-found', `${JSON.stringify(agent)} serves no customers.`)
    const form = await c.req.parseBody({ all: true })
    const teams = chosen(form['teams'], deps.teams.teams)
    const skills = chosen(form['skills'], deps.teams.skills)
    const capacity = capacityOf(form['capacity'])
    if (teams.length === 0) return page(c, words('bad-teams'))
    if (capacity === undefined) return page(c, words('bad-capacity'))
    await deps.people.save(person.agent, { teams, skills, capacity }, c.get('account').id)
    return c.redirect('/desk/people', 303)
  })

  app.post('/cases/:id/assign', async (c) => {
    const id = c.req.param('id')
    const frame = await readFrame(deps, c.get('account'), chooseLanguage(c), PLACE)
    const agent = (await c.req.parseBody())['agent']
    if (!isId('case', id)) throw new Fault('not-found', frame.words('refused-not-found'))
    if (!isId('agent', agent)) return page(c, frame.words('refused-no-target'))
    const to = { kind: 'agent', agent } as const
    const outcome = await deps.cases.force(id, c.get('account').id, to, '')
    if (outcome.ok) return c.redirect('/desk/people', 303)
    return page(c, frame.words(`refused-${outcome.refusal}`, { name: await holderOf(frame, id) }))
  })

  async function holderOf(frame: DeskFrame, id: Parameters<DeskDeps['cases']['find']>[0]) {
    const owner = (await deps.cases.find(id))?.owner
    return owner?.kind === 'agent' ? frame.nameOf(owner.agent) : frame.words('nobody')
  }

  return app
}

/** The ids that were ticked, of those that there are. */
function chosen(value: unknown, known: readonly { readonly id: string }[]): readonly string[] {
  const ticked: readonly unknown[] = Array.isArray(value) ? value : [value]
  return known.map(({ id }) => id).filter((id) => ticked.includes(id))
}

/** `null` for as much as the handbook says; `undefined` when it is no such number. */
function capacityOf(value: unknown): number | null | undefined {
  if (value === undefined || value === '') return null
  const points = typeof value === 'string' ? Number(value) : Number.NaN
  return Number.isInteger(points) && points >= 1 && points <= MOST_POINTS ? points : undefined
}

/** Draws the tables again when somebody comes or goes, and when a case moves. */
async function* peopleStream(
  deps: DeskDeps,
  sessionToken: string,
  draw: () => Promise<string>,
  signal: AbortSignal,
): AsyncGenerator<StreamEvent> {
  const box = createMailbox<'changed' | 'pulse'>()
  const unlisten = deps.store.listen(({ name }) => {
    const moves = name.startsWith('case-') || name.endsWith('-changed')
    if (moves && name !== 'owner-changed') box.put('changed')
  })
  let endPulse = () => {}
  // Whose desk was closed without a word is noticed by looking again.
  const pulse = () => {
    box.put('pulse')
    endPulse = deps.clock.after(SEEN_EVERY, pulse)
  }
  pulse()
  try {
    while (!signal.aborted) {
      const changes = await box.take(signal)
      if (signal.aborted) return
      if (changes.includes('pulse')) {
        const account = await deps.accounts.accountOf(sessionToken)
        if (!account) return
        await deps.presence.seen(account.id)
      }
      yield { data: await draw() }
    }
  } finally {
    unlisten()
    endPulse()
  }
}
