import type { Child, FC } from 'hono/jsx'
import { ErrorSummary, type FormErrors } from '../../platform/ui/field.js'
import { Ago } from '../../platform/ui/time.js'
import type { Times } from '../../platform/ui/times.js'
import type { ArticleFields } from './article-fields.js'
import { articleEditHref, draftHref } from './article-links.js'
import { Comparison } from './comparison.js'
import { type Base, type Draft, type Editor, isOwn } from './draft.js'
import { DraftFields, type FormChoices } from './draft-form.js'
import type { EditorFrame } from './editing-deps.js'
import { type EditingWords, editingWords } from './editing-words.js'
import { EditorPage, type Notice } from './editor-page.js'
import { listNames } from './list-names.js'
import { type DraftPreview, PreviewChoices, PreviewPane } from './preview.js'
import { ReviewDeeds } from './review-deeds.js'

/** Two texts of which one would have been lost. */
export interface Conflict {
  /** What is there by now, in a draft or in the file. */
  readonly theirs: string
  readonly mine: string
  readonly with: 'draft' | 'file'
}

export interface DraftPageProps {
  readonly frame: EditorFrame
  readonly times: Times
  readonly draft: Draft
  readonly title: string
  readonly fields: ArticleFields
  readonly body: string
  readonly errors: FormErrors
  readonly choices: FormChoices
  readonly preview: DraftPreview
  readonly person: Editor
  readonly conflict: Conflict | null
  /** The file by now, where it is not the one that the editing began with. */
  readonly newer: Base | null
  readonly notice?: Notice | undefined
  /** What speaks against publishing, when it was asked. */
  readonly blocking?: readonly string[] | undefined
  readonly effectHref?: string | undefined
}

/** One change of an article: written on the left, seen as the customer will on the right. */
export const DraftPage: FC<DraftPageProps> = (props) => {
  const { frame, draft, title, notice } = props
  const { language } = frame
  const words = editingWords(language)
  return (
    <EditorPage
      frame={frame}
      place={null}
      title={words(`title-${draft.state}`, { title: title || draft.article })}
      notice={notice}
      beside={<span class='mark accent'>{words(`draft-${draft.state}`)}</span>}
    >
      <About {...props} words={words} />
      {props.conflict && <ConflictPanel {...props} conflict={props.conflict} words={words} />}
      {props.newer && <NewerFile {...props} newer={props.newer} words={words} />}
      {draft.state === 'draft' ? <Writing {...props} /> : <Reviewing {...props} words={words} />}
    </EditorPage>
  )
}

type Part = FC<DraftPageProps & { words: EditingWords }>

const About: Part = ({ frame, draft, times, words, effectHref }) => (
  <div class='draft-about'>
    <p class='soft'>
      <code>{draft.file}</code>
      {' · '}
      {draft.writers.length === 0
        ? words('nobody-wrote')
        : words('written-by', { names: listNames(draft.writers, frame.language) })}
      {' · '}
      <Ago times={times} at={draft.changedAt} />
      {draft.base !== null && (
        <>
          {' · '}
          <a href={articleEditHref(draft.article)}>{words('live-text')}</a>
        </>
      )}
      {effectHref && draft.state !== 'in-review' && (
        <>
          {' · '}
          <a href={effectHref}>{words('effect')}</a>
        </>
      )}
    </p>
    {draft.sources.length > 0 && (
      <p class='soft'>
        {words('comes-from')}{' '}
        {draft.sources.map((source, i) => (
          <>
            {i > 0 && ', '}
            {/^\/[^/\\]/.test(source) ? <a href={source}>{source}</a> : source}
          </>
        ))}
      </p>
    )}
    {draft.remarks.map(({ by, at, text }) => (
      <p class='notice'>
        <strong>{words('remark-by', { name: by.name })}</strong> <Ago times={times} at={at} />
        <br />
        <span class='plain-text'>{text}</span>
      </p>
    ))}
  </div>
)

