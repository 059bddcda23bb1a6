import { type Context, Hono } from 'hono'
import { csrf } from 'hono/csrf'
import type { Clock } from '../../platform/clock.js'
import { Fault } from '../../platform/fault.js'
import type { Assets } from '../../platform/http/assets.js'
import { isId } from '../../platform/id.js'
import { isLanguage, type Language } from '../../platform/language.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import { chooseTheme } from '../../platform/ui/choose-theme.js'
import { createTimes } from '../../platform/ui/times.js'
import type { AccountEnv } from '../account/account-env.js'
import type { Accounts } from '../account/accounts.js'
import { signedIn } from '../account/signed-in.js'
import { staffFrame } from '../account/staff-frame.js'
import { ROLES_FOR } from '../account/staff-links.js'
import { maySee } from '../triage/may-see.js'
import type { People } from '../triage/people.js'
import type { Teams } from '../triage/teams.js'
import { agreementOf, type EvalCaseId } from './eval-case.js'
import { EVAL_CASES_PATH } from './eval-case-href.js'
import { EVAL_FILES, linesOf } from './eval-case-lines.js'
import { type EvalCaseFrame, EvalCasePage } from './eval-case-page.js'
import { evalCaseWords } from './eval-case-words.js'
import type { EvalCases, EvalDraft, EvalOrigin } from './eval-cases.js'
import { EvalCasesPage } from './eval-cases-page.js'
import { EMPTY_LABEL, formOf, type LabelForm, labelOf, readLabelForm } from './read-label.js'

export interface EvalCaseRoutesDeps {
  readonly evalCases: EvalCases
  readonly accounts: Pick<Accounts, 'accountOf'>
  readonly people: Pick<People, 'all'>
  readonly teams: Teams
  /** The articles that a label may name, with their titles. */
  readonly articleTitles: (language: Language) => ReadonlyMap<string, string>
  readonly assets: Pick<Assets, 'url'>
  readonly clock: Pick<Clock, 'now'>
  readonly zone: string
}

type EvalContext = Context<AccountEnv>

const STYLES = ['tokens.css', 'base.css', 'staff.css', 'sheet-page.css', 'board.css'] as const

/** More than anyone looks through; the files hold all. */
const SHOWN = 200

