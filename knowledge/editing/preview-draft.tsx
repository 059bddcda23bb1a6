import type { Language } from '../../platform/language.js'
import { type Article, dayOf } from '../article/article.js'
import { renderArticle } from '../article/render-article.js'
import { detectLanguage } from '../search/question/detect-language.js'
import { HelpArticlePage } from '../site/help-article-page.js'
import { articleHref, helpArticles, shownLanguage, translationsOf } from '../site/help-articles.js'
import { SITE_STYLES } from '../site/site-files.js'
import { draftPictureHref, pictureHref } from './article-links.js'
import type { Draft } from './draft.js'
import { pictureFile } from './draft-pictures.js'
import type { EditingPagesDeps } from './editing-deps.js'
import type { DraftPreview } from './preview.js'

type PreviewDeps = Pick<
  EditingPagesDeps<never>,
  'editing' | 'knowledge' | 'sayFound' | 'assets' | 'clock'
>

const RELATED = 5

/**
 * Draws a text with the functions that draw it for customers: the chat's reply, and the help page.
 *
 * @param wish.asked What a customer asks; the first of its questions when empty.
 */
export async function previewDraft(
  deps: PreviewDeps,
  draft: Pick<Draft, 'id' | 'file' | 'source'>,
  wish: { readonly asked: string; readonly seen: Language | null },
  signal: AbortSignal,
): Promise<DraftPreview> {
  const { editing, knowledge, sayFound } = deps
  const { article, problems } = await editing.check(draft)
  if (article === null) {
    const seen = wish.seen ?? detectLanguage(draft.source, 'zh-Hans')
    return { seen, asked: wish.asked, questions: [], shown: null, problems }
  }
  const isChinese = article.language !== 'en'
  const seen =
    wish.seen !== null && (wish.seen !== 'en') === isChinese ? wish.seen : article.language
  const questions = [article.title, ...article.questions]
  const asked = wish.asked || (article.questions[0] ?? article.title)
  const quote = await knowledge.quoteFrom(asked, article, { language: seen }, signal)
  const reply = sayFound({
    decision: { kind: 'answer', hit: { ...quote, probability: 1 } },
    reason: 'sure',
    language: seen,
  })
  const pictures = new Set(
    (await editing.pictures.names(draft.id)).map((name) => pictureFile(draft.file, name)),
  )
  const pictureTo = (file: string) =>
    pictures.has(file)
      ? draftPictureHref(draft.id, file.slice(file.lastIndexOf('/') + 1))
      : pictureHref(file)
  return { seen, asked, questions, problems, shown: { reply, help: helpPage(pictureTo) } }

  function helpPage(addressOf: (file: string) => string): string {
    return String(<HelpArticlePage {...helpProps(deps, article as Article, seen, addressOf)} />)
  }
}

function helpProps(
  { knowledge, assets, clock }: PreviewDeps,
  article: Article,
  seen: Language,
  pictureTo: (file: string) => string,
) {
  const today = dayOf(clock.now())
  const others = knowledge.articles().filter(({ file }) => file !== article.file)
  const linkTo = (file: string) => {
    const other = others.find((each) => each.file === file)
    return other && articleHref(other, seen)
  }
  return {
    frame: {
      language: shownLanguage(article, seen),
      theme: 'system' as const,
      styles: SITE_STYLES.map(assets.url),
      hrefIn: (each: Language) => `/help?lang=${each}`,
    },
    article,
    rendered: renderArticle(article, seen, linkTo, pictureTo),
    translations: translationsOf(article, others, today),
    related: helpArticles(others, seen, today)
      .filter(({ category }) => category === article.category)
      .slice(0, RELATED),
  }
}
