import type { FC } from 'hono/jsx'
import { LANGUAGES, type Language } from '../../platform/language.js'
import {
  AreaField,
  Field,
  type FormErrors,
  SelectField,
  TextField,
} from '../../platform/ui/field.js'
import { LANGUAGE_NAMES } from '../../platform/ui/language-links.js'
import { AUDIENCES, SERVICES } from '../article/article.js'
import { categoryName, siteWords } from '../site/site-words.js'
import type { ArticleFields } from './article-fields.js'
import { type EditingWords, editingWords } from './editing-words.js'

export interface FormChoices {
  /** Folders of articles. */
  readonly categories: readonly string[]
  readonly owners: readonly { readonly login: string; readonly name: string }[]
  /** Ids of articles. */
  readonly articles: readonly string[]
}

interface DraftFieldsProps {
  readonly language: Language
  readonly fields: ArticleFields
  readonly body: string
  readonly isNew: boolean
  readonly errors: FormErrors
  readonly choices: FormChoices
}

/** What an editor writes: the text first, what is about it below. */
export const DraftFields: FC<DraftFieldsProps> = (props) => {
  const { language, fields, body, errors } = props
  const words = editingWords(language)
  const site = siteWords(language)
  return (
    <>
      <TextField
        name='title'
        label={site('column-title')}
        value={fields.title}
        error={errors['title']}
      />
      <Field name='body' label={words('body')} hint={words('body-hint')}>
        <textarea
          id='body'
          name='body'
          class='body'
          rows={22}
          aria-describedby='body-hint'
          spellcheck
          lang={fields.lang || language}
        >
          {`\n${body}`}
        </textarea>
      </Field>
      <div class='picture-field' hidden>
        <label for='picture'>{words('add-picture')}</label>
        <input
          id='picture'
          type='file'
          accept='image/png,image/jpeg,image/webp,image/gif'
          data-failed={words('picture-failed')}
        />
        <p class='soft small'>{words('picture-hint')}</p>
        <p id='picture-status' role='status' />
      </div>
      <AreaField
        name='questions'
        label={words('questions')}
        hint={words('questions-hint')}
        value={`\n${fields.questions.join('\n')}`}
        rows={8}
        error={errors['questions']}
      />
      <fieldset class='about'>
        <legend>{words('about')}</legend>
        <About {...props} words={words} />
      </fieldset>
    </>
  )
}

const About: FC<DraftFieldsProps & { words: EditingWords }> = (props) => {
  const { language, fields, isNew, errors, choices, words } = props
  const site = siteWords(language)
  const list = (name: string, values: readonly string[]) => (
    <datalist id={name}>
      {values.map((value) => (
        <option value={value} />
      ))}
    </datalist>
  )
  const articleField = (name: 'supersedes' | 'translates') => (
    <Field name={name} label={words(name)} error={errors[name]}>
      <input id={name} name={name} value={fields[name]} list='article-ids' />
    </Field>
  )
  return (
    <div class='about-fields'>
      {isNew ? (
        <>
          <TextField
            name='id'
            label={words('id')}
            hint={words('id-hint')}
            value={fields.id}
            error={errors['id']}
          />
          <Field
            name='category'
            label={site('column-category')}
            hint={words('category-hint')}
            error={errors['category']}
          >
            <input id='category' name='category' value={fields.category} list='category-list' />
            <datalist id='category-list'>
              {choices.categories.map((value) => (
                <option value={value}>{categoryName(site, value)}</option>
              ))}
            </datalist>
          </Field>
        </>
      ) : (
        <>
          <input type='hidden' name='id' value={fields.id} />
          <input type='hidden' name='category' value={fields.category} />
        </>
      )}
      <SelectField
        name='lang'
        label={site('column-language')}
        value={fields.lang}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      />
      <SelectField
        name='service'
        label={words('service')}
        value={fields.service}
        options={SERVICES.map((value) => ({ value, label: words(`service-${value}`) }))}
      />
      <SelectField
        name='audience'
        label={words('audience')}
        value={fields.audience}
        options={AUDIENCES.map((value) => ({ value, label: words(`audience-${value}`) }))}
      />
      <Field
        name='owner'
        label={site('column-owner')}
        hint={words('owner-hint')}
        error={errors['owner']}
      >
        <input id='owner' name='owner' value={fields.owner} list='owner-list' />
        <datalist id='owner-list'>
          {choices.owners.map(({ login, name }) => (
            <option value={login}>{name}</option>
          ))}
        </datalist>
      </Field>
      <DayField name='reviewBy' label={site('column-review')} fields={fields} errors={errors} />
      <DayField name='validFrom' label={words('valid-from')} fields={fields} errors={errors} />
      <DayField name='validUntil' label={words('valid-until')} fields={fields} errors={errors} />
      {articleField('supersedes')}
      {articleField('translates')}
      {list('article-ids', choices.articles)}
      <SelectField
        name='state'
        label={words('state-after')}
        value={fields.state === 'archived' ? 'archived' : 'published'}
        options={(['published', 'archived'] as const).map((value) => ({
          value,
          label: site(`state-${value}`),
        }))}
      />
    </div>
  )
}

const DayField: FC<{
  name: 'reviewBy' | 'validFrom' | 'validUntil'
  label: string
  fields: ArticleFields
  errors: FormErrors
}> = ({ name, label, fields, errors }) => (
  <Field name={name} label={label} error={errors[name]}>
    <input
      id={name}
      name={name}
      type='date'
      value={fields[name]}
      {...(errors[name] ? { 'aria-invalid': 'true', 'aria-describedby': `${name}-error` } : {})}
    />
  </Field>
)
