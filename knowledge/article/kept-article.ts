import type { Heading, Passage, Place } from '../passage/passage.js'
import type { Article } from './article.js'
import type { ArticleBody, BodyPlace } from './body-file.js'

/** An article as it is written to disk, its body elsewhere. */
export type ArticleRecord = Omit<Article, 'source' | 'passages'> & { readonly body: BodyPlace }

/** How an article's body is had when somebody asks for it. */
export type ReadBody = (article: Pick<Article, 'id' | 'file' | 'digest'>) => ArticleBody

/** @param body Where its body was written. */
export function toRecord(article: Article, body: BodyPlace): ArticleRecord {
  // Named one by one, so that the passages of ten thousand articles are not read to be left out.
  return {
    id: article.id,
    title: article.title,
    language: article.language,
    category: article.category,
    service: article.service,
    audience: article.audience,
    state: article.state,
    owner: article.owner,
    reviewBy: article.reviewBy,
    validFrom: article.validFrom,
    validUntil: article.validUntil,
    questions: article.questions,
    supersedes: article.supersedes,
    translates: article.translates,
    plain: article.plain,
    file: article.file,
    digest: article.digest,
    bodyStart: article.bodyStart,
    links: article.links,
    body,
  }
}

/**
 * The article again, but that its source and passages are read when somebody asks for them. The
 * passages stay, so that each is always the same object; the long texts go when memory is short.
 */
export function fromRecord({ body: _, ...fields }: ArticleRecord, read: ReadBody): Article {
  let kept: WeakRef<ArticleBody> | undefined
  let passages: readonly Passage[] | undefined
  const body = () => {
    const known = kept?.deref()
    if (known) return known
    const fresh = read(fields)
    kept = new WeakRef(fresh)
    return fresh
  }
  return {
    ...fields,
    get source() {
      return body().source
    },
    get passages() {
      passages ??= body().passages.map(
        (passage, i) => new KeptPassage(passage, () => body().passages[i]?.text ?? ''),
      )
      return passages
    },
  }
}

/** A class, since objects with accessors of their own take three times as much. */
class KeptPassage implements Passage {
  readonly headings: readonly Heading[]
  readonly place: Place
  readonly end: number
  readonly lead: string
  readonly #read: () => string

  constructor({ headings, place, end, lead }: Passage, read: () => string) {
    this.headings = headings
    this.place = place
    this.end = end
    this.lead = lead
    this.#read = read
  }

  get text(): string {
    return this.#read()
  }
}
