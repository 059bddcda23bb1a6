import type { Child, FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import type { Theme } from '../../platform/ui/choose-theme.js'
import { SelectField, TextField } from '../../platform/ui/field.js'
import { LANGUAGE_NAMES } from '../../platform/ui/language-links.js'
import { Page } from '../../platform/ui/layout.js'
import { type StaffFrame, StaffHeader } from '../../platform/ui/staff-header.js'
import { type Column, DataTable, type Sorting } from '../../platform/ui/table.js'
import { type Article, type Day, isExpired, mayAnswer, STATES } from '../article/article.js'
import type { Problem } from '../article/problem.js'
import type { IndexProgress } from '../knowledge.js'
import type { ArticleFilter } from './article-filter.js'
import { EditorNav } from './editor-nav.js'
import { categoryName, categoryOrder, type SiteWords, siteWords } from './site-words.js'

/** An article with what the check found in it. */
export interface ArticleRow {
  readonly article: Article
  readonly problems: readonly Problem[]
}

interface ArticlesPageProps {
  readonly language: Language
  readonly theme: Theme
  readonly styles: readonly string[]
  readonly staff: StaffFrame
  readonly today: Day
  /** All articles, for what can be filtered by. */
  readonly all: readonly Article[]
  /** Filtered and sorted. */
  readonly rows: readonly ArticleRow[]
  readonly problems: readonly Problem[]
  readonly filter: ArticleFilter
  readonly sorting: Sorting
  readonly sortedBy: (sort: string) => string
  readonly progress: IndexProgress
}

/** What the articles' table can show and be sorted by. */
export function articleColumns(words: SiteWords, today: Day): readonly Column<ArticleRow>[] {
  return [
    {
      key: 'title',
      label: words('column-title'),
      cell: (row) => <Title words={words} article={row.article} today={today} />,
      order: ({ article }) => article.title,
    },
    {
      key: 'state',
      label: words('column-state'),
      cell: (row) => <State words={words} article={row.article} today={today} />,
      order: ({ article }) =>
        `${STATES.indexOf(article.state)}${isExpired(article, today) ? 1 : 0}`,
    },
    {
      key: 'language',
      label: words('column-language'),
      cell: ({ article }) => LANGUAGE_NAMES[article.language],
      order: ({ article }) => article.language,
    },
    {
      key: 'category',
      label: words('column-category'),
      cell: ({ article }) => categoryName(words, article.category),
      order: ({ article }) => categoryName(words, article.category),
    },
    {
      key: 'owner',
      label: words('column-owner'),
      cell: ({ article }) => article.owner ?? '—',
      order: ({ article }) => article.owner ?? '',
    },
    {
      key: 'review',
      label: words('column-review'),
      cell: ({ article }) => (
        <span class={isExpired(article, today) ? 'mark late' : ''}>{article.reviewBy ?? '—'}</span>
      ),
      order: ({ article }) => article.reviewBy ?? '',
      numeric: true,
    },
    {
      key: 'questions',
      label: words('column-questions'),
      cell: ({ article }) => article.questions.length,
      order: ({ article }) => article.questions.length,
      numeric: true,
    },
    {
      key: 'problems',
      label: words('column-problems'),
      cell: ({ problems }) =>
        problems.length === 0 ? (
          '0'
        ) : (
          <span class={problems.some(({ level }) => level === 'error') ? 'mark late' : 'mark warn'}>
            {problems.length}
          </span>
        ),
      order: ({ problems }) => problems.length,
      numeric: true,
    },
  ]
}

export const ArticlesPage: FC<ArticlesPageProps> = (props) => {
  const { language, today, all, rows, progress } = props
  const words = siteWords(language)
  const answering = all.filter((article) => mayAnswer(article, today, 'agent')).length
  return (
    <Page
      language={language}
      theme={props.theme}
      styles={props.styles}
      title={`${words('articles')} · Kefu`}
      density='dense'
      header={<StaffHeader language={language} {...props.staff} />}
    >
      <div class='editor'>
        <EditorNav language={language} current='articles' />
        <h1>{words('articles')}</h1>
        <p class='soft'>
          {words('articles-lead', { count: all.length, answering })}
          {progress.step !== 'ready' &&
            ` · ${words('progress', { done: progress.done, total: progress.total })}`}
        </p>
        <Filters {...props} />
        {rows.length === 0 ? (
          <p class='notice'>{words('filter-none')}</p>
        ) : (
          <DataTable
            language={language}
            caption={words('articles')}
            columns={articleColumns(words, today)}
            rows={rows}
            sorting={props.sorting}
            sortedBy={props.sortedBy}
          />
        )}
        <Problems words={words} problems={props.problems} />
      </div>
    </Page>
  )
}

const Title: FC<{ words: SiteWords; article: Article; today: Day }> = (props) => {
  const { words, article, today } = props
  const isPublic = mayAnswer(article, today, 'customer')
  return (
    <>
      {isPublic ? (
        <a href={`/help/${encodeURIComponent(article.id)}?lang=${article.language}`}>
          {article.title}
        </a>
      ) : (
        article.title
      )}{' '}
      {article.audience === 'agent' && <span class='mark'>{words('for-agents')}</span>}
      <br />
      <span class='soft small'>{article.file}</span>
    </>
  )
}

const State: FC<{ words: SiteWords; article: Article; today: Day }> = (props) => {
  const { words, article, today } = props
  if (article.state === 'published' && isExpired(article, today)) {
    return <span class='mark late'>{words('expired')}</span>
  }
  return (
    <span class={article.state === 'published' ? 'mark ok' : 'mark'}>
      {words(`state-${article.state}`)}
    </span>
  )
}

const Filters: FC<ArticlesPageProps> = ({ language, all, filter, sorting }) => {
  const words = siteWords(language)
  const distinct = (values: readonly (string | null)[]) =>
    [...new Set(values)].filter((value): value is string => value !== null && value !== '')
  const field = (name: string, label: string, value: string, options: readonly Option[]) => (
    <SelectField
      name={name}
      label={label}
      value={value}
      placeholder={words('filter-any')}
      options={options}
    />
  )
  return (
    <form class='filters' method='get' action='/knowledge'>
      <input
        type='hidden'
        name='sort'
        value={`${sorting.direction === 'down' ? '-' : ''}${sorting.key}`}
      />
      <TextField name='words' type='search' label={words('filter-words')} value={filter.words} />
      {field(
        'state',
        words('column-state'),
        filter.state,
        STATES.map((state) => ({ value: state, label: words(`state-${state}`) })),
      )}
      {field(
        'in',
        words('column-language'),
        filter.language,
        distinct(all.map((article) => article.language)).map((value) => ({
          value,
          label: LANGUAGE_NAMES[value as Language],
        })),
      )}
      {field(
        'category',
        words('column-category'),
        filter.category,
        distinct(all.map(({ category }) => category))
          .sort(categoryOrder)
          .map((value) => ({ value, label: categoryName(words, value) })),
      )}
      {field(
        'owner',
        words('column-owner'),
        filter.owner,
        distinct(all.map(({ owner }) => owner))
          .sort()
          .map((value) => ({ value, label: value })),
      )}
      <label class='check'>
        <input type='checkbox' name='problems' value='1' checked={filter.withProblems} />
        {words('filter-problems')}
      </label>
      <button class='primary' type='submit'>
        {words('filter')}
      </button>
      <a href='/knowledge'>{words('filter-clear')}</a>
    </form>
  )
}

interface Option {
  readonly value: string
  readonly label: string
}

const Problems: FC<{ words: SiteWords; problems: readonly Problem[] }> = ({ words, problems }) => {
  const heading: Child = <h2 id='problems-title'>{words('problems')}</h2>
  if (problems.length === 0) {
    return (
      <section aria-labelledby='problems-title'>
        {heading}
        <p class='soft'>{words('problems-none')}</p>
      </section>
    )
  }
  return (
    <section aria-labelledby='problems-title'>
      {heading}
      <div class='table-scroll'>
        <table class='data problems'>
          <thead>
            <tr>
              <th scope='col'>{words('column-where')}</th>
              <th scope='col'>{words('column-level')}</th>
              <th scope='col'>{words('column-message')}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map(({ file, line, level, message }) => (
              <tr>
                <td>
                  {file}:{line}
                </td>
                <td>
                  <span class={level === 'error' ? 'mark late' : 'mark warn'}>
                    {words(`problem-${level}`)}
                  </span>
                </td>
                <td lang='en'>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
