import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { tryLockFolder } from '../../platform/db/lock-folder.js'
import { reasonOf } from '../../platform/fault.js'
import type { Logger } from '../../platform/log.js'
import type { Article } from '../article/article.js'
import { BodyFile, type BodyPlace } from '../article/body-file.js'
import { type ArticleRecord, fromRecord, type ReadBody, toRecord } from '../article/kept-article.js'
import type { SeenFile } from '../article/load-articles.js'
import type { Problem } from '../article/problem.js'
import type { Confidence } from './confidence.js'
import type { ArticleKeys } from './corpus.js'
import { bytesOf, numbersIn, readIndexFile, type Sections, writeIndexFile } from './index-file.js'
import type { StoredPostings } from './postings.js'
import type { StoredWords } from './word-index.js'

/** Grows with every change of what is stored, or of how text is folded, cut or split. */
const FORMAT = 9

/** What a start finds on disk, so that nothing unchanged is read or indexed again. */
export interface StoredIndex {
  readonly seen: readonly SeenFile[]
  readonly articles: readonly Article[]
  /** By the article's id. */
  readonly keys: ReadonlyMap<string, ArticleKeys>
  readonly problems: readonly Problem[]
  readonly words: StoredWords
  readonly confidence: Confidence | null
}

interface StoredRest {
  readonly texts: string
  readonly textBytes: number
  readonly seen: readonly SeenFile[]
  readonly problems: readonly Problem[]
  readonly confidence: Confidence | null
  /** Of each document of the words. */
  readonly documents: readonly string[]
}

export interface IndexFolderOptions {
  readonly folder: string
  /** Names the articles' folder and how it is read. */
  readonly content: string
  readonly log: Logger
  /** Has an article's texts from its own file, when the kept ones are damaged. */
  readonly readArticle: ReadBody
}

/** So many articles are put into words before others have their turn: some milliseconds. */
const WRITTEN_AT_ONCE = 200

/** Bodies that nobody uses may be so much of their file before it is written anew. */
const WASTE = 4_000_000

/**
 * The folder of the index: `articles.bin` with all that a search needs in memory, and
 * `texts-….bin` with the articles' long texts. Both can be deleted at any time.
 */
export class IndexFolder implements AsyncDisposable {
  readonly #folder: string
  readonly #content: string
  readonly #log: Logger
  readonly #readArticle: ReadBody
  #bodies: BodyFile | null = null
  #bodyName = ''
  readonly #kept = new WeakSet<Article>()
  /** By digest of the article's file. */
  #places = new Map<string, BodyPlace>()

  readonly #lock: AsyncDisposable | null

  private constructor(options: IndexFolderOptions, lock: AsyncDisposable | null) {
    this.#folder = options.folder
    this.#content = options.content
    this.#log = options.log
    this.#readArticle = options.readArticle
    this.#lock = lock
  }

  /**
   * Keeps the folder for this process. While another has it, this one reads and keeps nothing: a
   * command beside a running service answers from the service's index.
   *
   * @throws {Fault} `misconfigured` when the folder cannot be made.
   */
  static async open(options: IndexFolderOptions): Promise<IndexFolder> {
    const lock = await tryLockFolder(options.folder)
    if (lock === null) {
      const { folder } = options
      options.log.warn({ folder }, 'another Kefu keeps this index; it is read, and nothing is kept')
    }
    return new IndexFolder(options, lock)
  }

  get mayWrite(): boolean {
    return this.#lock !== null
  }

  /**
   * Reads the index, when there is one of this version and of the same articles' folder.
   *
   * @returns `null` when the index must be built; when it was damaged, the log says so.
   */
  async read(): Promise<StoredIndex | null> {
    const file = join(this.#folder, 'articles.bin')
    try {
      const read = await readIndexFile(file)
      if (read === null) return null
      if (read.header.format !== FORMAT || read.header.content !== this.#content) {
        this.#log.info({ file }, 'the index is of another version or folder, and is built anew')
        return null
      }
      return this.#restore(read.sections)
    } catch (cause) {
      this.#log.warn(
        { file, reason: reasonOf(cause) },
        'the index file is damaged, and is built anew',
      )
      return null
    }
  }