const Writing: FC<DraftPageProps> = (props) => {
  const { frame, draft, preview, errors } = props
  const { language } = frame
  const words = editingWords(language)
  const href = draftHref(draft.id)
  return (
    <form id='draft-form' class='writing' method='post' action={href} data-draft={draft.id}>
      <input type='hidden' name='revision' value={String(draft.revision)} />
      <input type='hidden' name='article' value={draft.article} />
      <div class='written'>
        <ErrorSummary language={language} errors={errors} />
        <div id='restored' class='notice' hidden>
          <p>{words('restored')}</p>
          <button type='button' id='restore'>
            {words('restore')}
          </button>{' '}
          <button type='button' id='forget'>
            {words('forget')}
          </button>
        </div>
        <DraftFields
          language={language}
          fields={props.fields}
          body={props.body}
          isNew={draft.base === null}
          errors={errors}
          choices={props.choices}
        />
        <div class='deeds'>
          <button class='primary' type='submit' name='step' value='save'>
            {words('save')}
          </button>
          <button type='submit' name='step' value='submit'>
            {words('submit')}
          </button>
        </div>
        <p class='soft small'>{words('save-note')}</p>
        <details>
          <summary>{words('discard')}</summary>
          <p>{words(draft.base === null ? 'discard-new' : 'discard-change')}</p>
          <button type='submit' formaction={`${href}/discard`}>
            {words('discard-do')}
          </button>
        </details>
      </div>
      <div class='seen'>
        <PreviewChoices language={language} preview={preview} />
        <PreviewPane language={language} preview={preview} />
        <p class='soft small'>{words('preview-note')}</p>
      </div>
    </form>
  )
}

const Reviewing: Part = (props) => {
  const { frame, draft, preview, person, words } = props
  const { language } = frame
  const what = draft.base === null ? 'new-text' : 'what-changes'
  return (
    <div class='writing'>
      <div class='written'>
        <ReviewDeeds
          language={language}
          times={props.times}
          draft={draft}
          person={person}
          isOwn={isOwn(draft, person)}
          blocking={props.blocking}
          effectHref={props.effectHref}
        />
        <h2>{words(what)}</h2>
        <Comparison
          language={language}
          caption={words(what)}
          before={{ title: words('live-text'), text: draft.base?.source ?? '' }}
          after={{ title: words('text-to-be'), text: draft.source }}
        />
      </div>
      <div class='seen'>
        <PreviewPane language={language} preview={preview} />
      </div>
    </div>
  )
}

const ConflictPanel: FC<DraftPageProps & { conflict: Conflict; words: EditingWords }> = (props) => {
  const { frame, conflict, words } = props
  return (
    <Panel
      title={words('conflict-title')}
      lead={words(conflict.with === 'draft' ? 'conflict-draft' : 'conflict-file')}
    >
      <Comparison
        language={frame.language}
        caption={words('conflict-title')}
        before={{ title: words('their-text'), text: conflict.theirs }}
        after={{ title: words('my-text'), text: conflict.mine }}
      />
    </Panel>
  )
}

const NewerFile: FC<DraftPageProps & { newer: Base; words: EditingWords }> = (props) => {
  const { frame, draft, newer, words } = props
  return (
    <Panel title={words('newer-title')} lead={words('newer-lead')}>
      <Comparison
        language={frame.language}
        caption={words('newer-title')}
        before={{ title: words('file-by-now'), text: newer.source }}
        after={{ title: words('text-to-be'), text: draft.source }}
      />
      <form method='post' action={`${draftHref(draft.id)}/rebase`}>
        <input type='hidden' name='revision' value={String(draft.revision)} />
        <input type='hidden' name='digest' value={newer.digest} />
        <button type='submit'>{words('rebase')}</button>
      </form>
    </Panel>
  )
}

/** Said at once to those who listen; the two texts are read when they are come to. */
const Panel: FC<{ title: string; lead: string; children?: Child }> = ({
  title,
  lead,
  children,
}) => (
  <div class='notice late conflict'>
    <div role='alert'>
      <h2>{title}</h2>
      <p>{lead}</p>
    </div>
    {children}
  </div>
)
