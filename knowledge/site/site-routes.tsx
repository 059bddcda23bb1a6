import { type Context, Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { toString as plainText } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import type { Clock } from '../../platform/clock.js'
import { Fault } from '../../platform/fault.js'
import type { Assets } from '../../platform/http/assets.js'
import type { Language } from '../../platform/language.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import { chooseTheme } from '../../platform/ui/choose-theme.js'
import { type Audience, dayOf, mayAnswer } from '../article/article.js'
import { relativeTarget } from '../article/check-articles.js'
import { parseMarkdown } from '../article/markdown.js'
import { renderArticle } from '../article/render-article.js'
import type { Knowledge } from '../knowledge.js'
import type { Hit } from '../search/extract/choose-passage.js'
import { toLanguageScript } from '../search/words/to-traditional.js'
import { answerPicture } from './answer-picture.js'
import { HelpArticlePage } from './help-article-page.js'
import {
  articleHref,
  helpArticles,
  shownLanguage,
  shownTitle,
  translationsOf,
} from './help-articles.js'
import type { HelpFrameProps } from './help-frame.js'
import { HelpIndexPage, type HelpResult, type HelpSearch } from './help-index-page.js'
import { helpPictureHref, readHelpPicture } from './help-pictures.js'
import { helpUrl } from './help-url.js'
import { renderMarkdown } from './render-markdown.js'
import { SITE_STYLES } from './site-files.js'
import { siteWords } from './site-words.js'
import { tablesAsLists } from './tables-as-lists.js'

export interface SiteDeps {
  readonly knowledge: Pick<Knowledge, 'ask' | 'article' | 'articles' | 'articlesFolder' | 'files'>
  readonly assets: Pick<Assets, 'url'>
  readonly clock: Pick<Clock, 'now'>
  /** For whom a page is drawn; customers, when this is not given. */
  readonly audienceOf?: (c: Context) => Promise<Audience>
  /** What every customer must know now; nothing when not given. */
  readonly banner?: (language: Language) => Child
}

const QUESTION_LENGTH = 200
const RESULTS = 5
const RELATED = 5

/** The help pages of customers, at `/help`. To be mounted at `/`. */
export function siteRoutes(deps: SiteDeps): Hono {
  const { knowledge, assets, clock, audienceOf = async () => 'customer' as const } = deps
  const app = new Hono()

  // A citation that is opened must not change the language of the chat or the desk it came from.
  const languageOf = (c: Context) => chooseLanguage(c, { remember: false })

  function frameOf(
    c: Context,
    language: Language,
    hrefIn: HelpFrameProps['hrefIn'],
  ): HelpFrameProps {
    return {
      language,
      theme: chooseTheme(c),
      styles: SITE_STYLES.map(assets.url),
      hrefIn,
      banner: deps.banner?.(language),
    }
  }

  app.get('/help', async (c) => {
    const language = languageOf(c)
    const question = (c.req.query('q') ?? '').trim().slice(0, QUESTION_LENGTH)
    const search = question === '' ? null : await find(question, language, c.req.raw.signal)
    const query = question === '' ? '' : `&q=${encodeURIComponent(question)}`
    return c.html(
      <HelpIndexPage
        frame={frameOf(c, language, (each) => `/help?lang=${each}${query}`)}
        articles={helpArticles(knowledge.articles(), language, dayOf(clock.now()))}
        search={search}
      />,
    )
  })

  app.get('/help/files/:path{.+}', async (c) => {
    const today = dayOf(clock.now())
    const file = c.req.param('path')
    return answerPicture(c, await readHelpPicture(knowledge, file, today, await audienceOf(c)))
  })

  app.get('/help/:id', async (c) => {
    const language = languageOf(c)
    const today = dayOf(clock.now())
    const article = knowledge.article(c.req.param('id'))
    if (!article || !mayAnswer(article, today, await audienceOf(c))) {
      throw new Fault('not-found', siteWords(language)('not-found'))
    }
    const translations = translationsOf(article, knowledge.articles(), today)
    const own = (each: Language) =>
      [article, ...translations].find((version) => shownLanguage(version, each) === each)
    return c.html(
      <HelpArticlePage
        frame={frameOf(
          c,
          language,
          (each) => `/help/${encodeURIComponent((own(each) ?? article).id)}?lang=${each}`,
        )}
        article={article}
        rendered={renderArticle(
          article,
          language,
          (file) => hrefOfFile(file, language),
          helpPictureHref,
        )}
        translations={translations}
        related={helpArticles(knowledge.articles(), language, today)
          .filter(({ id, category }) => category === article.category && id !== article.id)
          .slice(0, RELATED)}
      />,
    )
  })

  /** The address of the article in a file; `undefined` when there is none. */
  function hrefOfFile(file: string, language: Language): string | undefined {
    const article = knowledge.articles().find((each) => each.file === file)
    return article && articleHref(article, language)
  }

  async function find(
    question: string,
    language: Language,
    signal: AbortSignal,
  ): Promise<HelpSearch> {
    const asked = { language, audience: 'customer' } as const
    const { hits, decision } = await knowledge.ask(question, asked, signal)
    const answer = decision.kind === 'answer' ? decision.hit : null
    return {
      question,
      results: hits
        .slice(0, RESULTS)
        .map((hit) => resultOf(hit, language, hit.article === answer?.article)),
    }
  }

  function resultOf(hit: Hit, language: Language, isAnswer: boolean): HelpResult {
    const { article, extract } = hit
    const shown = shownLanguage(article, language)
    const markdown = toLanguageScript(extract.markdown, shown)
    const linkTo = (url: string) => {
      const file = relativeTarget(article.file, url)
      return file === null ? undefined : hrefOfFile(file, language)
    }
    return {
      title: shownTitle(article, language),
      href: helpUrl(hit, language),
      language: shown,
      answer: isAnswer ? renderMarkdown(markdown, linkTo) : null,
      text: textOf(markdown),
    }
  }

  return app
}

/** The words of markdown on one line, the items of lists and the rows of tables told apart. */
function textOf(markdown: string): string {
  let text = ''
  visit(parseMarkdown(tablesAsLists(markdown)), 'paragraph', (node, _index, parent) => {
    const apart = parent?.type === 'listItem' ? ' · ' : ' '
    text += (text === '' ? '' : apart) + plainText(node)
  })
  return text
}
