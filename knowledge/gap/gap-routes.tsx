import { type Context, type Env, Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { type Clock, type Millis, SECOND } from '../../platform/clock.js'
import { Fault } from '../../platform/fault.js'
import type { Assets } from '../../platform/http/assets.js'
import { isLanguage, type Language } from '../../platform/language.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import { chooseTheme } from '../../platform/ui/choose-theme.js'
import type { FormErrors } from '../../platform/ui/field.js'
import type { StaffFrame } from '../../platform/ui/staff-header.js'
import { readSorting, sortRows } from '../../platform/ui/table.js'
import { createTimes } from '../../platform/ui/times.js'
import type { Writer } from '../editing/draft.js'
import type { Knowledge } from '../knowledge.js'
import { toLanguageScript } from '../search/words/to-traditional.js'
import { categoryName, categoryOrder, siteWords } from '../site/site-words.js'
import { type CaseDraftForm, CaseDraftPage } from './case-draft-page.js'
import type { UnansweredQuestion } from './gap.js'
import type { GapBoard } from './gap-board.js'
import { GAP_STATES, type GapState } from './gap-deed.js'
import type { GapFrameProps } from './gap-frame.js'
import { type GapForms, GapPage } from './gap-page.js'
import type { GapRoom, KnownGap } from './gap-room.js'
import { gapWords } from './gap-words.js'
import { GapsPage, gapColumns, gapHref } from './gaps-page.js'
import { formsOf, LONGEST_BODY, readFields, readForms } from './read-gap-forms.js'

export interface GapRoutesDeps<Person extends Env> {
  readonly room: GapRoom
  readonly board: Pick<GapBoard, 'isBehind' | 'madeAt' | 'refresh'>
  readonly knowledge: Pick<Knowledge, 'article' | 'articles'>
  readonly assets: Pick<Assets, 'url'>
  readonly clock: Clock
  /** IANA name of the time zone that the service works in. */
  readonly zone: string
  readonly staffFrame: (c: Context<Person>, language: Language) => StaffFrame
  /** Who is signed in. */
  readonly writer: (c: Context<Person>) => Writer
  /** The page that makes a test case of a question and leads back; not given where there is none. */
  readonly evalCaseHref?: (question: UnansweredQuestion, back: string) => string
}

/** So long a page waits for questions to be grouped; after that it shows the groups from before. */
const PATIENCE: Millis = 2 * SECOND

const MOST_GROWTH = 1_000

const STYLES = ['tokens.css', 'base.css', 'staff.css', 'site.css', 'sheet-page.css', 'gap.css']

/** What is missing, and what editors do about it. To be mounted at `/knowledge/gaps`, behind a check of who it is. */
export function gapRoutes<Person extends Env>(deps: GapRoutesDeps<Person>): Hono<Person> {
  const { room, board, knowledge, assets, clock } = deps
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

  function frame(c: Context<Person>): GapFrameProps {
    const language = chooseLanguage(c)
    return {
      language,
      theme: chooseTheme(c),
      styles: STYLES.map((name) => assets.url(name)),
      scripts: [assets.url('keep-times.js')],
      staff: deps.staffFrame(c, language),
    }
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

  function categoriesIn(language: Language) {
    const words = siteWords(language)
    const categories = new Set(knowledge.articles().map(({ category }) => category))
    return [...categories]
      .filter((category) => category !== '')
      .sort(categoryOrder)
      .map((value) => ({ value, label: categoryName(words, value) }))
  }

  app.get('/', async (c) => {
    await lookAgain()
    const shown = frame(c)
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

  app.get('/cases/:case', async (c) => {
    const caseId = c.req.param('case')
    const begun = await room.fromCase(caseId)
    const { language } = frame(c)
    const form = begun && {
      title: begun.questions[0] ?? '',
      language: begun.language,
      category: categoriesIn(language)[0]?.value ?? '',
      questions: begun.questions.join('\n'),
      body: begun.body,
    }
    return caseDraftPage(c, caseId, form, {}, form ? 200 : 404)
  })

  app.post('/cases/:case', async (c) => {
    const caseId = c.req.param('case')
    const begun = await room.fromCase(caseId)
    if (!begun) return caseDraftPage(c, caseId, null, {}, 404)
    const read = await readFields(c)
    const form = {
      title: read('title'),
      language: read('language'),
      category: read('category'),
      questions: read('questions'),
      body: read('body', LONGEST_BODY),
    }
    const errors = draftErrors(c, form)
    if (Object.keys(errors).length > 0) return caseDraftPage(c, caseId, form, errors, 400)
    const { title, category, body } = form
    const questions = form.questions.split('\n').map((line) => line.trim())
    const chosen = { title, category, body, questions, language: languageOf(form.language) }
    const { href } = await room.startFromCase({ ...chosen, sources: begun.sources }, deps.writer(c))
    return c.redirect(href, 303)
  })

  function caseDraftPage(
    c: Context<Person>,
    caseId: string,
    form: CaseDraftForm | null,
    errors: FormErrors,
    status: 200 | 400 | 404,
  ) {
    const shown = frame(c)
    const categories = categoriesIn(shown.language)
    return c.html(<CaseDraftPage {...shown} {...{ caseId, form, categories, errors }} />, status)
  }

  app.get('/:question', async (c) => {
    const known = await find(c)
    return gapPage(c, known, formsOf(known, knowledge, c.req.query('q')), {}, 200)
  })

  app.post('/:question/draft', async (c) => {
    const known = await find(c)
    const forms = await readForms(c, known, knowledge)
    const errors = { ...draftErrors(c, forms), ...tickedErrors(c, forms) }
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
    const shown = frame(c)
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
        categories={categoriesIn(shown.language)}
        solved={solved}
        found={found}
        forms={forms}
        errors={errors}
        evalCaseOf={evalCaseFrom(c)}
      />,
      status,
    )
  }

  function draftErrors(c: Context, form: Pick<GapForms, 'title' | 'category'>): FormErrors {
    const words = gapWords(chooseLanguage(c))
    const isCategory = categoriesIn('en').some(({ value }) => value === form.category)
    return {
      ...(form.title === '' && { title: words('error-title') }),
      ...(!isCategory && { category: words('error-category') }),
    }
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

function languageOf(text: string): Language {
  return isLanguage(text) ? text : 'zh-Hans'
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
