import { type Context, type Env, Hono } from 'hono'
import { csrf } from 'hono/csrf'
import type { Clock } from '../../platform/clock.js'
import { Fault } from '../../platform/fault.js'
import type { Assets } from '../../platform/http/assets.js'
import { eventStream, type StreamEvent } from '../../platform/http/sse.js'
import { isId } from '../../platform/id.js'
import type { Language } from '../../platform/language.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import { chooseTheme } from '../../platform/ui/choose-theme.js'
import type { FormErrors } from '../../platform/ui/field.js'
import { readForm } from '../../platform/ui/read-form.js'
import type { StaffFrame } from '../../platform/ui/staff-header.js'
import { createTimes } from '../../platform/ui/times.js'
import { HTMX_SCRIPT, HTMX_STREAM_SCRIPT } from '../../platform/ui/ui-files.js'
import type { Draft, DraftId } from '../editing/draft.js'
import type { Knowledge } from '../knowledge.js'
import { SITE_STYLES } from '../site/site-files.js'
import type { Edit } from './edit.js'
import { EffectPage } from './effect-page.js'
import { EffectChange, type ShownRun } from './effect-parts.js'
import type { EffectRun, EffectRuns, RunState } from './effect-runs.js'
import { effectWords } from './effect-words.js'

export interface EffectRoutesDeps<Person extends Env> {
  readonly knowledge: Pick<Knowledge, 'article'>
  readonly runs: EffectRuns
  readonly assets: Pick<Assets, 'url'>
  readonly clock: Clock
  /** IANA name of the time zone that the service works in. */
  readonly zone: string
  readonly staffFrame: (c: Context<Person>, language: Language) => StaffFrame
  /** A change on its way to the file. */
  readonly draftOf?: (id: DraftId) => Promise<Pick<Draft, 'file' | 'source'> | undefined>
}

const PATH = '/knowledge/effect'

/**
 * What an edit would change, shown for any file and source. To be mounted at `/knowledge/effect`,
 * behind a check of who it is. `?article=ID` begins with the article as it is,
 * `?draft=ID` shows what that change would do.
 */
export function effectRoutes<Person extends Env>(deps: EffectRoutesDeps<Person>): Hono<Person> {
  const { knowledge, runs, assets, clock, staffFrame } = deps
  const app = new Hono<Person>()
  app.use(csrf())

  const timesIn = (language: Language) => createTimes(language, clock.now(), deps.zone)

  interface Shown {
    readonly file: string
    readonly source: string
    readonly draft?: DraftId
    readonly run?: ShownRun
    readonly errors?: FormErrors
  }

  function page(c: Context<Person>, { file, source, draft, run, errors = {} }: Shown) {
    const language = chooseLanguage(c)
    return c.html(
      <EffectPage
        language={language}
        theme={chooseTheme(c)}
        styles={SITE_STYLES.map(assets.url)}
        htmx={assets.url(HTMX_SCRIPT)}
        scripts={[HTMX_STREAM_SCRIPT, 'keep-times.js'].map(assets.url)}
        frame={staffFrame(c, language)}
        times={timesIn(language)}
        file={file}
        source={source}
        draftHref={draft === undefined ? null : `/knowledge/drafts/${draft}`}
        run={run ?? null}
        errors={errors}
      />,
      Object.keys(errors).length > 0 ? 400 : 200,
    )
  }

  /** Whoever does not wait is shown what is there, and begins nothing. */
  function shownRun(c: Context<Person>, edit: Edit, href: string): ShownRun {
    const isLeft = c.req.query('wait') === 'no'
    const id = runs.idOf(edit)
    const { state } = isLeft ? (runs.find(id) ?? { state: { kind: 'ended' } }) : runs.look(edit)
    return { id, state, href, isLeft: isLeft && state.kind === 'asking' }
  }

  app.get('/', async (c) => {
    const [draftId, runId] = [c.req.query('draft'), c.req.query('run')]
    if (draftId !== undefined) {
      const draft = isId('draft', draftId) ? await deps.draftOf?.(draftId) : undefined
      if (!isId('draft', draftId) || !draft) {
        throw new Fault('not-found', 'There is no such change any more.')
      }
      const { file, source } = draft
      const run = shownRun(c, { file, source }, `${PATH}?draft=${draftId}`)
      return page(c, { file, source, draft: draftId, run })
    }
    if (runId !== undefined) {
      const { edit } = knownRun(runId)
      const { file, source } = edit
      return page(c, { file, source: source ?? '', run: shownRun(c, edit, hrefOf(runId)) })
    }
    const article = knowledge.article(c.req.query('article') ?? '')
    return page(c, { file: article?.file ?? '', source: article?.source ?? '' })
  })

  app.post('/', async (c) => {
    const read = await readForm(c)
    const file = read('file').trim()
    // Forms send lines as on a typewriter.
    const source = read('source').replaceAll('\r\n', '\n')
    if (file === '') {
      const errors = { file: effectWords(chooseLanguage(c))('file-missing') }
      return page(c, { file, source, errors })
    }
    const { id } = runs.look({ file, source: source.trim() === '' ? null : source })
    return c.redirect(hrefOf(id), 303)
  })

  app.get('/stream', (c) => {
    const run = c.req.query('run') ?? ''
    const language = chooseLanguage(c, { remember: false })
    const href = ownHref(c.req.query('href'))
    return eventStream(c as Context, (signal) => changes(run, href, language, signal), clock)
  })

  app.post('/stop', async (c) => {
    const read = await readForm(c)
    runs.stopWaiting(read('run'))
    return c.redirect(`${ownHref(read('href'))}&wait=no`, 303)
  })

  app.post('/again', async (c) => {
    const read = await readForm(c)
    const href = ownHref(read('href'))
    const run = runs.find(read('run'))
    if (run) {
      runs.forget(run.id)
      runs.look(run.edit)
    }
    return c.redirect(href, 303)
  })

  async function* changes(
    id: string,
    href: string,
    language: Language,
    signal: AbortSignal,
  ): AsyncGenerator<StreamEvent> {
    const draw = (state: RunState) => {
      const run = { id, state, href, isLeft: false }
      const times = timesIn(language)
      return { data: String(<EffectChange language={language} times={times} run={run} />) }
    }
    // Another process may have begun it.
    if (!runs.find(id)) yield draw({ kind: 'ended' })
    for await (const state of runs.follow(id, signal)) yield draw(state)
  }

  /** @throws {Fault} `not-found` for one that is not kept. */
  function knownRun(id: string): EffectRun {
    const run = runs.find(id)
    if (!run) {
      throw new Fault(
        'not-found',
        'What this edit changes is not kept any longer. Go back to the edit, and ask again.',
      )
    }
    return run
  }

  return app
}

function hrefOf(run: string): string {
  return `${PATH}?run=${run}`
}

/** @throws {Fault} `bad-input` when it is not a page of a run or a change. */
function ownHref(text: string | undefined): string {
  if (text !== undefined && /^\/knowledge\/effect\?(?:draft|run)=[\w-]+$/.test(text)) return text
  throw new Fault('bad-input', 'The form names no page to go back to.')
}
