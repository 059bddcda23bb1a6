import { raw } from 'hono/html'
import type { FC } from 'hono/jsx'
import type { Article } from '../article/article.js'
import type { RenderedArticle } from '../article/render-article.js'
import { articleHref, shownLanguage, shownTitle } from './help-articles.js'
import { HelpFrame, type HelpFrameProps, SearchForm } from './help-frame.js'
import { categoryName, siteWords } from './site-words.js'

interface HelpArticleProps {
  readonly frame: HelpFrameProps
  readonly article: Article
  readonly rendered: RenderedArticle
  /** The same in other languages. */
  readonly translations: readonly Article[]
  readonly related: readonly Article[]
}

/** A table of contents helps from this many headings on. */
const CONTENTS_FROM = 3

export const HelpArticlePage: FC<HelpArticleProps> = (props) => {
  const { frame, article, rendered, related } = props
  const { language } = frame
  const words = siteWords(language)
  const shown = shownLanguage(article, language)
  const title = shownTitle(article, language)
  const headings = rendered.headings.filter(({ depth }) => depth === 2)
  return (
    <HelpFrame {...frame} title={`${title} · ${words('help')}`}>
      <SearchForm language={language} question='' />
      <nav class='small' aria-label={words('topics')}>
        <a href={`/help?lang=${language}`}>{words('help')}</a> ›{' '}
        {categoryName(words, article.category)}
      </nav>
      {shown !== language && <OtherLanguage {...props} />}
      <article lang={shown} class='article'>
        {rendered.headings[0]?.depth !== 1 && <h1>{title}</h1>}
        {headings.length >= CONTENTS_FROM && (
          <nav class='contents' aria-label={words('contents')}>
            <ul class='plain'>
              {headings.map(({ text, slug }) => (
                <li>
                  <a href={`#${slug}`}>{text}</a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        {raw(rendered.html)}
      </article>
      {related.length > 0 && (
        <section aria-labelledby='related-title'>
          <h2 id='related-title'>{words('related')}</h2>
          <ul class='plain'>
            {related.map((each) => (
              <li>
                <a href={articleHref(each, language)} lang={each.language}>
                  {shownTitle(each, language)}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </HelpFrame>
  )
}

/** Says that the article is in another language than the page, and where it is in this one. */
const OtherLanguage: FC<HelpArticleProps> = ({ frame, article, translations }) => {
  const { language } = frame
  const words = siteWords(language)
  const own = translations.find((each) => shownLanguage(each, language) === language)
  return (
    <p class='notice'>
      {words('in-other-language', {
        language: words(`language-${shownLanguage(article, language)}`),
      })}{' '}
      {own && (
        <a href={articleHref(own, language)}>
          {words('read-in', { language: words(`language-${language}`) })}
        </a>
      )}
    </p>
  )
}
