import { raw } from 'hono/html'
import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import type { Article } from '../article/article.js'
import { articleHref, shownTitle } from './help-articles.js'
import { HelpFrame, type HelpFrameProps, SearchForm } from './help-frame.js'
import { categoryName, categoryOrder, siteWords } from './site-words.js'

/** One article that may answer, with the sentence that does. */
export interface HelpResult {
  readonly title: string
  readonly href: string
  /** In which it is shown. */
  readonly language: Language
  /** Safe HTML of the answer, when it is sure enough to be told as one; else `null`. */
  readonly answer: string | null
  /** What it says on the matter, as text. */
  readonly text: string
}

export interface HelpSearch {
  readonly question: string
  readonly results: readonly HelpResult[]
}

interface HelpIndexProps {
  readonly frame: HelpFrameProps
  readonly articles: readonly Article[]
  /** What was asked for; `null` when nothing was. */
  readonly search: HelpSearch | null
}

export const HelpIndexPage: FC<HelpIndexProps> = ({ frame, articles, search }) => {
  const { language } = frame
  const words = siteWords(language)
  return (
    <HelpFrame {...frame} title={words('help')}>
      <h1>{words('help')}</h1>
      <p class='soft'>{words('help-lead')}</p>
      <SearchForm language={language} question={search?.question ?? ''} />
      {search ? (
        <Results language={language} search={search} />
      ) : (
        <Topics language={language} articles={articles} />
      )}
    </HelpFrame>
  )
}

const Results: FC<{ language: Language; search: HelpSearch }> = ({ language, search }) => {
  const words = siteWords(language)
  const { question, results } = search
  if (results.length === 0) return <p class='notice'>{words('results-none', { question })}</p>
  return (
    <section aria-labelledby='results-title'>
      <h2 id='results-title'>{words('results', { question })}</h2>
      {results[0]?.answer === null && <p class='soft'>{words('results-unsure')}</p>}
      <ol class='plain results'>
        {results.map(({ title, href, text, answer, language: shown }) => (
          <li class={answer === null ? 'result' : 'result answer'} lang={shown}>
            {answer !== null && (
              <span class='mark ok' lang={language}>
                {words('best')}
              </span>
            )}
            <h3>
              <a href={href}>{title}</a>
              {shown !== language && (
                <>
                  {' '}
                  <span class='mark' lang={language}>
                    {words(`language-${shown}`)}
                  </span>
                </>
              )}
            </h3>
            {answer === null ? (
              <p class='result-text soft'>{text}</p>
            ) : (
              <div class='article'>{raw(answer)}</div>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

const Topics: FC<{ language: Language; articles: readonly Article[] }> = ({
  language,
  articles,
}) => {
  const words = siteWords(language)
  if (articles.length === 0) return <p class='notice'>{words('empty')}</p>
  const topics = [...new Set(articles.map(({ category }) => category))].sort(categoryOrder)
  return (
    <div class='topics'>
      {topics.map((category) => (
        <section aria-labelledby={`topic-${category}`}>
          <h2 id={`topic-${category}`}>{categoryName(words, category)}</h2>
          <ul class='plain'>
            {articles
              .filter((article) => article.category === category)
              .map((article) => (
                <li>
                  <a href={articleHref(article, language)} lang={article.language}>
                    {shownTitle(article, language)}
                  </a>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
