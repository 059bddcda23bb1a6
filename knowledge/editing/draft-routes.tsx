import { type Context, type Env, Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { Fault } from '../../platform/fault.js'
import { isId } from '../../platform/id.js'
import { isLanguage, type Language } from '../../platform/language.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import { type ReadField, readForm } from '../../platform/ui/read-form.js'
import { articleEditHref, draftHref } from './article-links.js'
import type { Draft, DraftCommand } from './draft.js'
import type { DraftOutcome } from './editing.js'
import type { EditingPagesDeps } from './editing-deps.js'
import { editingWords } from './editing-words.js'
import { type Done, refusalNotice } from './outcome-notice.js'
import { PreviewPane } from './preview.js'
import { previewDraft } from './preview-draft.js'
import { type DraftForm, readDraftForm, readRevision } from './read-draft-form.js'
import { createShowDraft } from './show-draft.js'

/** One change of an article: writing, preview, review, publishing. To be mounted at `/knowledge`. */
export function draftRoutes<Person extends Env>(deps: EditingPagesDeps<Person>): Hono<Person> {
  const { editing, knowledge, editorOf } = deps
  const show = createShowDraft(deps)
  const app = new Hono<Person>()
  app.use(csrf())

  app.get('/drafts/:id', async (c) => {
    const language = chooseLanguage(c)
    return show(c, language, await draftOf(c, language), { done: c.req.query('done') })
  })

  app.post('/drafts/:id', async (c) => {
    const language = chooseLanguage(c)
    const read = await readForm(c)
    const form = readDraftForm(read)
    const draft = await find(c)
    if (!draft) return beginAgain(c, language, form, read('article'))
    if (draft.revision !== form.revision || draft.state !== 'draft') {
      // The button was pressed twice.
      const isSame = editing.sourceWith(draft, form.fields, form.body) === draft.source
      if (isSame) return c.redirect(draftHref(draft.id), 303)
      return showConflict(c, language, draft, form)
    }
    const written = await editing.write(draft, form.fields, form.body, editorOf(c))
    if (!written.ok) return refuse(c, language, draft, written, form)
    if (read('step') !== 'submit') {
      return c.redirect(`${draftHref(draft.id)}?done=saved`, 303)
    }
    const sent = await editing.command(written.draft, { type: 'submit' }, editorOf(c))
    if (!sent.ok) return refuse(c, language, written.draft, sent, null)
    return c.redirect(`${draftHref(draft.id)}?done=submitted`, 303)
  })

  app.post('/drafts/:id/preview', async (c) => {
    const language = chooseLanguage(c)
    const draft = await draftOf(c, language)
    const read = await readForm(c)
    const form = readDraftForm(read)
    const seen = read('seen')
    const source = editing.sourceWith(draft, form.fields, form.body)
    const preview = await previewDraft(
      deps,
      { ...draft, source },
      { asked: read('asked').trim(), seen: isLanguage(seen) ? seen : null },
      c.req.raw.signal,
    )
    return c.html(<PreviewPane language={language} preview={preview} />)
  })

  app.post('/drafts/:id/publish', async (c) => {
    const language = chooseLanguage(c)
    const read = await readForm(c)
    const draft = await draftAsSeen(c, language, read)
    if (draft instanceof Response) return draft
    const override = read('override').replaceAll(/\s+/g, ' ').trim() || null
    const outcome = await editing.publish(draft, override, editorOf(c), language)
    if (!outcome.ok) {
      const words = editingWords(language)
      const now = (await editing.draft(draft.id)) ?? draft
      if (outcome.refusal === 'blocked') {
        return show(c, language, now, { blocking: outcome.verdict.reasons, status: 409 })
      }
      return show(c, language, now, { notice: refusalNotice(outcome, words), status: 409 })
    }
    if ('scheduled' in outcome) {
      deps.onScheduled?.()
      return c.redirect(`${draftHref(draft.id)}?done=scheduled`, 303)
    }
    // The index may hold no such article yet, if its file was refused meanwhile.
    const isThere = knowledge.article(outcome.article) !== undefined
    const place = isThere ? articleEditHref(outcome.article) : '/knowledge'
    return c.redirect(`${place}?done=published`, 303)
  })

  app.post('/drafts/:id/send-back', (c) =>
    command(c, 'sent-back', (read) => ({ type: 'send-back', remark: read('remark').trim() })),
  )

  app.post('/drafts/:id/take-back', (c) => command(c, null, () => ({ type: 'take-back' })))

  app.post('/drafts/:id/rebase', async (c) => {
    const language = chooseLanguage(c)
    const read = await readForm(c)
    const draft = await draftAsSeen(c, language, read)
    if (draft instanceof Response) return draft
    const base = await editing.fileOf(draft.file)
    // It changed once more: what was looked at is not what would be replaced.
    if (base?.digest !== read('digest')) return show(c, language, draft, { status: 409 })
    return finish(c, language, draft, null, { type: 'rebase', base })
  })

  app.post('/drafts/:id/discard', async (c) => {
    const language = chooseLanguage(c)
    const draft = await draftAsSeen(c, language, await readForm(c))
    if (draft instanceof Response) return draft
    if (!(await editing.discard(draft))) return show(c, language, draft, { status: 409 })
    const place = draft.base === null ? '/knowledge' : articleEditHref(draft.article)
    return c.redirect(`${place}?done=discarded`, 303)
  })

  async function command(
    c: Context<Person>,
    done: Done | null,
    todo: (read: ReadField) => DraftCommand,
  ): Promise<Response> {
    const language = chooseLanguage(c)
    const read = await readForm(c)
    const draft = await draftAsSeen(c, language, read)
    return draft instanceof Response ? draft : finish(c, language, draft, done, todo(read))
  }

  async function finish(
    c: Context<Person>,
    language: Language,
    draft: Draft,
    done: Done | null,
    todo: DraftCommand,
  ): Promise<Response> {
    const outcome = await editing.command(draft, todo, editorOf(c))
    if (!outcome.ok) return refuse(c, language, draft, outcome, null)
    return c.redirect(`${draftHref(draft.id)}${done === null ? '' : `?done=${done}`}`, 303)
  }

  /** The draft, if it is as the person saw it; else the page with what it is by now. */
  async function draftAsSeen(
    c: Context<Person>,
    language: Language,
    read: ReadField,
  ): Promise<Draft | Response> {
    const draft = await draftOf(c, language)
    if (draft.revision === readRevision(read('revision'))) return draft
    const text = editingWords(language)('refused-draft-changed')
    return show(c, language, draft, { notice: { state: 'late', text }, status: 409 })
  }

  async function refuse(
    c: Context<Person>,
    language: Language,
    draft: Draft,
    outcome: Extract<DraftOutcome, { ok: false }>,
    form: DraftForm | null,
  ): Promise<Response> {
    if (outcome.refusal === 'changed') {
      if (form && outcome.draft) return showConflict(c, language, outcome.draft, form)
      if (form) return beginAgain(c, language, form, draft.article)
    }
    const text = editingWords(language)(`refused-${outcome.refusal}`)
    const now = (await editing.draft(draft.id)) ?? draft
    const notice = { state: 'late', text } as const
    return show(c, language, now, { notice, status: 409, ...(form && { form }) })
  }

  /** Somebody wrote in it since the form was loaded: both texts, and nothing is lost. */
  function showConflict(
    c: Context<Person>,
    language: Language,
    draft: Draft,
    form: DraftForm,
  ): Promise<Response> {
    const mine = editing.sourceWith(draft, form.fields, form.body)
    if (draft.state !== 'draft') {
      const text = editingWords(language)('refused-not-a-draft')
      const conflict = { theirs: draft.source, mine, with: 'draft' } as const
      return show(c, language, draft, { conflict, notice: { state: 'late', text }, status: 409 })
    }
    const conflict = { theirs: draft.source, mine, with: 'draft' } as const
    return show(c, language, draft, { conflict, form, status: 409 })
  }

  /** The change was published or thrown away while somebody wrote: theirs becomes a new one. */
  async function beginAgain(
    c: Context<Person>,
    language: Language,
    form: DraftForm,
    id: string,
  ): Promise<Response> {
    const article = knowledge.article(id)
    const draft = article && (await editing.edit(article, editorOf(c)))
    if (draft) {
      const mine = editing.sourceWith(draft, form.fields, form.body)
      const conflict = { theirs: draft.source, mine, with: 'file' } as const
      return show(c, language, draft, { conflict, form, status: 409 })
    }
    const { title, lang, category, translates } = form.fields
    const started = await editing.startDraft({
      ...{ title, category, translates, body: form.body, questions: form.fields.questions },
      ...{ language: isLanguage(lang) ? lang : language, sources: [], by: editorOf(c) },
    })
    return c.redirect(`${draftHref(started.id)}?done=saved`, 303)
  }

  async function find(c: Context): Promise<Draft | undefined> {
    const id = c.req.param('id')
    return isId('draft', id) ? editing.draft(id) : undefined
  }

  /** @throws {Fault} `not-found` */
  async function draftOf(c: Context, language: Language): Promise<Draft> {
    const draft = await find(c)
    if (draft) return draft
    throw new Fault('not-found', editingWords(language)('no-draft'))
  }

  return app
}
