import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import type { Theme } from '../../platform/ui/choose-theme.js'
import { AreaField, ErrorSummary, type FormErrors, TextField } from '../../platform/ui/field.js'
import { Page } from '../../platform/ui/layout.js'
import { type StaffFrame, StaffHeader } from '../../platform/ui/staff-header.js'
import type { Times } from '../../platform/ui/times.js'
import { EditorNav } from '../site/editor-nav.js'
import { EffectPart, type ShownRun } from './effect-parts.js'
import { effectWords } from './effect-words.js'

interface EffectPageProps {
  readonly language: Language
  readonly theme: Theme
  readonly styles: readonly string[]
  /** Address of the library, which is run before the page is read. */
  readonly htmx: string
  readonly scripts: readonly string[]
  readonly frame: StaffFrame
  readonly times: Times
  /** The edit as it was given. */
  readonly file: string
  readonly source: string
  /** The page of the change that it is; `null` for one that was typed here. */
  readonly draftHref: string | null
  /** `null` before it is measured. */
  readonly run: ShownRun | null
  readonly errors: FormErrors
}

/** An edit that is not live, and what it would change. */
export const EffectPage: FC<EffectPageProps> = (props) => {
  const { language, file, source, run, errors, draftHref } = props
  const words = effectWords(language)
  const isLive = run?.state.kind === 'asking' && !run.isLeft
  return (
    <Page
      language={language}
      theme={props.theme}
      styles={props.styles}
      scripts={props.scripts}
      title={`${words('title')} · Kefu`}
      density='dense'
      head={isLive ? <script src={props.htmx} /> : undefined}
      header={<StaffHeader language={language} {...props.frame} />}
    >
      <div class='editor'>
        <EditorNav language={language} current='effect' />
        <h1>{words('title')}</h1>
        <p class='soft'>{words('intro')}</p>
        {draftHref !== null && (
          <p>
            <a href={draftHref}>{words('back')}</a> <code>{file}</code>
          </p>
        )}
        <ErrorSummary language={language} errors={errors} />
        {run && <EffectPart language={language} times={props.times} run={run} />}
        <form class='effect-form' method='post' action='/knowledge/effect'>
          <TextField
            name='file'
            label={words('file')}
            value={file}
            error={errors['file']}
            required
          />
          <AreaField
            name='source'
            label={words('source')}
            value={source}
            rows={run ? 12 : 24}
            error={errors['source']}
          />
          <button class={draftHref === null ? 'primary' : undefined} type='submit'>
            {words('measure')}
          </button>
        </form>
      </div>
    </Page>
  )
}
