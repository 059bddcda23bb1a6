import type { FC } from 'hono/jsx'
import { LANGUAGES } from '../../platform/language.js'
import {
  AreaField,
  ErrorSummary,
  Field,
  type FormErrors,
  SelectField,
  TextField,
} from '../../platform/ui/field.js'
import { LANGUAGE_NAMES } from '../../platform/ui/language-links.js'
import { categoryName, siteWords } from '../site/site-words.js'
import type { EditorFrame } from './editing-deps.js'
import { editingWords } from './editing-words.js'
import { EditorPage } from './editor-page.js'

/** What is known of an article before it has a draft; the names are those of the address. */
export interface NewArticle {
  readonly title: string
  readonly language: string
  readonly category: string
  /** One a line. */
  readonly questions: string
  readonly body: string
  /** Where it comes from, one a line. */
  readonly sources: string
  readonly translates: string
}

interface NewArticlePageProps {
  readonly frame: EditorFrame
  readonly start: NewArticle
  readonly categories: readonly string[]
  readonly errors: FormErrors
}

/** Begins an article. What the address brings stands in the form already. */
export const NewArticlePage: FC<NewArticlePageProps> = ({ frame, start, categories, errors }) => {
  const { language } = frame
  const words = editingWords(language)
  const site = siteWords(language)
  return (
    <EditorPage frame={frame} place={null} title={words('new-article')}>
      <p class='soft'>{words('new-lead')}</p>
      <form class='form' method='post' action='/knowledge/articles/new'>
        <ErrorSummary language={language} errors={errors} />
        <TextField
          name='title'
          label={site('column-title')}
          value={start.title}
          error={errors['title']}
          required
          autofocus
        />
        <SelectField
          name='language'
          label={site('column-language')}
          value={start.language}
          options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        />
        <Field
          name='category'
          label={site('column-category')}
          hint={words('category-hint')}
          error={errors['category']}
        >
          <input
            id='category'
            name='category'
            value={start.category}
            list='category-list'
            required
            aria-describedby='category-hint'
          />
          <datalist id='category-list'>
            {categories.map((value) => (
              <option value={value}>{categoryName(site, value)}</option>
            ))}
          </datalist>
        </Field>
        <AreaField
          name='questions'
          label={words('questions')}
          hint={words('questions-hint')}
          value={`\n${start.questions}`}
          rows={6}
        />
        <input type='hidden' name='body' value={start.body} />
        <input type='hidden' name='sources' value={start.sources} />
        <input type='hidden' name='translates' value={start.translates} />
        <div class='deeds'>
          <button class='primary' type='submit'>
            {words('begin')}
          </button>
        </div>
      </form>
    </EditorPage>
  )
}
