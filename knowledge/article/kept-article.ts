import type { Heading, Passage, Place } from '../passage/passage.js'
import type { Article } from './article.js'
import type { ArticleBody, BodyPlace } from './body-file.js'

/** An article as it is written to disk, its long texts elsewhere. Short names: there are many. */
export type ArticleRecord = Omit<Article, 'source' | 'passages'> & {
  readonly headings: readonly (readonly [text: string, depth: number, slug: string])[]
  /** The headings above it, counted in `headings`, then its place in the file. */
  readonly passages: readonly (readonly [
    path: readonly number[],
    line: number,
    offset: number,
    end: number,
    lead: string,
  ])[]
  readonly body: BodyPlace
}

/** How an article's long texts are had when they are asked for. */
export type ReadBody = (article: Pick<Article, 'id' | 'file' | 'digest'>) => ArticleBody

/** @param body Where its long texts were written. */
export function toRecord({ source: _, ...article }: Article, body: BodyPlace): ArticleRecord {
  const headings: Heading[] = []
  const passages = article.passages.map(({ headings: path, place, end, lead }) => {
    const numbers = path.map((heading) => {
      const at = headings.findIndex((each) => isSame(each, heading))
      return at === -1 ? headings.push(heading) - 1 : at
    })
    return [numbers, place.line, place.offset, end, lead] as const
  })
  const flat = headings.map(({ text, depth, slug }) => [text, depth, slug] as const)
  return { ...article, headings: flat, passages, body }
}

/**
 * The article again, but that its source and its passages' texts are read when they are asked for,
 * and forgotten when memory is short.
 */
export function fromRecord(record: ArticleRecord, read: ReadBody): Article {
  const { headings: flat, passages: places, body: _, ...fields } = record
  let kept: WeakRef<ArticleBody> | undefined
  const body = () => {
    const known = kept?.deref()
    if (known) return known
    const fresh = read(record)
    kept = new WeakRef(fresh)
    return fresh
  }
  const headings = flat.map(([text, depth, slug]): Heading => ({ text, depth, slug }))
  const passages = places.map(([path, line, offset, end, lead], i) => {
    const above = path.flatMap((number) => headings[number] ?? [])
    const place = { file: record.file, line, offset }
    return new KeptPassage({ headings: above, place, end, lead }, () => body().texts[i] ?? '')
  })
  return {
    ...fields,
    passages,
    get source() {
      return body().source
    },
  }
}

/** A class, since fifty thousand objects with accessors of their own would take three times as much. */
class KeptPassage implements Passage {
  readonly headings: readonly Heading[]
  readonly place: Place
  readonly end: number
  readonly lead: string
  readonly #read: () => string

  constructor(passage: Omit<Passage, 'text'>, read: () => string) {
    this.headings = passage.headings
    this.place = passage.place
    this.end = passage.end
    this.lead = passage.lead
    this.#read = read
  }

  get text(): string {
    return this.#read()
  }
}

function isSame(a: Heading, b: Heading): boolean {
  return a === b || (a.slug === b.slug && a.text === b.text && a.depth === b.depth)
}
