import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import { LANGUAGE_NAMES } from '../../platform/ui/language-links.js'
import type { Column } from '../../platform/ui/table.js'
import { daysOf } from '../../platform/ui/times.js'
import { type Article, type Day, isExpired, STATES } from '../article/article.js'
import type { Problem } from '../article/problem.js'
import { categoryName, type SiteWords, siteWords } from '../site/site-words.js'
import { articleEditHref, draftHref } from './article-links.js'
import type { ArticleUse } from './article-use.js'
import type { Draft } from './draft.js'
import { type EditingWords, editingWords } from './editing-words.js'

/** What is known of an article in one place. */
export interface ArticleRow {
  readonly article: Article
  /** The same in other languages. */
  readonly versions: readonly Article[]
  readonly problems: readonly Problem[]
  readonly use: ArticleUse
  /** A change that is not published. */
  readonly draft: Draft | undefined
}

/** What the articles' table can show and be sorted by. */
export function articleColumns(language: Language, today: Day): readonly Column<ArticleRow>[] {
  const words = siteWords(language)
  const own = editingWords(language)
  const dayIn = daysOf(language)
  const figure = (key: keyof ArticleUse): Column<ArticleRow> => ({
    key,
    label: own(`use-${key}`),
    cell: ({ use }) => use[key],
    order: ({ use }) => use[key],
    numeric: true,
  })
  return [
    {
      key: 'title',
      label: words('column-title'),
      cell: (row) => <Title words={words} own={own} row={row} />,
      order: ({ article }) => article.title,
      stacked: 'line',
    },
    {
      key: 'state',
      label: words('column-state'),
      cell: (row) => <State words={words} article={row.article} today={today} />,
      order: ({ article }) =>
        `${STATES.indexOf(article.state)}${isExpired(article, today) ? 1 : 0}`,
      stacked: 'among',
    },
    {
      key: 'language',
      label: words('column-language'),
      cell: ({ article, versions }) => <Languages article={article} versions={versions} />,
      order: ({ article }) => article.language,
      stacked: 'among',
    },
    {
      key: 'category',
      label: words('column-category'),
      cell: ({ article }) => categoryName(words, article.category),
      order: ({ article }) => categoryName(words, article.category),
      stacked: 'among',
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
        <span class={isExpired(article, today) ? 'mark late' : ''}>
          {article.reviewBy === null ? '—' : dayIn(article.reviewBy)}
        </span>
      ),
      order: ({ article }) => article.reviewBy ?? '',
      numeric: true,
    },
    figure('shown'),
    figure('answered'),
    {
      key: 'thumbs',
      label: own('use-thumbs'),
      cell: ({ use }) => (
        <span aria-label={own('thumbs-spoken', { up: use.up, down: use.down })} role='img'>
          +{use.up} −{use.down}
        </span>
      ),
      order: ({ use }) => use.up - use.down,
      numeric: true,
    },
    figure('handedOver'),
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

const Title: FC<{ words: SiteWords; own: EditingWords; row: ArticleRow }> = (props) => {
  const { words, own, row } = props
  const { article, draft } = row
  return (
    <>
      <a href={articleEditHref(article.id)} lang={article.language}>
        {article.title}
      </a>{' '}
      {article.audience === 'agent' && <span class='mark'>{words('for-agents')}</span>}
      {draft && (
        <a class='mark accent' href={draftHref(draft.id)}>
          {own(`draft-${draft.state}`)}
        </a>
      )}
      <br />
      <span class='soft small'>{article.file}</span>
    </>
  )
}

const Languages: FC<{ article: Article; versions: readonly Article[] }> = ({
  article,
  versions,
}) => (
  <>
    {LANGUAGE_NAMES[article.language]}
    {versions.map(({ id, language }) => (
      <>
        {' '}
        <a class='small' href={articleEditHref(id)}>
          {LANGUAGE_NAMES[language]}
        </a>
      </>
    ))}
  </>
)

export const State: FC<{ words: SiteWords; article: Article; today: Day }> = (props) => {
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
