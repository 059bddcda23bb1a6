import { type Context, type Env, Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { Fault } from '../../platform/fault.js'
import type { Assets } from '../../platform/http/assets.js'
import { isId } from '../../platform/id.js'
import type { Language } from '../../platform/language.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import { chooseTheme } from '../../platform/ui/choose-theme.js'
import type { FormErrors } from '../../platform/ui/field.js'
import { readForm } from '../../platform/ui/read-form.js'
import type { StaffFrame } from '../../platform/ui/staff-header.js'
import type { Draft, DraftId } from '../editing/draft.js'
import type { Knowledge } from '../knowledge.js'
import { SITE_STYLES } from '../site/site-files.js'
import { EffectPage } from './effect-page.js'
import { effectWords } from './effect-words.js'
import type { Effect, MeasureEffect } from './measure-effect.js'

export interface EffectRoutesDeps<Person extends Env> {
  readonly knowledge: Pick<Knowledge, 'article'>
  readonly measureEffect: MeasureEffect
  readonly assets: Pick<Assets, 'url'>
  readonly staffFrame: (c: Context<Person>, language: Language) => StaffFrame
  /** A change on its way to the file. */
  readonly draftOf?: (id: DraftId) => Promise<Pick<Draft, 'file' | 'source'> | undefined>
}

/**
 * What an edit would change, shown for any file and source. To be mounted at `/knowledge/effect`,
 * behind a check of who it is. `?article=ID` begins with the article as it is,
 * `?draft=ID` shows what that change would do.
 */
export function effectRoutes<Person extends Env>(deps: EffectRoutesDeps<Person>): Hono<Person> {
  const { knowledge, measureEffect, assets, staffFrame } = deps
  const app = new Hono<Person>()
  app.use(csrf())

  function page(
    c: Context<Person>,
    edit: { readonly file: string; readonly source: string },
    effect: Effect | null,
    errors: FormErrors = {},
  ) {
    const language = chooseLanguage(c)
    return c.html(
      <EffectPage
        language={language}
        theme={chooseTheme(c)}
        styles={SITE_STYLES.map(assets.url)}
        frame={staffFrame(c, language)}
        {...edit}
        effect={effect}
        errors={errors}
      />,
      Object.keys(errors).length > 0 ? 400 : 200,
    )
  }

  app.get('/', async (c) => {
    const id = c.req.query('draft')
    if (id !== undefined) {
      const draft = isId('draft', id) ? await deps.draftOf?.(id) : undefined
      if (!draft) throw new Fault('not-found', 'There is no such change any more.')
      const { file, source } = draft
      return page(c, { file, source }, await measureEffect([{ file, source }], c.req.raw.signal))
    }
    const article = knowledge.article(c.req.query('article') ?? '')
    return page(c, { file: article?.file ?? '', source: article?.source ?? '' }, null)
  })

  app.post('/', async (c) => {
    const read = await readForm(c)
    const file = read('file').trim()
    // Forms send lines as on a typewriter.
    const source = read('source').replaceAll('\r\n', '\n')
    const edit = { file, source }
    if (file === '') {
      return page(c, edit, null, { file: effectWords(chooseLanguage(c))('file-missing') })
    }
    try {
      const wanted = [{ file, source: source.trim() === '' ? null : source }]
      return page(c, edit, await measureEffect(wanted, c.req.raw.signal))
    } catch (cause) {
      if (!(cause instanceof Fault) || cause.code !== 'bad-input') throw cause
      return page(c, edit, null, { source: cause.message })
    }
  })

  return app
}
