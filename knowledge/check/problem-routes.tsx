import { type Context, type Env, Hono } from 'hono'
import { csrf } from 'hono/csrf'
import type { Clock } from '../../platform/clock.js'
import type { Assets } from '../../platform/http/assets.js'
import type { Language } from '../../platform/language.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import { chooseTheme } from '../../platform/ui/choose-theme.js'
import { readForm } from '../../platform/ui/read-form.js'
import type { StaffFrame } from '../../platform/ui/staff-header.js'
import { dayOf } from '../article/article.js'
import type { Knowledge } from '../knowledge.js'
import { SITE_STYLES } from '../site/site-files.js'
import { checkWords } from './check-words.js'
import { isProblemView, ProblemsPage, type ProblemView } from './problems-page.js'
import { markSeen } from './seen-advice.js'

export interface ProblemDeps<Person extends Env> {
  readonly knowledge: Pick<Knowledge, 'findings' | 'problems' | 'progress'>
  /** Where the reason is kept for an advice that stands. */
  readonly contentFolder: string
  readonly assets: Pick<Assets, 'url'>
  readonly clock: Pick<Clock, 'now'>
  /** What stands in the bar on top for the person who is signed in. */
  readonly staffFrame: (c: Context<Person>, language: Language) => StaffFrame
  readonly nameOf: (c: Context<Person>) => string
}

/** What is wrong with the articles. To be mounted at `/knowledge/problems`, behind a check of who it is. */
export function problemRoutes<Person extends Env>(deps: ProblemDeps<Person>): Hono<Person> {
  const { knowledge, contentFolder, assets, clock } = deps
  const app = new Hono<Person>()
  app.use(csrf())

  async function page(
    c: Context<Person>,
    view: ProblemView,
    more: { readonly refused?: 'reason-missing' | 'gone'; readonly open?: string },
  ) {
    const language = chooseLanguage(c)
    const words = checkWords(language)
    const { refused } = more
    const notice =
      refused !== undefined
        ? ({ state: 'late', text: words(refused) } as const)
        : c.req.query('said') === 'seen'
          ? ({ state: 'ok', text: words('said-seen') } as const)
          : undefined
    return c.html(
      <ProblemsPage
        language={language}
        theme={chooseTheme(c)}
        styles={[...SITE_STYLES, 'sheet-page.css'].map(assets.url)}
        frame={deps.staffFrame(c, language)}
        view={view}
        findings={await knowledge.findings(c.req.raw.signal)}
        problems={knowledge.problems()}
        progress={knowledge.progress()}
        notice={notice}
        open={more.open}
      />,
      refused === 'gone' ? 409 : refused === 'reason-missing' ? 400 : 200,
    )
  }

  app.get('/', (c) => page(c, viewOf(c.req.query('view')), {}))

  app.post('/seen', async (c) => {
    const read = await readForm(c)
    const key = read('finding')
    const findings = await knowledge.findings(c.req.raw.signal)
    const finding = findings.find((each) => each.key === key && each.level === 'advice')
    if (!finding) return page(c, 'open', { refused: 'gone' })
    const reason = read('reason').trim()
    if (reason === '') return page(c, 'open', { refused: 'reason-missing', open: key })
    await markSeen(contentFolder, finding, deps.nameOf(c), reason, dayOf(clock.now()))
    return c.redirect('/knowledge/problems?said=seen', 303)
  })

  return app
}

function viewOf(text: string | undefined): ProblemView {
  return isProblemView(text) ? text : 'open'
}
