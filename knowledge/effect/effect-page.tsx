import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import type { Theme } from '../../platform/ui/choose-theme.js'
import { AreaField, ErrorSummary, type FormErrors, TextField } from '../../platform/ui/field.js'
import { Page } from '../../platform/ui/layout.js'
import { type StaffFrame, StaffHeader } from '../../platform/ui/staff-header.js'
import { EditorNav } from '../site/editor-nav.js'
import { EffectView } from './effect-view.js'
import { effectWords } from './effect-words.js'
import type { Effect } from './measure-effect.js'

interface EffectPageProps {
  readonly language: Language
  readonly theme: Theme
  readonly styles: readonly string[]
  readonly frame: StaffFrame
  /** The edit as it was given. */
  readonly file: string
  readonly source: string
  /** `null` before it is measured. */
  readonly effect: Effect | null
  readonly errors: FormErrors
}

/** An edit that is not live, and what it would change. */
export const EffectPage: FC<EffectPageProps> = (props) => {
  const { language, file, source, effect, errors } = props
  const words = effectWords(language)
  return (
    <Page
      language={language}
      theme={props.theme}
      styles={props.styles}
      title={`${words('title')} · Kefu`}
      density='dense'
      header={<StaffHeader language={language} {...props.frame} />}
    >
      <div class='editor'>
        <EditorNav language={language} current='effect' />
        <h1>{words('title')}</h1>
        <p class='soft'>{words('intro')}</p>
        <ErrorSummary language={language} errors={errors} />
        {effect && <EffectView language={language} effect={effect} />}
        <form method='post' action='/knowledge/effect'>
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
            rows={effect ? 12 : 24}
            error={errors['source']}
          />
          <button class='primary' type='submit'>
            {words('measure')}
          </button>
        </form>
      </div>
    </Page>
  )
}
