import { type Context, Hono } from 'hono'
import { csrf } from 'hono/csrf'
import type { Clock } from '../../platform/clock.js'
import type { Store } from '../../platform/events/store.js'
import { Fault } from '../../platform/fault.js'
import type { Assets } from '../../platform/http/assets.js'
import { eventStream } from '../../platform/http/sse.js'
import { isId } from '../../platform/id.js'
import type { Language } from '../../platform/language.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import { chooseTheme } from '../../platform/ui/choose-theme.js'
import { type ReadField, readForm } from '../../platform/ui/read-form.js'
import { createTimes } from '../../platform/ui/times.js'
import type { AccountEnv } from '../account/account-env.js'
import type { Accounts } from '../account/accounts.js'
import { signedIn } from '../account/signed-in.js'
import { staffFrame } from '../account/staff-frame.js'
import { ROLES_FOR } from '../account/staff-links.js'
import { readLocalTime } from '../desk/clock-deed-form.js'
import { type DeclareForm, DeclarePage } from './declare-page.js'
import { DeclaredPage } from './declared-page.js'
import type { DeskEmergencies } from './desk-emergencies.js'
import type { EmergencyId, Mode, Person } from './emergency.js'
import { EMERGENCY_SCRIPT, EMERGENCY_STYLES } from './emergency-files.js'
import type { EmergencyFrame } from './emergency-frame.js'
import { type EmergencyOutcome, type EmergencyService, TOPIC } from './emergency-service.js'
import { type EmergencyKey, emergencyWords } from './emergency-words.js'
import { writeLocalTime } from './local-time.js'
import { OverviewPage } from './overview-page.js'
import type { EmergencyPlan, Texts } from './plan.js'
import { planViews } from './plan-views.js'
import type { Rehearsal } from './rehearse.js'

export interface EmergencyDeps {
  readonly accounts: Pick<Accounts, 'accountOf'>
  readonly store: Pick<Store, 'follow' | 'lastNumber'>
  readonly emergencies: EmergencyService
  readonly rehearsal: Rehearsal
  /** Asked for at each use: editors change them while it runs. */
  readonly plans: () => readonly EmergencyPlan[]
  readonly deskEmergencies: (account: {
    readonly role: 'agent' | 'supervisor' | 'editor'
  }) => Promise<DeskEmergencies>
  /** Resolves when what was just done reaches customers. */
  readonly settled: () => Promise<void>
  readonly isArticle: (id: string) => boolean
  /** Turns markdown into HTML that is safe to show. */
  readonly renderMarkdown: (markdown: string) => string
  readonly assets: Pick<Assets, 'url'>
  readonly clock: Pick<Clock, 'now' | 'after'>
  /** IANA name of the time zone that the service works in. */
  readonly zone: string
}

type EmergencyContext = Context<AccountEnv>

/** The longest line of a test conversation. */
const LINE_LENGTH = 1_000

