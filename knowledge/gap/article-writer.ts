import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseDocument, stringify, YAMLSeq } from 'yaml'
import type { Language } from '../../platform/language.js'
import { type Article, type Day, dayOf } from '../article/article.js'
import { digestOf } from '../article/parse-article.js'
import type { Knowledge } from '../knowledge.js'
import { syllablesOf } from '../search/pinyin.js'

/** Who writes, as front matter and commits name them. */
export interface Writer {
  readonly id: string
  readonly login: string
  readonly name: string
}

/** What is known of an article that is to be written. */
export interface NewDraft {
  readonly title: string
  readonly language: Language
  /** A folder of articles, such as `refunds`. */
  readonly category: string
  /** How customers asked. */
  readonly questions: readonly string[]
  /** Markdown; may be empty. */
  readonly body: string
  /** Where it comes from, such as the address of a case or of a group of questions. */
  readonly sources: readonly string[]
  readonly by: Writer
}

/** The article that was written to, and the page on which it goes on. */
export interface Written {
  readonly article: string
  readonly href: string
}

/** Writes articles for the list of gaps, as far as it needs. */
export interface ArticleWriter {
  startDraft(draft: NewDraft): Promise<Written>
  /**
   * Adds ways to ask to an article, leaving out those that it has.
   *
   * @returns `null` when there is no such article, or its file was changed a moment ago.
   */
  addQuestions(article: string, questions: readonly string[], by: Writer): Promise<Written | null>
}

/** An article is looked at again after half a year. */
const REVIEW_AFTER_DAYS = 182

const LONGEST_SLUG = 40

/** Writes the files themselves. @param folder Of the articles. */
export function createArticleWriter(
  folder: string,
  knowledge: Pick<Knowledge, 'article'>,
  now: () => number,
): ArticleWriter {
  return {
    async startDraft(draft) {
      const id = slugOf(draft.title, (slug) => knowledge.article(slug) !== undefined)
      const file = join(folder, draft.category, `${id}.md`)
      await mkdir(dirname(file), { recursive: true })
      // Two editors who begin the same at once get the second refused, not written over.
      await writeFile(file, draftSource(draft, id, dayOf(now())), { flag: 'wx' })
      return { article: id, href: `/knowledge?words=${id}` }
    },
    async addQuestions(id, questions) {
      const article = knowledge.article(id)
      if (!article || article.plain) return null
      const file = join(folder, article.file)
      const bytes = await readFile(file)
      if (digestOf(bytes) !== article.digest) return null
      const source = withQuestions(article, questions)
      const beside = `${file}.new`
      await writeFile(beside, source)
      await rename(beside, file)
      return { article: id, href: `/knowledge?words=${id}` }
    },
  }
}

/** The whole file of a new draft. Its body begins with what is known, for a person to write from. */
export function draftSource(draft: NewDraft, id: string, today: Day): string {
  const { title, language, category, questions, body, sources, by } = draft
  const reviewBy = new Date(Date.parse(today) + REVIEW_AFTER_DAYS * 86_400_000)
  const head = stringify(
    {
      id,
      title: oneLine(title),
      lang: language,
      category,
      service: 'after-sales',
      audience: 'customer',
      state: 'draft',
      owner: by.login,
      reviewBy: reviewBy.toISOString().slice(0, 10),
      questions: [...new Set(questions.map(oneLine))].filter((question) => question !== ''),
    },
    { lineWidth: 0 },
  )
  const from = sources.map((source) => `<!-- ${source.replaceAll('--', '')} -->\n`).join('')
  return `---\n${head}---\n\n${from}${body.trim()}\n`
}

/** The file with more `questions`; its other lines stay as they are. */
function withQuestions(
  { source, bodyStart, questions }: Pick<Article, 'source' | 'bodyStart' | 'questions'>,
  more: readonly string[],
): string {
  const known = new Set(questions)
  const fresh = [...new Set(more.map(oneLine))].filter((text) => text !== '' && !known.has(text))
  const [, head = ''] = /^---\n([\s\S]*?)---\s*\n$/.exec(source.slice(0, bodyStart)) ?? []
  const document = parseDocument(head)
  const list = document.get('questions')
  if (list instanceof YAMLSeq) for (const question of fresh) list.add(document.createNode(question))
  else document.set('questions', fresh)
  const text = document.toString({ lineWidth: 0 })
  return `---\n${text}---\n${source.slice(bodyStart)}`
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

/** `怎么包礼物` is `zen-me-bao-li-wu`. */
function slugOf(title: string, isTaken: (slug: string) => boolean): string {
  const latin = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{Script=Han}+/gu, (run) => ` ${syllablesOf(run).join(' ')} `)
  let slug = ''
  for (const word of latin.split(/[^a-z0-9]+/).filter((each) => each !== '')) {
    const longer = slug === '' ? word.slice(0, LONGEST_SLUG) : `${slug}-${word}`
    if (longer.length > LONGEST_SLUG) break
    slug = longer
  }
  const base = slug === '' ? 'article' : slug
  let name = base
  for (let number = 2; isTaken(name); number++) name = `${base}-${number}`
  return name
}
