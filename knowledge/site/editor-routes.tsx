import { type Context, type Env, Hono } from 'hono'
import type { Assets } from '../../platform/http/assets.js'
import type { Language } from '../../platform/language.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import { chooseTheme } from '../../platform/ui/choose-theme.js'
import type { StaffFrame } from '../../platform/ui/staff-header.js'
import type { Knowledge } from '../knowledge.js'
import type { DeclineFound, SayFound } from './found-reply.js'
import { HitTestPage, type HitTestResult } from './hit-test-page.js'
import { type HitTest, languageOf, readHitTest } from './read-hit-test.js'
import { SITE_STYLES } from './site-files.js'

export interface EditorDeps<Person extends Env> {
  readonly knowledge: Pick<Knowledge, 'ask'>
  /** What the chat would say to it. */
  readonly sayFound: SayFound
  /** Asked first for customers; nothing is declined when not given. */
  readonly declineFound?: DeclineFound
  /** The page on which a question becomes a test case; offered nowhere when not given. */
  readonly evalCaseHref?: (question: string, language: Language, back: string) => string
  readonly assets: Pick<Assets, 'url'>
  /** What stands in the bar on top for the person who is signed in. */
  readonly staffFrame: (c: Context<Person>, language: Language) => StaffFrame
}

/** The hit test. To be mounted at `/knowledge`, behind a check of who it is. */
export function editorRoutes<Person extends Env>(deps: EditorDeps<Person>): Hono<Person> {
  const { knowledge, sayFound, assets, staffFrame } = deps
  const app = new Hono<Person>()

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
    const declined = audience === 'customer' && (await deps.declineFound?.(question, found, signal))
    return declined
      ? { found, reply: declined, isDeclined: true }
      : { found, reply: sayFound(found), isDeclined: false }
  }

  return app
}