/** Plans, and what is declared, for all who serve customers. To be mounted at `/emergency`. */
export function emergencyRoutes(deps: EmergencyDeps): Hono<AccountEnv> {
  const { accounts, emergencies, clock, zone } = deps
  const app = new Hono<AccountEnv>()
  app.use(csrf(), signedIn(accounts, ROLES_FOR.emergency))
  app.use('/plans/*', signedIn(accounts, ['supervisor']))
  for (const deed of ['steps/*', 'words', 'prolong', 'end']) {
    app.use(`/declared/:id/${deed}`, signedIn(accounts, ['supervisor']))
  }

  app.get('/', (c) => overview(c))

  app.get('/stream', async (c) => {
    const since = await deps.store.lastNumber()
    return eventStream(
      c as Context,
      async function* (signal) {
        for await (const { name } of deps.store.follow(since, signal, TOPIC)) yield { data: name }
      },
      clock,
    )
  })

  app.get('/plans/:plan/declare', async (c) => {
    const plan = planOf(c)
    return declarePage(c, plan, c.req.query('mode') === 'rehearsal' ? 'rehearsal' : 'real')
  })

  app.post('/plans/:plan/declare', async (c) => {
    const plan = planOf(c)
    const form = await readForm(c)
    const mode: Mode = form('mode') === 'rehearsal' ? 'rehearsal' : 'real'
    const banner = textsOf(form, 'banner')
    const reply = textsOf(form, 'reply')
    const articles = form('articles')
      .split(/[,，\s]+/)
      .filter((id) => id !== '')
    const given = { banner, reply, until: form('until'), articles: form('articles') }
    const unknown = articles.find((id) => !deps.isArticle(id))
    if (unknown !== undefined) {
      const alert = wordsIn(c)('refused-no-article', { id: unknown })
      return declarePage(c, plan, mode, given, alert)
    }
    const topic = { ...plan.topic, articles }
    const until = readLocalTime(given.until, zone) ?? Number.NaN
    const outcome = await emergencies.declare(
      { plan: plan.id, mode, banner, reply, topic, until },
      personOf(c),
    )
    if (!outcome.ok) return declarePage(c, plan, mode, given, refusalIn(c, outcome))
    await deps.settled()
    return c.redirect(`/emergency/declared/${outcome.emergency.id}`, 303)
  })

  app.post('/plans/:plan/dismiss', async (c) => {
    await emergencies.dismiss(planOf(c).id, personOf(c))
    return c.redirect('/emergency', 303)
  })

  app.get('/declared/:id', (c) => declaredPage(c, idOf(c)))

  app.post('/declared/:id/steps/:step', async (c) => {
    const step = Number(c.req.param('step'))
    const isDone = (await readForm(c))('done') !== 'no'
    return answer(c, await emergencies.tick(idOf(c), step, isDone, personOf(c)))
  })

  app.post('/declared/:id/words', async (c) => {
    const form = await readForm(c)
    const words = { banner: textsOf(form, 'banner'), reply: textsOf(form, 'reply') }
    return answer(c, await emergencies.reword(idOf(c), words, personOf(c)))
  })

  app.post('/declared/:id/prolong', async (c) => {
    const until = readLocalTime((await readForm(c))('until'), zone) ?? Number.NaN
    return answer(c, await emergencies.prolong(idOf(c), until, personOf(c)))
  })

  app.post('/declared/:id/end', async (c) => {
    const lesson = (await readForm(c))('lesson')
    return answer(c, await emergencies.end(idOf(c), lesson, personOf(c)))
  })

  app.post('/declared/:id/say', async (c) => {
    const form = await readForm(c)
    const text = form('text').trim().slice(0, LINE_LENGTH)
    if (text === '') return declaredPage(c, idOf(c), wordsIn(c)('refused-empty'))
    const role = form('role') === 'agent' ? 'agent' : 'customer'
    const line = { text, role, language: chooseLanguage(c) } as const
    const isSaid = await deps.rehearsal.say(idOf(c), line, personOf(c), c.req.raw.signal)
    if (!isSaid) return declaredPage(c, idOf(c), wordsIn(c)('refused-ended'))
    return c.redirect(`/emergency/declared/${idOf(c)}#test-lines`, 303)
  })

  async function answer(c: EmergencyContext, outcome: EmergencyOutcome): Promise<Response> {
    if (!outcome.ok) return declaredPage(c, idOf(c), refusalIn(c, outcome))
    await deps.settled()
    return c.redirect(`/emergency/declared/${outcome.emergency.id}`, 303)
  }

  async function overview(c: EmergencyContext): Promise<Response> {
    const [now, all] = await Promise.all([
      deps.deskEmergencies(c.get('account')),
      emergencies.all(),
    ])
    const plans = planViews(deps.plans(), all, clock.now(), zone, deps.renderMarkdown)
    const history = all.filter(({ end }) => end !== null).toReversed()
    const frame = frameOf(c)
    return c.html(
      <OverviewPage frame={frame} alert={undefined} now={now} plans={plans} history={history} />,
    )
  }

  async function declarePage(
    c: EmergencyContext,
    plan: EmergencyPlan,
    mode: Mode,
    given?: DeclareForm,
    alert?: string,
  ): Promise<Response> {
    const proposal = (await emergencies.proposals()).find((each) => each.plan === plan.id)
    // What most ask for is likely what it is about; the plan's own articles come first.
    const asked = plan.topic.articles.length === 0 && mode === 'real' ? proposal?.article : null
    const form = given ?? {
      banner: plan.banner,
      reply: plan.reply,
      until: writeLocalTime(clock.now() + plan.effects.lasts, zone),
      articles: [...plan.topic.articles, ...(asked ? [asked] : [])].join(', '),
    }
    const props = { plan, mode, form, proposal, alert }
    return c.html(<DeclarePage frame={frameOf(c)} {...props} />, alert === undefined ? 200 : 422)
  }

  async function declaredPage(
    c: EmergencyContext,
    id: EmergencyId,
    alert?: string,
  ): Promise<Response> {
    const emergency = await emergencies.find(id)
    if (!emergency) throw new Fault('not-found', wordsIn(c)('refused-not-found'))
    const [done, lines] = await Promise.all([emergencies.steps(id), deps.rehearsal.lines(id)])
    return c.html(
      <DeclaredPage
        frame={frameOf(c)}
        alert={alert}
        emergency={emergency}
        done={done}
        until={writeLocalTime(emergency.until, zone)}
        lines={lines}
      />,
      alert === undefined ? 200 : 422,
    )
  }

  function frameOf(c: EmergencyContext): EmergencyFrame {
    const language = chooseLanguage(c)
    return {
      language,
      theme: chooseTheme(c),
      styles: EMERGENCY_STYLES.map((name) => deps.assets.url(name)),
      scripts: [deps.assets.url(EMERGENCY_SCRIPT)],
      staff: staffFrame(c, language, 'emergency'),
      times: createTimes(language, clock.now(), zone),
      isSupervisor: c.get('account').role === 'supervisor',
    }
  }

  /** @throws {Fault} `not-found` */
  function planOf(c: EmergencyContext): EmergencyPlan {
    const plan = deps.plans().find(({ id }) => id === c.req.param('plan'))
    if (plan) return plan
    throw new Fault('not-found', wordsIn(c)('refused-no-plan'))
  }

  return app
}

function wordsIn(c: EmergencyContext) {
  return emergencyWords(chooseLanguage(c))
}

function refusalIn(
  c: EmergencyContext,
  { refusal }: Extract<EmergencyOutcome, { readonly ok: false }>,
): string {
  const key: EmergencyKey = `refused-${refusal}`
  return wordsIn(c)(key)
}

/** @throws {Fault} `not-found` when the address names no emergency. */
function idOf(c: EmergencyContext): EmergencyId {
  const id = c.req.param('id')
  if (isId('emergency', id)) return id
  throw new Fault('not-found', wordsIn(c)('refused-not-found'))
}

function personOf(c: EmergencyContext): Person {
  const { id, name } = c.get('account')
  return { id, name }
}

function textsOf(form: ReadField, name: 'banner' | 'reply'): Texts {
  const textIn = (language: Language) => form(`${name}-${language}`).trim()
  return { 'zh-Hans': textIn('zh-Hans'), 'zh-Hant': textIn('zh-Hant'), en: textIn('en') }
}
