import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import { SelectField, TextField } from '../../platform/ui/field.js'
import { LANGUAGE_NAMES } from '../../platform/ui/language-links.js'
import { DataTable, type Sorting } from '../../platform/ui/table.js'
import { type Article, type Day, mayAnswer, STATES } from '../article/article.js'
import type { Problem } from '../article/problem.js'
import type { IndexProgress } from '../knowledge.js'
import { categoryName, categoryOrder, siteWords } from '../site/site-words.js'
import { type ArticleRow, articleColumns } from './article-columns.js'
import type { ArticleFilter } from './article-filter.js'
import type { Draft } from './draft.js'
import { DraftName } from './draft-name.js'
import type { EditorFrame } from './editing-deps.js'
import { editingWords } from './editing-words.js'
import { EditorPage } from './editor-page.js'
import { listNames } from './list-names.js'
import { ProblemTable } from './problem-table.js'

interface ArticlesPageProps {
  readonly frame: EditorFrame
  readonly today: Day
  /** All articles, for what can be filtered by. */
  readonly all: readonly Article[]
  /** Filtered and sorted. */
  readonly rows: readonly ArticleRow[]
  /** From 0. */
  readonly page: number
  readonly hrefOfPage: (page: number) => string
  /** Changes of which no file is there yet. */
  readonly newDrafts: readonly Draft[]
  /** Errors first. */
  readonly problems: readonly Problem[]
  readonly filter: ArticleFilter
  readonly sorting: Sorting
  readonly sortedBy: (sort: string) => string
  readonly progress: IndexProgress
}

/** A page of thousands of rows takes a browser seconds. */
export const ROWS = 200

export const ArticlesPage: FC<ArticlesPageProps> = (props) => {
  const { frame, today, all, rows, progress, page } = props
  const { language } = frame
  const words = siteWords(language)
  const own = editingWords(language)
  const answering = all.filter((article) => mayAnswer(article, today, 'agent')).length
  // They stand below all articles, where nobody looks who does not know of them.
  const errors = props.problems.filter(({ level }) => level === 'error').length
  return (
    <EditorPage
      frame={frame}
      place='articles'
      title={words('articles')}
      beside={
        <a class='button primary' href='/knowledge/articles/new'>
          {own('new-article')}
        </a>
      }
    >
      <p class='soft'>
        {words('articles-lead', { count: all.length, answering })}
        {(progress.step === 'reading' || progress.step === 'embedding') &&
          ` · ${words('progress', { done: progress.done, total: progress.total })}`}
        {errors > 0 && (
          <>
            {' · '}
            <a href='#problems-title'>{own('errors', { count: errors })}</a>
          </>
        )}
      </p>
      <Filters {...props} />
      {props.newDrafts.length > 0 && <NewDrafts language={language} drafts={props.newDrafts} />}
      {rows.length === 0 ? (
        <p class='notice'>{words('filter-none')}</p>
      ) : (
        <>
          <p class='soft small'>{own('use-note')}</p>
          <DataTable
            language={language}
            caption={words('articles')}
            columns={articleColumns(language, today)}
            rows={rows.slice(page * ROWS, (page + 1) * ROWS)}
            sorting={props.sorting}
            sortedBy={props.sortedBy}
            stacks
          />
        </>
      )}
      {rows.length > ROWS && <Pages {...props} />}
      <div>
        <h2 id='problems-title'>{words('problems')}</h2>
        {props.problems.length === 0 ? (
          <p class='soft'>{words('problems-none')}</p>
        ) : (
          <ProblemTable language={language} problems={props.problems.slice(0, ROWS)} />
        )}
        {props.problems.length > ROWS && (
          <p class='soft'>{own('problems-more', { count: props.problems.length - ROWS })}</p>
        )}
      </div>
    </EditorPage>
  )
}

const NewDrafts: FC<{ language: Language; drafts: readonly Draft[] }> = ({ language, drafts }) => {
  const words = editingWords(language)
  return (
    <section aria-labelledby='new-drafts-title'>
      <h2 id='new-drafts-title'>{words('new-drafts')}</h2>
      <ul>
        {drafts.map((draft) => (
          <li>
            <DraftName draft={draft} words={words} />{' '}
            <span class='soft'>{listNames(draft.writers, language)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const Pages: FC<ArticlesPageProps> = ({ frame, rows, page, hrefOfPage }) => {
  const words = editingWords(frame.language)
  const to = Math.min(rows.length, (page + 1) * ROWS)
  return (
    <nav class='pages' aria-label={words('pages')}>
      {page > 0 && <a href={hrefOfPage(page - 1)}>{words('page-before')}</a>}
      <span>{words('page-range', { from: page * ROWS + 1, to, total: rows.length })}</span>
      {to < rows.length && <a href={hrefOfPage(page + 1)}>{words('page-after')}</a>}
    </nav>
  )
}

const Filters: FC<ArticlesPageProps> = ({ frame, all, filter, sorting }) => {
  const { language } = frame
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
      <TextField
        name='words'
        type='search'
        label={editingWords(language)('filter-words')}
        value={filter.words}
      />
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
      <button type='submit'>{words('filter')}</button>
      <a href='/knowledge'>{words('filter-clear')}</a>
    </form>
  )
}

interface Option {
  readonly value: string
  readonly label: string
}
