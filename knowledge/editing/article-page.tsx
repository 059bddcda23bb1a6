import type { FC } from 'hono/jsx'
import { LANGUAGE_NAMES } from '../../platform/ui/language-links.js'
import { daysOf, type Times } from '../../platform/ui/times.js'
import { type Article, type Day, mayAnswer } from '../article/article.js'
import { categoryName, siteWords } from '../site/site-words.js'
import { type ArticleRow, State } from './article-columns.js'
import { articleEditHref, draftHref } from './article-links.js'
import type { ArticleUse } from './article-use.js'
import { Comparison } from './comparison.js'
import type { EditorFrame } from './editing-deps.js'
import { type EditingWords, editingWords } from './editing-words.js'
import { EditorPage, type Notice } from './editor-page.js'
import type { ArticleHistory, PastText } from './history.js'
import { HistoryTable } from './history-table.js'
import { ProblemTable } from './problem-table.js'

export interface ArticlePageProps {
  readonly frame: EditorFrame
  readonly times: Times
  readonly today: Day
  readonly row: ArticleRow
  readonly history: ArticleHistory
  /** A version of the history beside the text by now. */
  readonly past: {
    readonly text: PastText
    readonly source: string
    readonly current: string
  } | null
  /** The day that a renewal proposes. */
  readonly renewTo: Day
  readonly notice?: Notice | undefined
}

/** One article: what it is, how it does, what is wrong with it, what it was. */
export const ArticlePage: FC<ArticlePageProps> = (props) => {
  const { frame, row, today, history, past } = props
  const { article, draft, problems } = row
  const { language } = frame
  const words = editingWords(language)
  const site = siteWords(language)
  const isPublic = mayAnswer(article, today, 'customer')
  return (
    <EditorPage
      frame={frame}
      place={null}
      title={article.title}
      notice={props.notice}
      beside={
        <>
          <State words={site} article={article} today={today} />
          {draft && (
            <a class='mark accent' href={draftHref(draft.id)}>
              {words(`draft-${draft.state}`)}
            </a>
          )}
        </>
      }
    >
      <div class='deeds'>
        <form method='post' action={`${articleEditHref(article.id)}/edit`}>
          <button class='primary' type='submit'>
            {words(draft ? 'edit-on' : 'edit')}
          </button>
        </form>
        {isPublic && (
          <a
            class='button'
            href={`/help/${encodeURIComponent(article.id)}?lang=${article.language}`}
          >
            {words('see-help')}
          </a>
        )}
        <a
          class='button'
          href={`/knowledge/test?q=${encodeURIComponent(article.questions[0] ?? article.title)}`}
        >
          {site('hit-test')}
        </a>
      </div>
      <Facts {...props} words={words} />
      <UseFigures use={row.use} words={words} />
      {problems.length > 0 && (
        <div>
          <h2 id='problems-title'>{site('problems')}</h2>
          <ProblemTable language={language} problems={problems} />
        </div>
      )}
      <Upkeep {...props} words={words} />
      {past && (
        <div id='past'>
          <h2 id='past-title'>{words('past-title')}</h2>
          <Comparison
            language={language}
            caption={words('past-title')}
            before={{
              title: words('past-text', { time: props.times.exact(past.text.at) }),
              text: past.source,
            }}
            after={{ title: words('file-by-now'), text: past.current }}
          />
          {past.source !== past.current && (
            <Restore article={article} version={past.text.key} words={words} />
          )}
        </div>
      )}
      <HistoryTable
        language={language}
        times={props.times}
        article={article}
        history={history}
        compared={past?.text.key}
      />
    </EditorPage>
  )
}

type Part = FC<ArticlePageProps & { words: EditingWords }>

const Facts: Part = ({ frame, row, words }) => {
  const { article, versions } = row
  const site = siteWords(frame.language)
  const dayIn = daysOf(frame.language)
  const end = (day: Day | null) => (day === null ? '…' : dayIn(day))
  const fact = (label: string, value: unknown) => (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  )
  return (
    <dl class='facts'>
      {fact(words('file'), <code>{article.file}</code>)}
      {fact(site('column-category'), categoryName(site, article.category))}
      {fact(site('column-owner'), article.owner ?? '—')}
      {fact(site('column-review'), article.reviewBy === null ? '—' : dayIn(article.reviewBy))}
      {(article.validFrom !== null || article.validUntil !== null) &&
        fact(words('validity'), `${end(article.validFrom)} – ${end(article.validUntil)}`)}
      {fact(
        site('column-language'),
        <>
          {LANGUAGE_NAMES[article.language]}
          {versions.map(({ id, language }) => (
            <>
              {' · '}
              <a href={articleEditHref(id)}>{LANGUAGE_NAMES[language]}</a>
            </>
          ))}
        </>,
      )}
    </dl>
  )
}

const UseFigures: FC<{ use: ArticleUse; words: EditingWords }> = ({ use, words }) => (
  <section aria-labelledby='use-title'>
    <h2 id='use-title'>{words('use-title')}</h2>
    <dl class='figures'>
      {(['shown', 'answered', 'up', 'down', 'handedOver'] as const).map((key) => (
        <div>
          <dt>{words(`use-${key}`)}</dt>
          <dd>{use[key]}</dd>
        </div>
      ))}
    </dl>
  </section>
)

/** What can be done with a published text without writing in it. */
const Upkeep: Part = ({ row, renewTo, words }) => {
  const { article } = row
  if (article.plain || article.state === 'archived') return null
  const href = articleEditHref(article.id)
  const digest = <input type='hidden' name='digest' value={article.digest} />
  return (
    <section aria-labelledby='upkeep-title'>
      <h2 id='upkeep-title'>{words('upkeep')}</h2>
      <div class='upkeep'>
        <form class='filters' method='post' action={`${href}/renew`}>
          {digest}
          <div class='field'>
            <label for='reviewBy'>{words('renew-to')}</label>
            <input id='reviewBy' name='reviewBy' type='date' value={renewTo} required />
          </div>
          <button type='submit'>{words('renew')}</button>
        </form>
        <details>
          <summary>{words('withdraw')}</summary>
          <form method='post' action={`${href}/withdraw`}>
            {digest}
            <p>{words('withdraw-note')}</p>
            <button type='submit'>{words('withdraw-do')}</button>
          </form>
        </details>
      </div>
    </section>
  )
}

const Restore: FC<{ article: Article; version: string; words: EditingWords }> = (props) => (
  <form method='post' action={`${articleEditHref(props.article.id)}/restore`}>
    <input type='hidden' name='version' value={props.version} />
    <p class='soft'>{props.words('restore-note')}</p>
    <button type='submit'>{props.words('bring-back')}</button>
  </form>
)
