import type { Article } from '../../article/article.js'
import { keyOf } from '../../embed/vector-store.js'
import { exactKey } from '../words/fold-text.js'
import { leadText, passageText } from './embedded-text.js'

/** Which text of an article: its title, one of its questions or passages, or its beginning. */
export interface ArticleText {
  readonly kind: 'title' | 'question' | 'passage' | 'lead'
  /** Which question or passage; 0 for title and lead. */
  readonly index: number
}

/** What takes long to work out of an article, and stays the same. */
export interface ArticleKeys {
  /** Of all its texts, what their vectors are kept under; empty where nothing is in a text. */
  readonly texts: readonly string[]
  /** Its title and questions as `exactKey` has them. */
  readonly exact: readonly string[]
}

/** An article's texts that may have vectors, always in this order. */
export function partsOf(questions: number, passages: number): readonly ArticleText[] {
  return [
    { kind: 'title', index: 0 },
    ...Array.from({ length: questions }, (_, index): ArticleText => ({ kind: 'question', index })),
    ...Array.from({ length: passages }, (_, index): ArticleText => ({ kind: 'passage', index })),
    // With one passage, it is the lead as well.
    ...(passages > 1 ? [{ kind: 'lead', index: 0 } as const] : []),
  ]
}

/** How many passages there are, without reading them: the rest but for the lead. */
export function passagesAmong(texts: readonly string[], { questions }: Article): number {
  const rest = texts.length - 1 - questions.length
  return rest > 1 ? rest - 1 : rest
}

export function textOf(article: Article, { kind, index }: ArticleText): string {
  switch (kind) {
    case 'title':
      return article.title
    case 'question':
      return article.questions[index] ?? ''
    case 'passage': {
      const passage = article.passages[index]
      return passage ? passageText(article, passage) : ''
    }
    case 'lead':
      return leadText(article)
    default:
      return kind satisfies never
  }
}

export function keysOf(article: Article): ArticleKeys {
  const parts = partsOf(article.questions.length, article.passages.length)
  const texts = parts.map((part) => textOf(article, part))
  return {
    texts: texts.map((text) => (text === '' ? '' : keyOf(text))),
    exact: [article.title, ...article.questions].map(exactKey).filter((key) => key !== ''),
  }
}
