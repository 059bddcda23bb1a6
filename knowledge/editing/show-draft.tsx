import type { Context, Env } from 'hono'
import type { Language } from '../../platform/language.js'
import { createTimes } from '../../platform/ui/times.js'
import { readFields } from './article-fields.js'
import { splitSource } from './article-source.js'
import type { Draft } from './draft.js'
import { type Conflict, DraftPage } from './draft-page.js'
import { type EditingPagesDeps, editorFrame } from './editing-deps.js'
import { editingWords } from './editing-words.js'
import type { Notice } from './editor-page.js'
import { doneNotice } from './outcome-notice.js'
import { previewDraft } from './preview-draft.js'
import { type DraftForm, formErrors } from './read-draft-form.js'

/** What a page of a change shows beside it. */
export interface ShowOptions {
  readonly done?: string | undefined
  readonly notice?: Notice
  readonly blocking?: readonly string[]
  readonly conflict?: Conflict
  /** What was typed, where it is not what is stored. */
  readonly form?: DraftForm
  readonly status?: 200 | 409 | 422
}

export type ShowDraft<Person extends Env> = (
  c: Context<Person>,
  language: Language,
  draft: Draft,
  options: ShowOptions,
) => Promise<Response>

/** Draws the page of a change, with all that stands on it. */
export function createShowDraft<Person extends Env>(
  deps: EditingPagesDeps<Person>,
): ShowDraft<Person> {
  const { editing, knowledge, clock } = deps
  return async (c, language, draft, options) => {
    const words = editingWords(language)
    const stored = splitSource(draft.source)
    const fields = options.form?.fields ?? readFields(stored.head)
    const body = options.form?.body ?? stored.body
    const source = options.form ? editing.sourceWith(draft, fields, body) : draft.source
    const file = await editing.fileOf(draft.file)
    const isNewer = (file?.digest ?? null) !== (draft.base?.digest ?? null)
    const articles = knowledge.articles()
    const preview = await previewDraft(
      deps,
      { ...draft, source },
      { asked: '', seen: null },
      c.req.raw.signal,
    )
    // A change that nobody has written in is not told what is wrong with it.
    const touched = draft.base === null ? draft.revision > 1 : draft.writers.length > 0
    return c.html(
      <DraftPage
        frame={editorFrame(c, deps, language)}
        times={createTimes(language, clock.now(), deps.zone)}
        draft={draft}
        title={fields.title}
        fields={fields}
        body={body}
        errors={draft.state === 'draft' && touched ? formErrors(fields, words) : {}}
        choices={{
          categories: [...new Set(articles.map(({ category }) => category))].sort(),
          owners: await deps.owners(),
          articles: articles.map(({ id }) => id),
        }}
        preview={preview}
        person={deps.editorOf(c)}
        conflict={options.conflict ?? null}
        newer={isNewer && file ? file : null}
        notice={options.notice ?? doneNotice(options.done, words)}
        blocking={options.blocking}
        effectHref={deps.effectHref?.(draft.id)}
      />,
      options.status ?? 200,
    )
  }
}
