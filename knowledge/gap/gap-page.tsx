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
import type { Times } from '../../platform/ui/times.js'
import type { Article } from '../article/article.js'
import type { SolvedAnswer, UnansweredQuestion } from './gap.js'
import { GapFrame, type GapFrameProps } from './gap-frame.js'
import { GapQuestions } from './gap-questions.js'
import type { KnownGap } from './gap-room.js'
import { gapWords } from './gap-words.js'
import { gapHref, KindMark, trendOf } from './gaps-page.js'

/** What stands in the forms: what was typed, or what to begin with. */
export interface GapForms {
  readonly title: string
  readonly language: string
  readonly category: string
  /** Texts that are ticked. */
  readonly ticked: readonly string[]
  /** Cases whose sentences are wanted. */
  readonly cases: readonly string[]
  /** Words to find an article by. */
  readonly search: string
  readonly article: string
  readonly reason: string
  readonly growsBy: string
}

export interface GapPageProps extends GapFrameProps, KnownGap {
  readonly times: Times
  readonly titleOf: (article: string) => string
  readonly categories: readonly Option[]
  readonly solved: readonly SolvedAnswer[]
  readonly found: readonly Article[]
  readonly forms: GapForms
  readonly errors: FormErrors
  /** The page that makes a test case of a question; not given where there is none. */
  readonly evalCaseOf: ((question: UnansweredQuestion) => string) | undefined
}

export const GapPage: FC<GapPageProps> = (props) => {
  const { language, gap, times } = props
  const words = gapWords(language)
  const count = gap.questions.length
  return (
    <GapFrame {...props} title={gap.typical.text}>
      <p>
        <a href='/knowledge/gaps'>{words('back')}</a>
      </p>
      <h1 lang={gap.typical.language}>{gap.typical.text}</h1>
      <p>
        <KindMark words={words} kind={gap.kind} /> {words(`why-${gap.kind}`)}
      </p>
      <p class='soft'>
        {words('facts', { count })} ·{' '}
        {words('facts-trend', { week: gap.lastWeek, before: gap.weekBefore })} (
        {trendOf(gap, words)})
        {gap.article !== null && ` · ${words('near', { title: props.titleOf(gap.article) })}`}
        {gap.answeredBy !== null &&
          ` · ${words('answered-by', { title: props.titleOf(gap.answeredBy) })}`}{' '}
        ·{' '}
        <a href={`/knowledge/test?${new URLSearchParams({ q: gap.typical.text })}`}>
          {words('try')}
        </a>
      </p>
      <Standing {...props} />
      <ErrorSummary language={language} errors={props.errors} />
      <div class='gap-layout'>
        <form class='gap-forms' method='post' action={`${gapHref(props)}/draft`}>
          <GapQuestions
            words={words}
            questions={gap.questions}
            times={times}
            ticked={props.forms.ticked}
            evalCaseOf={props.evalCaseOf}
          />
          <div class='gap-deeds'>
            <Solved {...props} />
            <Draft {...props} />
            <Add {...props} />
          </div>
        </form>
        <Dismiss {...props} />
      </div>
      <form id='find-article' method='get' action={gapHref(props)} />
    </GapFrame>
  )
}

const Standing: FC<GapPageProps> = ({ language, standing, times, titleOf, gap }) => {
  const { deed, fresh, state } = standing
  const words = gapWords(language)
  if (!deed) return null
  const { name } = deed.editor
  const day = times.day(deed.at)
  const article = deed.article === null ? '' : titleOf(deed.article)
  return (
    <section class='notice gap-standing'>
      <p>
        <span class='mark'>{words(`state-${state}`)}</span>{' '}
        {deed.kind === 'dismissed'
          ? words('deed-dismissed', { name, day, reason: deed.reason })
          : words(`deed-${deed.kind}`, { name, day, article })}{' '}
        {words('deed-back', { count: deed.growsBy, fresh })}
      </p>
      <form method='post' action={`${gapHref({ gap })}/reopen`}>
        <button type='submit'>{words('reopen')}</button>
      </form>
    </section>
  )
}

const Solved: FC<GapPageProps> = ({ language, solved, times, forms }) => {
  const words = gapWords(language)
  if (solved.length === 0) return null
  return (
    <fieldset>
      <legend>{words('solved')}</legend>
      {solved.map((answer) => (
        <div class='gap-solved'>
          <p class='soft small'>
            <a href={`/desk/cases/${answer.caseId}`}>
              {words('solved-case', { day: times.day(answer.at) })}
            </a>
          </p>
          <blockquote lang={answer.language}>
            {answer.sentences.map((sentence) => (
              <p>{sentence}</p>
            ))}
          </blockquote>
          <label class='check'>
            <input
              type='checkbox'
              name='case'
              value={answer.caseId}
              checked={forms.cases.includes(answer.caseId)}
            />
            {words('solved-use')}
          </label>
        </div>
      ))}
    </fieldset>
  )
}

const Draft: FC<GapPageProps> = ({ language, forms, errors, categories }) => {
  const words = gapWords(language)
  return (
    <fieldset>
      <legend>{words('draft')}</legend>
      <TextField
        name='title'
        label={words('draft-title')}
        value={forms.title}
        error={errors['title']}
      />
      <SelectField
        name='language'
        label={words('draft-language')}
        value={forms.language}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      />
      <SelectField
        name='category'
        label={words('draft-category')}
        value={forms.category}
        error={errors['category']}
        options={categories}
      />
      <button class='primary' type='submit'>
        {words('draft-do')}
      </button>
    </fieldset>
  )
}

const Add: FC<GapPageProps> = (props) => {
  const { language, forms, errors, found } = props
  const words = gapWords(language)
  return (
    <fieldset>
      <legend>{words('add')}</legend>
      <div class='filters'>
        <div class='field'>
          <label for='search'>{words('add-search')}</label>
          <input id='search' name='q' type='search' form='find-article' value={forms.search} />
        </div>
        <button type='submit' form='find-article'>
          {words('add-find')}
        </button>
      </div>
      {found.length === 0 ? (
        <p class='soft'>{words('add-none')}</p>
      ) : (
        <div role='radiogroup' aria-label={words('add-choose')} id='article'>
          {found.map(({ id, title, language: own }) => (
            <label class='check'>
              <input type='radio' name='article' value={id} checked={forms.article === id} />
              <span lang={own}>{title}</span>
            </label>
          ))}
        </div>
      )}
      {errors['article'] && <p class='error'>{errors['article']}</p>}
      <button type='submit' formaction={`${gapHref(props)}/add`} disabled={found.length === 0}>
        {words('add-do')}
      </button>
    </fieldset>
  )
}

const Dismiss: FC<GapPageProps> = (props) => {
  const { language, forms, errors } = props
  const words = gapWords(language)
  return (
    <form class='gap-dismiss' method='post' action={`${gapHref(props)}/dismiss`}>
      <fieldset>
        <legend>{words('dismiss')}</legend>
        <AreaField
          name='reason'
          label={words('dismiss-reason')}
          hint={words('dismiss-reason-hint')}
          value={forms.reason}
          error={errors['reason']}
          rows={2}
          required
        />
        <TextField
          name='growsBy'
          label={words('dismiss-grows')}
          value={forms.growsBy}
          error={errors['growsBy']}
          required
        />
        <button type='submit'>{words('dismiss-do')}</button>
      </fieldset>
    </form>
  )
}
