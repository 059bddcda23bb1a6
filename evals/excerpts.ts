import {
  type Article,
  markdownText,
  type Passage,
  type Quote,
  toLanguageScript,
} from '../knowledge/index.js'
import type { Language } from '../platform/language.js'
import type { Excerpt } from './suite.js'

/** A quotation beside the passages that its sentences name as their place. */
export function excerptOf({ article, extract }: Pick<Quote, 'article' | 'extract'>): Excerpt {
  const cited = article.passages.filter(({ place, end }) =>
    extract.sentences.some(
      (sentence) => place.offset <= sentence.place.offset && sentence.place.offset < end,
    ),
  )
  return {
    article: article.id,
    text: markdownText(extract.markdown),
    source: sourceText(cited),
  }
}

/** Below an answer stands the mark of its source. */
const MARK = /\s*\[1\]\s*$/

/**
 * What the bot said, beside the whole of the article that it cites.
 *
 * @param said As markdown, in the script of `language`.
 * @param ownWords What it may have said before the article's words; not given back.
 */
export function excerptOfAnswer(
  said: string,
  article: Article,
  language: Language,
  ownWords: readonly string[],
): Excerpt {
  const quoted = ownWords.reduce((text, own) => text.replace(own, ''), said)
  return {
    article: article.id,
    text: markdownText(quoted.replace(MARK, '')),
    source: toLanguageScript(sourceText(article.passages), language),
  }
}

/** The second part of a long table is read below the table's header. */
function sourceText(passages: readonly Passage[]): string {
  return passages.map(({ lead, text }) => `${markdownText(lead)}\n${text}`).join('\n')
}
