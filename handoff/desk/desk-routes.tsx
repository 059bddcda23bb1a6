import { type Context, Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { Fault } from '../../platform/fault.js'
import { eventStream } from '../../platform/http/sse.js'
import { isId } from '../../platform/id.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import { chooseTheme } from '../../platform/ui/choose-theme.js'
import { readForm } from '../../platform/ui/read-form.js'
import { HTMX_SCRIPT } from '../../platform/ui/ui-files.js'
import type { AccountEnv } from '../account/account-env.js'
import { PRESENCE_STATES } from '../account/presence.js'
import { signedIn } from '../account/signed-in.js'
import { ROLES_FOR } from '../account/staff-links.js'
import type { CaseFile } from '../case/case-file.js'
import type { ClockDeed } from '../clock/clock-deeds.js'
import { asksSomething } from '../conversation/asks-something.js'
import type { CaseId } from '../conversation/message.js'
import { type CaseDeed, deedOf, doDeed } from './case-deeds.js'
import { clockDeedOf, isClockDeed } from './clock-deed-form.js'
import { CorrectionForm, SOUGHT_LENGTH } from './correction-form.js'
import { CorrectionPage } from './correction-page.js'
import type { DeskDeps } from './desk-deps.js'
import { DESK_SCRIPTS, DESK_STYLES } from './desk-files.js'
import { DeskPage } from './desk-page.js'
import { AlertPart, CaseParts, CorrectionPart, PresencePart } from './desk-parts.js'
import { type DeskPlace, hrefOf, readCaseQuery, readPlace } from './desk-place.js'
import { deskStream } from './desk-stream.js'
import { peopleRoutes } from './people-routes.js'
import { type DeskFrame, type OpenCase, readFrame, readLists, readOpenCase } from './read-desk.js'
import { shareDesk } from './share-desk.js'
import { Suggestions } from './side-pane.js'

type DeskContext = Context<AccountEnv>

/** The desk of agents and supervisors. To be mounted at `/desk`. */
export function deskRoutes(options: DeskDeps): Hono<AccountEnv> {
  const deps = shareDesk(options)
  const { viewers } = deps
  const app = new Hono<AccountEnv>()
  for (const path of ['/', '/cases/*', '/stream', '/presence']) {
    app.use(path, csrf(), signedIn(deps.accounts, ROLES_FOR.desk))
  }

  const frameOf = (c: DeskContext, place: DeskPlace) =>
    readFrame(deps, c.get('account'), chooseLanguage(c), place)

  async function page(c: DeskContext, place: DeskPlace, alert?: string) {
    // Read before the rest: what happens meanwhile comes by the stream, and never falls between.
    const since = await deps.store.lastNumber()
    // The page is about to listen, so its agent is there, and has to read so.
    await deps.presence.seen(c.get('account').id)
    const frame = await frameOf(c, place)
    const [lists, open, presences] = await Promise.all([
      readLists(deps, frame),
      place.caseId === null ? undefined : openCase(frame, place.caseId),
      deps.presence.all(),
    ])
    return c.html(
      <DeskPage
        frame={frame}
        theme={chooseTheme(c)}
        styles={DESK_STYLES.map(deps.assets.url)}
        htmx={deps.assets.url(HTMX_SCRIPT)}
        scripts={DESK_SCRIPTS.map(deps.assets.url)}
        lists={lists}
        open={open}
        others={place.caseId === null ? [] : viewers.others(place.caseId, frame.account.id)}
        presence={presences.find(({ agent }) => agent === frame.account.id)}
        since={Math.min(since, lists.through)}
        clientId={deps.newId('draft')}
        alert={alert}
        renderMarkdown={deps.renderMarkdown}
      />,
      alert === undefined ? 200 : 409,
    )
  }

  async function openCase(frame: DeskFrame, id: CaseId): Promise<OpenCase> {
    const open = await readOpenCase(deps, frame, id)
    if (!open) throw new Fault('not-found', frame.words('refused-not-found'))
    if (open === 'forbidden') throw new Fault('forbidden', frame.words('forbidden-case'))
    return open
  }

  app.get('/', (c) => page(c, readPlace(c, null)))
  app.get('/cases/:id', (c) => page(c, readPlace(c, caseIdOf(c))))

  app.get('/stream', (c) => {
    const listener = {
      account: c.get('account'),
      sessionToken: c.get('sessionToken'),
      language: chooseLanguage(c),
      place: readPlace(c, readCaseQuery(c)),
      since: Number(c.req.header('last-event-id') ?? c.req.query('since')) || 0,
    }
    return eventStream(c as Context, (signal) => deskStream(deps, listener, signal), deps.clock)
  })

  app.post('/presence', async (c) => {
    const form = await readForm(c)
    const state = PRESENCE_STATES.find((each) => each === form('state'))
    if (!state) {
      const known = PRESENCE_STATES.join(', ')
      throw new Fault('bad-input', `There is no such presence. Send one of ${known}.`)
    }
    const { id } = c.get('account')
    await deps.presence.set(id, state, form('reason'))
    if (!c.req.header('hx-request')) return c.redirect('/desk', 303)
    const presence = (await deps.presence.all()).find(({ agent }) => agent === id)
    return c.html(<PresencePart frame={await frameOf(c, readPlace(c, null))} presence={presence} />)
  })

  app.get('/cases/:id/suggestions', async (c) => {
    const frame = await frameOf(c, readPlace(c, caseIdOf(c)))
    const { file } = await openCase(frame, caseIdOf(c))
    const suggestions = await deps.suggest(questionOf(file), file.case.language, c.req.raw.signal)
    return c.html(
      <Suggestions frame={frame} suggestions={suggestions} renderMarkdown={deps.renderMarkdown} />,
    )
  })

  app.get('/cases/:id/correction', async (c) => {
    const frame = await frameOf(c, readPlace(c, caseIdOf(c)))
    const { file } = await openCase(frame, caseIdOf(c))
    const message = c.req.query('message')
    if (!isId('message', message) || !file.traces.has(message)) {
      throw new Fault('not-found', 'There is no such turn of the bot in this case.')
    }
    const sought = (c.req.query('sought') ?? '').trim().slice(0, SOUGHT_LENGTH)
    const { signal } = c.req.raw
    const found = sought === '' ? [] : await deps.findArticles(sought, file.case.language, signal)
    const props = { frame, file, message, sought, found }
    if (c.req.header('hx-request')) return c.html(<CorrectionForm {...props} />)
    const styles = DESK_STYLES.map(deps.assets.url)
    return c.html(<CorrectionPage {...props} theme={chooseTheme(c)} styles={styles} />)
  })

  app.post('/cases/:id/typing', async (c) => {
    const id = caseIdOf(c)
    const { id: agent, name } = c.get('account')
    const { file } = await openCase(await frameOf(c, readPlace(c, id)), id)
    viewers.writing(id, agent)
    // The customer hears only of the one who may answer, and of notes nothing.
    const form = await readForm(c)
    const { owner } = file
    if (form('kind') === 'reply' && owner.kind === 'agent' && owner.agent === agent) {
      deps.relay.typing(file.case.conversation, { role: 'agent', agent, name })
    }
    return c.body(null, 204)
  })

  app.post('/cases/:id/:deed', async (c) => {
    const id = caseIdOf(c)
    const place = readPlace(c, id)
    const frame = await frameOf(c, place)
    const [name, form] = [c.req.param('deed'), await readForm(c)]
    const deed = clockDeedOf(name, form, deps.zone) ?? deedOf(name, form)
    if (deed === undefined) throw new Fault('not-found', 'There is no such deed on a case.')
    await openCase(frame, id)
    const alert = await refusalOf(frame, id, deed)
    const after = await frameOf(c, place)
    const open = await readOpenCase(deps, after, id)
    // Whoever passed it to a team that keeps its cases to itself has nothing more to see of it.
    const isGone = open === undefined || open === 'forbidden'
    const goesTo = hrefOf(isGone ? { ...place, caseId: null } : place)
    if (!c.req.header('hx-request')) {
      return alert === undefined ? c.redirect(goesTo, 303) : page(c, place, alert)
    }
    if (isGone) return c.body(null, 200, { 'HX-Redirect': goesTo })
    // The list comes by the stream, in order: one that came here might be older than what is shown.
    return c.html(
      <>
        <CaseParts frame={after} open={open} renderMarkdown={deps.renderMarkdown} />
        <AlertPart text={alert} />
        {alert === undefined && deed.deed === 'correct' && deed.message && (
          <CorrectionPart frame={frame} id={id} message={deed.message} />
        )}
      </>,
      alert === undefined ? 200 : 409,
    )
  })

  /** Does it; when it was refused, the sentence that says why. */
  async function refusalOf(
    frame: DeskFrame,
    id: CaseId,
    deed: CaseDeed | ClockDeed,
  ): Promise<string | undefined> {
    const outcome = isClockDeed(deed)
      ? await deps.clocks.deed(id, frame.account, deed)
      : await doDeed(deps.cases, id, frame.account.id, deed)
    if (outcome.ok) return undefined
    const owner = (await deps.cases.find(id))?.owner
    const name = owner?.kind === 'agent' ? frame.nameOf(owner.agent) : frame.words('nobody')
    const values = 'values' in outcome ? outcome.values : {}
    return frame.words(`refused-${outcome.refusal}`, { name, ...values })
  }

  app.route('/people', peopleRoutes(deps))

  return app
}

/**
 * What the customer last asked since the bot handed over; before that, and when it says too little,
 * what the case is about. So a mere wish for a person suggests nothing about persons.
 */
function questionOf({ case: { session, subject, openedAt }, messages }: CaseFile): string {
  const asked = messages.findLast(
    (message) =>
      message.session === session &&
      message.at >= openedAt &&
      message.speaker.role === 'customer' &&
      asksSomething(message.text),
  )
  return asked?.text ?? subject
}

/** @throws {Fault} `not-found` when the address names no case. */
function caseIdOf(c: DeskContext): CaseId {
  const id = c.req.param('id')
  if (isId('case', id)) return id
  throw new Fault('not-found', `${JSON.stringify(id)} is not the number of a case.`)
}
