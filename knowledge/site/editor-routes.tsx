import { type Context, type Env, Hono } from 'hono'
import type { Clock } from '../../platform/clock.js'
import type { Assets } from '../../platform/http/assets.js'
import type { Language } from '../../platform/language.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import { chooseTheme } from '../../platform/ui/choose-theme.js'
import type { StaffFrame } from '../../platform/ui/staff-header.js'
import { readSorting, sortRows } from '../../platform/ui/table.js'
import { dayOf } from '../article/article.js'
import type { Knowledge } from '../knowledge.js'
import { passes, readFilter } from './article-filter.js'
import { ArticlesPage, articleColumns } from './articles-page.js'
import type { SayFound } from './found-reply.js'
import { HitTestPage, type HitTestResult } from './hit-test-page.js'
import { type HitTest, languageOf, readHitTest } from './read-hit-test.js'
import { SITE_STYLES } from './site-files.js'
import { siteWords } from './site-words.js'

export interface EditorDeps<Person extends Env> {
  readonly knowledge: Pick<Knowledge, 'ask' | 'articles' | 'problems' | 'progress'>
  /** What the chat would say to it. */
  readonly sayFound: SayFound
  /** The page on which a question becomes a test case; offered nowhere when not given. */
  readonly evalCaseHref?: (question: string, language: Language, back: string) => string
  readonly assets: Pick<Assets, 'url'>
  readonly clock: Pick<Clock, 'now'>
  /** What stands in the bar on top for the person who is signed in. */
  readonly staffFrame: (c: Context<Person>, language: Language) => StaffFrame
}

/** The pages of editors. To be mounted at `/knowledge`, behind a check of who it is. */
export function editorRoutes<Person extends Env>(deps: EditorDeps<Person>): Hono<Person> {
  const { knowledge, sayFound, assets, clock, staffFrame } = deps
  const app = new Hono<Person>()

  app.get('/', (c) => {
    const language = chooseLanguage(c)
    const today = dayOf(clock.now())
    const filter = readFilter(c)
    const sorting = readSorting(c.req.query('sort'), { key: 'category', direction: 'up' })
    const all = knowledge.articles()
    const problems = knowledge.problems()
    const rows = all
      .map((article) => ({
        article,
        problems: problems.filter(({ file }) => file === article.file),
      }))
      .filter((row) => passes(row, filter))
    return c.html(
      <ArticlesPage
        language={language}
        theme={chooseTheme(c)}
        styles={SITE_STYLES.map(assets.url)}
        staff={staffFrame(c, language)}
        today={today}
        all={all}
        rows={sortRows(rows, articleColumns(siteWords(language), today), sorting, language)}
        problems={problems}
        filter={filter}
        sorting={sorting}
        sortedBy={(sort) => withSort(c, sort)}
        progress={knowledge.progress()}
      />,
    )
  })

  app.get('/test', async (c) => {
    const language = chooseLanguage(c)
    const asked = readHitTest(c)
    const { pathname, search } = new URL(c.req.url)
    return c.html(
      <HitTestPage
        language={language}
        theme={chooseTheme(c)}
        styles={SITE_STYLES.map(assets.url)}
        staff={staffFrame(c, language)}
        asked={asked}
        result={asked.question === '' ? null : await ask(asked, language, c.req.raw.signal)}
        evalCase={deps.evalCaseHref?.(
          asked.question,
          languageOf(asked, language),
          `${pathname}${search}`,
        )}
      />,
    )
  })

  async function ask(asked: HitTest, page: Language, signal: AbortSignal): Promise<HitTestResult> {
    const { question, audience } = asked
    const found = await knowledge.ask(
      question,
      { language: languageOf(asked, page), audience },
      signal,
    )
    return { found, reply: sayFound(found) }
  }

  return app
}

/** The address of the page at hand, sorted otherwise. */
function withSort(c: Context, sort: string): string {
  const { searchParams } = new URL(c.req.url)
  searchParams.set('sort', sort)
  return `/knowledge?${searchParams}`
}
