import type { FC } from 'hono/jsx'
import { LANGUAGES } from '../../platform/language.js'
import {
  AreaField,
  ErrorSummary,
  type FormErrors,
  type Option,
  SelectField,
  TextField,
} from '../../platform/ui/field.js'
import { LANGUAGE_NAMES } from '../../platform/ui/language-links.js'
import { GapFrame, type GapFrameProps } from './gap-frame.js'
import { gapWords } from './gap-words.js'

/** What an article from a case begins with, or what was typed. */
export interface CaseDraftForm {
  readonly title: string
  readonly language: string
  readonly category: string
  /** One a line. */
  readonly questions: string
  readonly body: string
}

export interface CaseDraftPageProps extends GapFrameProps {
  readonly caseId: string
  /** `null` when there is no such case, or nobody wrote in it. */
  readonly form: CaseDraftForm | null
  readonly categories: readonly Option[]
  readonly errors: FormErrors
}

/** Turns a solved case into the draft of an article. */
export const CaseDraftPage: FC<CaseDraftPageProps> = (props) => {
  const { language, caseId, form, errors } = props
  const words = gapWords(language)
  return (
    <GapFrame {...props} title={words('case-title')}>
      <p>
        <a href='/knowledge/gaps'>{words('back')}</a>
      </p>
      <h1>{words('case-title')}</h1>
      {form === null ? (
        <p class='notice'>{words('case-gone')}</p>
      ) : (
        <>
          <p class='soft'>
            {words('case-lead')} <a href={`/desk/cases/${caseId}`}>{words('case-desk')}</a>
          </p>
          <ErrorSummary language={language} errors={errors} />
          <form class='form gap-case' method='post' action={`/knowledge/gaps/cases/${caseId}`}>
            <TextField
              name='title'
              label={words('draft-title')}
              value={form.title}
              error={errors['title']}
              required
            />
            <SelectField
              name='language'
              label={words('draft-language')}
              value={form.language}
              options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
            />
            <SelectField
              name='category'
              label={words('draft-category')}
              value={form.category}
              error={errors['category']}
              options={props.categories}
            />
            <AreaField
              name='questions'
              label={words('case-questions')}
              value={form.questions}
              rows={3}
            />
            <AreaField name='body' label={words('case-text')} value={form.body} rows={12} />
            <button class='primary' type='submit'>
              {words('draft-do')}
            </button>
          </form>
        </>
      )}
    </GapFrame>
  )
}
