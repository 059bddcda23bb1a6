import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { reasonOf } from '../../../platform/fault.js'
import type { Logger } from '../../../platform/log.js'
import type { Article } from '../../article/article.js'
import { BodyFile, type BodyPlace, type KeptBody } from '../../article/body-file.js'
import type { ReadBody } from '../../article/kept-article.js'
import { type ArticleSentences, type ReadSentence, readPassage } from '../extract/read-sentences.js'
import { fromStoredSentences, toStoredSentences } from './stored-sentences.js'

/** Texts that nobody uses may be so much of their file before it is written anew. */
const WASTE = 4_000_000

/** So many articles' texts are in memory at once while they are written. */
const APPENDED_AT_ONCE = 200

/** After so long, others get their turn: to cut a passage takes most of a millisecond. */
const SLICE_MS = 12

/** Of a longer one, a book, the few passages that are asked for are cut sooner than all are read. */
const LONGEST_CUT = 60_000

/** The articles' long texts on disk, by the digests of their files: `texts-….bin`. */
export class KeptTexts {
  readonly #folder: string
  readonly #log: Logger
  readonly #readArticle: ReadBody
  #bodies: BodyFile | null = null
  #name = ''
  #places = new Map<string, BodyPlace>()
  /** A question asks for an article's passages, and then for its sentences. */
  #last: { readonly digest: string; readonly body: KeptBody } | null = null

  /** @param readArticle Has an article's texts from its own file, when the kept ones are damaged. */
  constructor(folder: string, log: Logger, readArticle: ReadBody) {
    this.#folder = folder
    this.#log = log
    this.#readArticle = readArticle
  }

  /** The file's name, empty while there is none, and how much is in it. */
  get file(): { readonly name: string; readonly size: number } {
    return { name: this.#name, size: this.#bodies?.size ?? 0 }
  }

  /** @throws {Error} When the file is missing or shorter than `size`. */
  open(name: string, size: number): void {
    this.#bodies = BodyFile.open(join(this.#folder, name), size)
    this.#name = name
  }

  /** Tells where the texts of this digest are. */
  recall(digest: string, place: BodyPlace): void {
    this.#places.set(digest, place)
  }

  placeOf({ id, digest }: Article): BodyPlace {
    const place = this.#places.get(digest)
    if (place === undefined) throw new Error(`The texts of ${id} were not kept.`)
    return place
  }

  read: (article: Pick<Article, 'id' | 'file' | 'digest'>) => KeptBody = (article) => {
    const { digest, id } = article
    if (this.#last?.digest === digest) return this.#last.body
    const place = this.#places.get(digest)
    try {
      if (!place || !this.#bodies) throw new Error(`the text of ${id} is not in the index`)
      this.#last = { digest, body: this.#bodies.read(place) }
      return this.#last.body
    } catch (cause) {
      const reason = reasonOf(cause)
      this.#log.warn({ reason, article: id }, 'an article is read from its own file')
      return this.#readArticle(article)
    }
  }

  /** @returns `undefined` where they are not kept, or not yet. */
  sentencesOf(article: Article): ArticleSentences | undefined {
    if (!this.#places.has(article.digest)) return undefined
    const { sentences } = this.read(article)
    return sentences && fromStoredSentences(sentences, article)
  }

  /** Appends the texts that are new, or writes all of them anew when most are of no use. */
  async keep(articles: readonly Article[]): Promise<void> {
    const used = new Map<string, BodyPlace>()
    for (const { digest } of articles) {
      const place = this.#places.get(digest)
      if (place) used.set(digest, place)
    }
    const live = [...used.values()].reduce((sum, { length }) => sum + length, 0)
    const isWasteful = (this.#bodies?.size ?? 0) > 2 * live + WASTE
    if (this.#bodies === null || isWasteful) {
      await this.#rewrite(articles)
      return
    }
    await this.#append(this.#bodies, articles, used)
    this.#places = used
  }

  /** Removes files that were written anew, once nothing on disk names them. */
  async removeOld(): Promise<void> {
    const old = (await this.#files()).filter((name) => name !== this.#name)
    await Promise.all(old.map((name) => rm(join(this.#folder, name), { force: true })))
  }

  close(): void {
    this.#bodies?.close()
    this.#bodies = null
  }

  async #rewrite(articles: readonly Article[]): Promise<void> {
    const numbers = (await this.#files()).map((name) => Number(/\d+/.exec(name)?.[0]))
    const name = `texts-${Math.max(0, ...numbers) + 1}.bin`
    const bodies = BodyFile.open(join(this.#folder, name), 0)
    const places = new Map<string, BodyPlace>()
    await this.#append(bodies, articles, places)
    this.#bodies?.close()
    this.#bodies = bodies
    this.#name = name
    this.#places = places
  }

  /** @param places By digest; what is there already is on disk, the others are added. */
  async #append(
    bodies: BodyFile,
    articles: readonly Article[],
    places: Map<string, BodyPlace>,
  ): Promise<void> {
    const fresh = articles.filter(({ digest }) => !places.has(digest))
    let sliceStart = performance.now()
    const pause = async () => {
      if (performance.now() - sliceStart < SLICE_MS) return
      await new Promise((resolve) => setImmediate(resolve))
      sliceStart = performance.now()
    }
    for (let i = 0; i < fresh.length; i += APPENDED_AT_ONCE) {
      const some = fresh.slice(i, i + APPENDED_AT_ONCE)
      const cut: KeptBody[] = []
      for (const article of some) cut.push(await this.#cut(article, pause))
      const appended = await bodies.append(cut)
      appended.forEach((place, j) => {
        const digest = some[j]?.digest
        if (digest !== undefined) places.set(digest, place)
      })
    }
  }

  async #cut(article: Article, pause: () => Promise<void>): Promise<KeptBody> {
    if (this.#places.has(article.digest)) return this.read(article)
    const { source, passages } = article
    if (source.length > LONGEST_CUT) return { source, passages }
    const sentences: (readonly ReadSentence[])[] = []
    for (const passage of passages) {
      sentences.push(readPassage(article, passage))
      await pause()
    }
    return { source, passages, sentences: toStoredSentences(sentences) }
  }

  async #files(): Promise<readonly string[]> {
    return (await readdir(this.#folder)).filter((name) => /^texts-\d+\.bin$/.test(name))
  }
}