  /**
   * Writes the index; only where `mayWrite`.
   *
   * @returns Those articles again whose long texts were in memory, and are on disk now.
   */
  async write(index: StoredIndex): Promise<readonly Article[]> {
    const old = this.#bodyName
    await this.#keepBodies(index.articles)
    const { seen, problems, confidence, words } = index
    const rest: StoredRest = {
      texts: this.#bodyName,
      textBytes: this.#bodies?.size ?? 0,
      seen,
      problems,
      confidence,
      documents: words.articles,
    }
    const lighter: Article[] = []
    const bytes = [Buffer.from(JSON.stringify(rest))]
    for (let from = 0; from < index.articles.length; from += WRITTEN_AT_ONCE) {
      const some = index.articles.slice(from, from + WRITTEN_AT_ONCE)
      const records = some.map((article) => this.#recordOf(article))
      const lines = records.map((record) => JSON.stringify([record, index.keys.get(record.id)]))
      bytes.push(Buffer.from(`\n${lines.join('\n')}`))
      some.forEach((article, i) => {
        const record = records[i]
        if (record && !this.#kept.has(article)) lighter.push(this.#keep(record))
      })
      await new Promise((resolve) => setImmediate(resolve))
    }
    const sections = [Buffer.concat(bytes), ...wordSections(words)]
    const header = { format: FORMAT, content: this.#content }
    await writeIndexFile(join(this.#folder, 'articles.bin'), header, sections)
    if (old !== this.#bodyName) await this.#removeOldBodies()
    return lighter
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#bodies?.close()
    this.#bodies = null
    await this.#lock?.[Symbol.asyncDispose]()
  }

  #restore([first, ...rest]: Sections): StoredIndex {
    const [head = '', ...lines] = Buffer.from(first ?? [])
      .toString('utf8')
      .split('\n')
    const { texts, textBytes, documents, ...stored } = JSON.parse(head) as StoredRest
    this.#bodies = BodyFile.open(join(this.#folder, texts), textBytes)
    this.#bodyName = texts
    const keys = new Map<string, ArticleKeys>()
    const articles = lines.map((line) => {
      const [record, own] = JSON.parse(line) as [ArticleRecord, ArticleKeys | null]
      if (own) keys.set(record.id, own)
      this.#places.set(record.digest, record.body)
      return this.#keep(record)
    })
    return { ...stored, articles, keys, words: wordsFrom(rest, documents) }
  }

  #read: ReadBody = (article) => {
    const place = this.#places.get(article.digest)
    try {
      if (place && this.#bodies) return this.#bodies.read(place)
      throw new Error(`the text of ${article.id} is not in the index`)
    } catch (cause) {
      const reason = reasonOf(cause)
      this.#log.warn({ reason, article: article.id }, 'an article is read from its own file')
      return this.#readArticle(article)
    }
  }

  #recordOf(article: Article): ArticleRecord {
    const place = this.#places.get(article.digest)
    if (place === undefined) throw new Error(`The texts of ${article.id} were not kept.`)
    return toRecord(article, place)
  }

  #keep(record: ArticleRecord): Article {
    const article = fromRecord(record, this.#read)
    this.#kept.add(article)
    return article
  }

  /** Appends the texts that are new, or writes all of them anew when most are of no use. */
  async #keepBodies(articles: readonly Article[]): Promise<void> {
    const used = new Map<string, BodyPlace>()
    for (const { digest } of articles) {
      const place = this.#places.get(digest)
      if (place) used.set(digest, place)
    }
    const live = [...used.values()].reduce((sum, { length }) => sum + length, 0)
    const isWasteful = (this.#bodies?.size ?? 0) > 2 * live + WASTE
    if (this.#bodies === null || isWasteful) {
      await this.#rewriteBodies(articles)
      return
    }
    await appendBodies(this.#bodies, articles, used)
    this.#places = used
  }

  async #rewriteBodies(articles: readonly Article[]): Promise<void> {
    const numbers = (await this.#bodyFiles()).map((name) => Number(/\d+/.exec(name)?.[0]))
    const name = `texts-${Math.max(0, ...numbers) + 1}.bin`
    const bodies = BodyFile.open(join(this.#folder, name), 0)
    const places = new Map<string, BodyPlace>()
    await appendBodies(bodies, articles, places)
    this.#bodies?.close()
    this.#bodies = bodies
    this.#bodyName = name
    this.#places = places
  }

  async #bodyFiles(): Promise<readonly string[]> {
    return (await readdir(this.#folder)).filter((name) => /^texts-\d+\.bin$/.test(name))
  }

  async #removeOldBodies(): Promise<void> {
    const old = (await this.#bodyFiles()).filter((name) => name !== this.#bodyName)
    await Promise.all(old.map((name) => rm(join(this.#folder, name), { force: true })))
  }
}

/** So many articles' texts are in memory at once while they are written. */
const APPENDED_AT_ONCE = 200

/** @param places By digest; what is there already is on disk, the others are added. */
async function appendBodies(
  bodies: BodyFile,
  articles: readonly Article[],
  places: Map<string, BodyPlace>,
): Promise<void> {
  const fresh = articles.filter(({ digest }) => !places.has(digest))
  for (let i = 0; i < fresh.length; i += APPENDED_AT_ONCE) {
    const some = fresh.slice(i, i + APPENDED_AT_ONCE)
    const appended = await bodies.append(some)
    appended.forEach((place, j) => {
      const digest = some[j]?.digest
      if (digest !== undefined) places.set(digest, place)
    })
  }
}

const POSTING_PARTS = ['pool', 'heads', 'tails', 'fill', 'lengths', 'free', 'gone'] as const

function postingParts(postings: StoredPostings): readonly Uint32Array[] {
  return POSTING_PARTS.map((name) => postings[name])
}

function postingsFrom(sections: Sections): StoredPostings {
  const part = (name: (typeof POSTING_PARTS)[number]) =>
    numbersIn(sections[POSTING_PARTS.indexOf(name)])
  return {
    pool: part('pool'),
    heads: part('heads'),
    tails: part('tails'),
    fill: part('fill'),
    lengths: part('lengths'),
    free: part('free'),
    gone: part('gone'),
  }
}

/** No term has a line break in it. */
function wordSections({ terms, counts, texts, questions, owners }: StoredWords): Sections {
  const numbers = [counts, owners, ...postingParts(texts), ...postingParts(questions)]
  return [Buffer.from(terms.join('\n')), ...numbers.map(bytesOf)]
}

function wordsFrom(
  [terms, counts, owners, ...postings]: Sections,
  articles: readonly string[],
): StoredWords {
  const text = Buffer.from(terms ?? []).toString('utf8')
  return {
    terms: text === '' ? [] : text.split('\n'),
    counts: numbersIn(counts),
    owners: numbersIn(owners),
    texts: postingsFrom(postings.slice(0, POSTING_PARTS.length)),
    questions: postingsFrom(postings.slice(POSTING_PARTS.length)),
    articles,
  }
}
