import { type Context, type Env, Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { type Millis, SECOND } from '../../platform/clock.js'
import { Fault } from '../../platform/fault.js'
import type { Language } from '../../platform/language.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import type { FormErrors } from '../../platform/ui/field.js'
import { readSorting, sortRows } from '../../platform/ui/table.js'
import { createTimes } from '../../platform/ui/times.js'
import { toLanguageScript } from '../search/words/to-traditional.js'
import { caseDraftRoutes } from './case-draft-routes.js'
import type { UnansweredQuestion } from './gap.js'
import { GAP_STATES, type GapState } from './gap-deed.js'
import { categoriesIn, draftErrors, type GapRoutesDeps, gapFrame } from './gap-deps.js'
import { type GapForms, GapPage } from './gap-page.js'
import type { KnownGap } from './gap-room.js'
import { gapWords } from './gap-words.js'
import { GapsPage, gapColumns, gapHref } from './gaps-page.js'
import { formsOf, languageOf, readFields, readForms } from './read-gap-forms.js'

/** So long a page waits for questions to be grouped; after that it shows the groups from before. */
const PATIENCE: Millis = 2 * SECOND

const MOST_GROWTH = 1_000

/** What is missing, and what editors do about it. To be mounted at `/knowledge/gaps`, behind a check of who it is. */
export function gapRoutes<Person extends Env>(deps: GapRoutesDeps<Person>): Hono<Person> {
  const { room, board, knowledge, clock } = deps
  const app = new Hono<Person>()
  app.use(csrf())

  async function lookAgain(): Promise<void> {
    if (!board.isBehind && board.madeAt !== null) return
    let cancel = () => {}
    const enough = new Promise<void>((resolve) => {
      cancel = clock.after(PATIENCE, resolve)
    })
    await Promise.race([board.refresh(), enough])
    cancel()
  }

  function evalCaseFrom(c: Context<Person>) {
    const { evalCaseHref } = deps
    const { pathname, search } = new URL(c.req.url)
    return (
      evalCaseHref &&
      ((question: UnansweredQuestion) => evalCaseHref(question, `${pathname}${search}`))
    )
  }

  function titleIn(language: Language) {
    return (id: string) => toLanguageScript(knowledge.article(id)?.title ?? id, language)
  }

  app.get('/', async (c) => {
    await lookAgain()
    const shown = gapFrame(c, deps)
    const { language } = shown
    const words = gapWords(language)
    const times = createTimes(language, clock.now(), deps.zone)
    const filter = {
      state: stateOf(c.req.query('state')),
      kind: c.req.query('kind') ?? '',
      language: c.req.query('in') ?? '',
    }
    const all = await room.gaps()
    const rows = all.filter(
      ({ gap, standing }) =>
        standing.state === filter.state &&
        (filter.kind === '' || gap.kind === filter.kind) &&
        (filter.language === '' || gap.typical.language === filter.language),
    )
    const sorting = readSorting(c.req.query('sort'), { key: 'count', direction: 'down' })
    const columns = gapColumns(words, times, titleIn(language), evalCaseFrom(c))
    const said = c.req.query('said')
    const notice = SAID.find((each) => each === said)
    return c.html(
      <GapsPage
        {...shown}
        times={times}
        filter={filter}
        counts={countsOf(all)}
        rows={sortRows(rows, columns, sorting, language)}
        sorting={sorting}
        hrefWith={(name, value) => hrefWith(c, name, value)}
        columns={columns}
        isBehind={board.isBehind || board.madeAt === null}
        notice={notice ? words(`said-${notice}`) : null}
      />,
    )
  })

  // Before what takes any word for a question.
  app.route('/cases', caseDraftRoutes(deps))

  app.get('/:question', async (c) => {
    const known = await find(c)
    return gapPage(c, known, formsOf(known, knowledge, c.req.query('q')), {}, 200)
  })

  app.post('/:question/draft', async (c) => {
    const known = await find(c)
    const forms = await readForms(c, known, knowledge)
    const errors = { ...draftErrors(c, knowledge, forms), ...tickedErrors(c, forms) }
    if (Object.keys(errors).length > 0) return gapPage(c, known, forms, errors, 400)
    const { title, category, ticked, cases } = forms
    const chosen = {
      title,
      category,
      cases,
      questions: ticked,
      language: languageOf(forms.language),
    }
    const { href } = await room.startArticle(known.gap, chosen, gapHref(known), deps.writer(c))
    return c.redirect(href, 303)
  })

  app.post('/:question/add', async (c) => {
    const known = await find(c)
    const forms = await readForms(c, known, knowledge)
    const words = gapWords(chooseLanguage(c))
    const chosen = forms.article === '' ? { article: words('error-article') } : {}
    const errors = { ...tickedErrors(c, forms), ...chosen }
    if (Object.keys(errors).length > 0) return gapPage(c, known, forms, errors, 400)
    const written = await room.addTo(known.gap, forms.article, forms.ticked, deps.writer(c))
    if (!written) return gapPage(c, known, forms, { article: words('error-changed') }, 409)
    return c.redirect(written.href, 303)
  })

  app.post('/:question/dismiss', async (c) => {
    const known = await find(c)
    const read = await readFields(c)
    const forms = { ...formsOf(known, knowledge), reason: read('reason'), growsBy: read('growsBy') }
    const growsBy = /^\d{1,4}$/.test(forms.growsBy) ? Number(forms.growsBy) : 0
    const words = gapWords(chooseLanguage(c))
    const errors = {
      ...(forms.reason === '' && { reason: words('error-reason') }),
      ...((growsBy < 1 || growsBy > MOST_GROWTH) && { growsBy: words('error-grows') }),
    }
    if (Object.keys(errors).length > 0) return gapPage(c, known, forms, errors, 400)
    await room.dismiss(known.gap, forms.reason, growsBy, deps.writer(c))
    return c.redirect('/knowledge/gaps?said=dismissed', 303)
  })

  app.post('/:question/reopen', async (c) => {
    const { standing } = await find(c)
    if (standing.deed) await room.reopen(standing.deed)
    return c.redirect('/knowledge/gaps?said=reopened', 303)
  })

  async function find(c: Context<Person>): Promise<KnownGap> {
    await lookAgain()
    const known = await room.gapOf(c.req.param('question') ?? '')
    if (known) return known
    throw new Fault('not-found', gapWords(chooseLanguage(c))('gone'))
  }

  async function gapPage(
    c: Context<Person>,
    known: KnownGap,
    forms: GapForms,
    errors: FormErrors,
    status: 200 | 400 | 409,
  ) {
    const shown = gapFrame(c, deps)
    const [solved, found] = await Promise.all([
      room.solved(known.gap),
      room.find(forms.search, known.gap.typical.language, c.req.raw.signal),
    ])
    return c.html(
      <GapPage
        {...shown}
        {...known}
        times={createTimes(shown.language, clock.now(), deps.zone)}
        titleOf={titleIn(shown.language)}
        categories={categoriesIn(knowledge, shown.language)}
        solved={solved}
        found={found}
        forms={forms}
        errors={errors}
        evalCaseOf={evalCaseFrom(c)}
      />,
      status,
    )
  }

  function tickedErrors(c: Context, { ticked }: GapForms): FormErrors {
    if (ticked.length > 0) return {}
    return { question: gapWords(chooseLanguage(c))('error-questions') }
  }

  return app
}

const SAID = ['dismissed', 'reopened'] as const

function stateOf(text: string | undefined): GapState {
  return GAP_STATES.find((state) => state === text) ?? 'open'
}

function countsOf(all: readonly KnownGap[]): Readonly<Record<GapState, number>> {
  const count = (state: GapState) => all.filter(({ standing }) => standing.state === state).length
  return {
    open: count('open'),
    'in-work': count('in-work'),
    answered: count('answered'),
    dismissed: count('dismissed'),
  }
}

/** The address of the page at hand, otherwise. */
function hrefWith(c: Context, name: string, value: string): string {
  const { searchParams } = new URL(c.req.url)
  searchParams.set(name, value)
  searchParams.delete('said')
  return `/knowledge/gaps?${searchParams}`
}