/** Where people make test cases of what customers asked. To be mounted at `/eval-cases`. */
export function evalCaseRoutes(deps: EvalCaseRoutesDeps): Hono<AccountEnv> {
  const { evalCases, accounts, assets } = deps
  const app = new Hono<AccountEnv>()
  app.use(csrf(), signedIn(accounts, ROLES_FOR.evalCases))

  function frameOf(c: EvalContext): EvalCaseFrame {
    const language = chooseLanguage(c)
    return {
      language,
      theme: chooseTheme(c),
      styles: STYLES.map(assets.url),
      frame: staffFrame(c, language, 'evalCases'),
      times: createTimes(language, deps.clock.now(), deps.zone),
      isSupervisor: c.get('account').role === 'supervisor',
      titles: deps.articleTitles(language),
    }
  }

  app.get('/', async (c) => {
    const cases = await evalCases.all()
    return c.html(
      <EvalCasesPage
        {...frameOf(c)}
        cases={cases.slice(0, SHOWN)}
        count={cases.length}
        agreement={agreementOf(cases)}
        isRemoved={c.req.query('said') === 'removed'}
      />,
    )
  })

  app.get('/files/:name', async (c) => {
    const file = EVAL_FILES.find((each) => `${each}.jsonl` === c.req.param('name'))
    if (!file) throw new Fault('not-found', 'There is no such file of test cases.')
    return c.body(linesOf(file, await evalCases.all()), 200, {
      'content-type': 'application/jsonl; charset=utf-8',
      'content-disposition': `attachment; filename="${file}.jsonl"`,
    })
  })

  app.get('/new', async (c) => {
    const draft = await draftOf(c)
    if (draft.known !== null) {
      const back = backOf(c)
      const query = back === null ? '' : `?${new URLSearchParams({ back })}`
      return c.redirect(`${EVAL_CASES_PATH}/${draft.known}${query}`, 303)
    }
    return newPage(c, draft, { ...EMPTY_LABEL, text: draft.text }, null)
  })

  app.post('/new', async (c) => {
    const draft = await draftOf(c)
    const form = await readLabelForm(c)
    const read = labelOf(form, isArticle(c))
    if ('wrong' in read) return newPage(c, draft, form, read.wrong)
    const id = await evalCases.create(originOf(c), form.text, read.label, c.get('account'))
    if (id === undefined) throw notFound(c)
    return c.redirect(savedHref(c, id), 303)
  })

  app.get('/:id', async (c) => knownPage(c, null, null))

  app.post('/:id', async (c) => {
    const form = await readLabelForm(c)
    const read = labelOf(form, isArticle(c))
    if ('wrong' in read) return knownPage(c, form, read.wrong)
    if (!(await evalCases.label(idOf(c), read.label, c.get('account')))) throw notFound(c)
    return c.redirect(savedHref(c, idOf(c)), 303)
  })

  app.post('/:id/remove', async (c) => {
    if (c.get('account').role !== 'supervisor') {
      throw new Fault('forbidden', evalCaseWords(chooseLanguage(c))('refused-remove'))
    }
    await evalCases.remove(idOf(c))
    return c.redirect(`${EVAL_CASES_PATH}?said=removed`, 303)
  })

  function newPage(
    c: EvalContext,
    draft: EvalDraft,
    form: LabelForm,
    wrong: 'kind' | 'article' | null,
  ) {
    const { search } = new URL(c.req.url)
    return c.html(
      <EvalCasePage
        {...frameOf(c)}
        action={`${EVAL_CASES_PATH}/new${search}`}
        form={form}
        known={null}
        others={[]}
        othersCount={0}
        seen={draft.seen}
        wrong={wrong}
        isSaved={false}
        back={backOf(c)}
      />,
      wrong === null ? 200 : 422,
    )
  }

  async function knownPage(
    c: EvalContext,
    form: LabelForm | null,
    wrong: 'kind' | 'article' | null,
  ) {
    const known = await evalCases.find(idOf(c))
    if (!known) throw notFound(c)
    const { id } = c.get('account')
    const own = known.labels.find(({ agent }) => agent === id)
    const others = known.labels.filter(({ agent }) => agent !== id)
    const draft = known.message && (await evalCases.draft({ from: 'desk', message: known.message }))
    const back = backOf(c)
    const query = back === null ? '' : `?${new URLSearchParams({ back })}`
    return c.html(
      <EvalCasePage
        {...frameOf(c)}
        action={`${EVAL_CASES_PATH}/${known.id}${query}`}
        form={form ?? { ...(own ? formOf(own) : EMPTY_LABEL), text: known.text }}
        known={known}
        others={own ? others : []}
        othersCount={others.length}
        seen={draft ? draft.seen : []}
        wrong={wrong}
        isSaved={c.req.query('said') === 'saved'}
        back={back}
      />,
      wrong === null ? 200 : 422,
    )
  }

  /** @throws {Fault} `not-found` for what is not there, `forbidden` for what a team keeps to itself. */
  async function draftOf(c: EvalContext): Promise<EvalDraft> {
    const draft = await evalCases.draft(originOf(c))
    if (!draft) throw notFound(c)
    const { id, role } = c.get('account')
    const me = (await deps.people.all()).find(({ agent }) => agent === id)
    const viewer = { id, role, teams: me?.teams ?? [] }
    if (!draft.cases.every((each) => maySee(viewer, each, deps.teams))) {
      throw new Fault('forbidden', evalCaseWords(chooseLanguage(c))('refused-visit'))
    }
    return draft
  }

  function isArticle(c: EvalContext): (id: string) => boolean {
    const titles = deps.articleTitles(chooseLanguage(c))
    return (id) => titles.has(id)
  }

  return app
}

/** @throws {Fault} `bad-input` for an address that names nothing to make a case of. */
function originOf(c: Context): EvalOrigin {
  const [from, message, caseId] = [c.req.query('from'), c.req.query('message'), c.req.query('case')]
  const [text, language] = [c.req.query('text') ?? '', c.req.query('in')]
  if ((from === 'desk' || from === 'gap') && isId('message', message)) return { from, message }
  if (from === 'desk' && isId('case', caseId)) return { from, case: caseId }
  if ((from === 'hit-test' || from === 'gap') && text.trim() !== '') {
    return { from, text, language: isLanguage(language) ? language : chooseLanguage(c) }
  }
  throw new Fault('bad-input', 'The address names no message, case or text to make a case of.')
}

/** A page of our own to go back to; anything else is left out. */
function backOf(c: Context): string | null {
  const back = c.req.query('back') ?? ''
  return /^\/(desk|knowledge|board|customers)(\/|\?|$)/.test(back) ? back : null
}

function savedHref(c: Context, id: EvalCaseId): string {
  const back = backOf(c)
  const query = new URLSearchParams({ said: 'saved', ...(back !== null && { back }) })
  return `${EVAL_CASES_PATH}/${id}?${query}`
}

function notFound(c: Context): Fault {
  return new Fault('not-found', evalCaseWords(chooseLanguage(c))('refused-not-found'))
}

/** @throws {Fault} `not-found` when the address names no case. */
function idOf(c: Context): EvalCaseId {
  const id = c.req.param('id')
  if (isId('evalcase', id)) return id
  throw notFound(c)
}
