import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { tryLockFolder } from '../../../platform/db/lock-folder.js'
import { reasonOf } from '../../../platform/fault.js'
import type { Logger } from '../../../platform/log.js'
import type { Article } from '../../article/article.js'
import {
  type ArticleRecord,
  fromRecord,
  type ReadBody,
  toRecord,
} from '../../article/kept-article.js'
import type { SeenFile } from '../../article/load-articles.js'
import type { Problem } from '../../article/problem.js'
import type { Confidence } from '../confidence/confidence.js'
import { GENERAL_CONFIDENCE } from '../confidence/general-confidence.js'
import type { ArticleSentences } from '../extract/read-sentences.js'
import type { StoredPostings } from '../words/postings.js'
import type { StoredWords } from '../words/word-index.js'
import type { ArticleKeys } from './article-texts.js'
import { bytesOf, numbersIn, readIndexFile, type Sections, writeIndexFile } from './index-file.js'
import { KeptTexts } from './kept-texts.js'

/** Grows with every change of what is stored, or of how text is folded, cut or split. */
const FORMAT = 16

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
  /** What the confidence was learned from, as `digestOf` tells it. */
  readonly learnedFrom: string
  /** Of each document of the words. */
  readonly documents: readonly string[]
}

export interface IndexFolderOptions {
  readonly folder: string
  /** The articles' folder, and a name of how it is read. */
  readonly articles: string
  readonly reading: string
  readonly log: Logger
  /** Has an article's texts from its own file, when the kept ones are damaged. */
  readonly readArticle: ReadBody
  /**
   * The model that learning begins with, fitted again whenever search ranks otherwise: what was
   * learned from another one is learned again.
   */
  readonly general?: Confidence
}

/** When a file was changed that nobody has looked at. */
const NEVER = -1

/** So many articles are put into words before others have their turn: some milliseconds. */
const WRITTEN_AT_ONCE = 200

/**
 * The folder of the index: `articles.bin` with all that a search needs in memory, and
 * `texts-….bin` with the articles' long texts. Both can be deleted at any time.
 */
export class IndexFolder implements AsyncDisposable {
  readonly #folder: string
  readonly #articles: string
  readonly #reading: string
  readonly #log: Logger
  readonly #texts: KeptTexts
  readonly #learnedFrom: string
  readonly #kept = new WeakSet<Article>()
  readonly #lock: AsyncDisposable | null

  private constructor(options: IndexFolderOptions, lock: AsyncDisposable | null) {
    this.#folder = options.folder
    this.#articles = options.articles
    this.#reading = options.reading
    this.#log = options.log
    this.#learnedFrom = digestOf(options.general ?? GENERAL_CONFIDENCE)
    this.#texts = new KeptTexts(options.folder, options.log, options.readArticle)
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

  /** What may be quoted of an article, cut when its text was kept; `undefined` where it was not. */
  sentencesOf(article: Article): ArticleSentences | undefined {
    return this.#texts.sentencesOf(article)
  }

  /**
   * Reads the index, when there is one of this version whose articles are read alike. Where they
   * have moved to another folder, all of its files count as not seen, so that each is compared.
   *
   * @returns `null` when the index must be built; when it was damaged, the log says so.
   */
  async read(): Promise<StoredIndex | null> {
    const file = join(this.#folder, 'articles.bin')
    try {
      const read = await readIndexFile(file)
      if (read === null) return null
      const { format, articles, reading } = read.header
      if (format !== FORMAT || reading !== this.#reading) {
        this.#log.info({ file }, 'the index is of another version, and is built anew')
        return null
      }
      const stored = this.#restore(read.sections)
      if (articles === this.#articles) return stored
      this.#log.info(
        { file, articles },
        'the index is of another folder, whose articles are compared',
      )
      return { ...stored, seen: stored.seen.map((seen) => ({ ...seen, mtimeMs: NEVER })) }
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
    const old = this.#texts.file.name
    await this.#texts.keep(index.articles)
    const { seen, problems, confidence, words } = index
    const rest: StoredRest = {
      texts: this.#texts.file.name,
      textBytes: this.#texts.file.size,
      seen,
      problems,
      confidence,
      learnedFrom: this.#learnedFrom,
      documents: words.articles,
    }
    const lighter: Article[] = []
    const bytes = [Buffer.from(JSON.stringify(rest))]
    for (let from = 0; from < index.articles.length; from += WRITTEN_AT_ONCE) {
      const some = index.articles.slice(from, from + WRITTEN_AT_ONCE)
      const records = some.map((article) => toRecord(article, this.#texts.placeOf(article)))
      const lines = records.map((record) => JSON.stringify([record, index.keys.get(record.id)]))
      bytes.push(Buffer.from(`\n${lines.join('\n')}`))
      some.forEach((article, i) => {
        const record = records[i]
        if (record && !this.#kept.has(article)) lighter.push(this.#keep(record))
      })
      await new Promise((resolve) => setImmediate(resolve))
    }
    const sections = [Buffer.concat(bytes), ...wordSections(words)]
    const header = { format: FORMAT, articles: this.#articles, reading: this.#reading }
    await writeIndexFile(join(this.#folder, 'articles.bin'), header, sections)
    if (old !== this.#texts.file.name) await this.#texts.removeOld()
    return lighter
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#texts.close()
    await this.#lock?.[Symbol.asyncDispose]()
  }

  #restore([first, ...rest]: Sections): StoredIndex {
    const [head = '', ...lines] = Buffer.from(first ?? [])
      .toString('utf8')
      .split('\n')
    const { texts, textBytes, documents, learnedFrom, ...stored } = JSON.parse(head) as StoredRest
    const confidence = learnedFrom === this.#learnedFrom ? stored.confidence : null
    this.#texts.open(texts, textBytes)
    const keys = new Map<string, ArticleKeys>()
    const articles = lines.map((line) => {
      const [record, own] = JSON.parse(line) as [ArticleRecord, ArticleKeys | null]
      if (own) keys.set(record.id, own)
      this.#texts.recall(record.digest, record.body)
      return this.#keep(record)
    })
    return { ...stored, confidence, articles, keys, words: wordsFrom(rest, documents) }
  }

  #keep(record: ArticleRecord): Article {
    const article = fromRecord(record, this.#texts.read)
    this.#kept.add(article)
    return article
  }
}

function digestOf(general: Confidence): string {
  return createHash('sha256').update(JSON.stringify(general)).digest('base64url')
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
