import { createHash } from 'node:crypto'
import { basename, dirname } from 'node:path/posix'
import type { Definition, Image, Link, Root, Yaml } from 'mdast'
import { visit } from 'unist-util-visit'
import { isLanguage, type Language } from '../../platform/language.js'
import { splitPassages } from '../passage/split-passages.js'
import { detectLanguage } from '../search/question/detect-language.js'
import { familyOfText } from '../search/question/language-family.js'
import type { Article, ArticleLink } from './article.js'
import { type FormReason, formMessage } from './form-reason.js'
import { parseMarkdown } from './markdown.js'
import { plainTitle } from './plain-title.js'
import type { Problem } from './problem.js'
import { type FrontMatter, readFrontMatter } from './read-front-matter.js'

/** Whether files that are plain markdown, without our front matter, count as articles. */
export type PlainFiles = 'allow' | 'refuse'

export type ParsedArticle =
  | {
      readonly ok: true
      readonly article: Article
      /** What was left out of it. */
      readonly warnings: readonly Problem[]
    }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Longer files are no articles; reading them would hold up everyone. */
export const LARGEST = 1_000_000

/** The parser's time grows with the square of this and more: 100,000 quote marks take minutes. */
const DEEPEST = 40

/** What every article has, whether its front matter says so or a plain file implies it. */
type Header = Pick<
  Article,
  | 'id'
  | 'title'
  | 'language'
  | 'category'
  | 'service'
  | 'audience'
  | 'state'
  | 'owner'
  | 'reviewBy'
  | 'validFrom'
  | 'validUntil'
  | 'questions'
  | 'supersedes'
  | 'translates'
  | 'plain'
>

/**
 * Reads one file.
 *
 * @param file Path below the articles' folder, with `/`.
 * @returns The article, or all that is wrong with it at once.
 */
export function parseArticle(file: string, bytes: Uint8Array, plain: PlainFiles): ParsedArticle {
  const fail = (line: number, reason: FormReason): ParsedArticle => ({
    ok: false,
    problems: [formError(file, line, reason)],
  })
  if (bytes.length > LARGEST) return fail(1, tooLarge(bytes.length))
  const source = decode(bytes)
  if (source === null) {
    return fail(lineOfBadBytes(bytes), { kind: 'not-utf8' })
  }
  const deep = tooDeepLine(source)
  if (deep !== null) {
    return fail(deep, { kind: 'too-deep', deepest: DEEPEST })
  }
  const tree = parseMarkdown(source)
  const yaml = tree.children.find((node): node is Yaml => node.type === 'yaml')
  const bodyStart = yaml === undefined ? 0 : afterLine(source, yaml.position?.end.offset ?? 0)
  const header = readHeader(file, source, tree, yaml, plain)
  if ('problems' in header) return { ok: false, problems: header.problems }
  const digest = digestOf(bytes)
  const links = linksIn(tree)
  const passages = splitPassages(tree, source, bodyStart, file)
  const { warnings, ...fields } = header
  const article = { ...fields, file, digest, source, bodyStart, links, passages }
  return { ok: true, article, warnings }
}

export function tooLarge(size: number): FormReason {
  return { kind: 'too-large', megabytes: (size / 1_000_000).toFixed(1) }
}

/** Something that keeps a file from being an article. */
export function formError(file: string, line: number, reason: FormReason): Problem {
  return { level: 'error', file, line, message: formMessage(reason), reason }
}

/** Changes with every byte. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32)
}

function linksIn(tree: Root): readonly ArticleLink[] {
  const links: ArticleLink[] = []
  visit(tree, ['link', 'image', 'definition'], (node) => {
    const { url, position } = node as Link | Image | Definition
    links.push({ url, line: position?.start.line ?? 1 })
  })
  return links
}

function readHeader(
  file: string,
  source: string,
  tree: Root,
  yaml: Yaml | undefined,
  plain: PlainFiles,
): (Header & Warnings) | { readonly problems: readonly Problem[] } {
  if (yaml === undefined) {
    if (plain === 'allow') return { ...plainHeader(file, source, tree, {}), warnings: [] }
    return { problems: [formError(file, 1, { kind: 'no-front-matter' })] }
  }
  const reading = readFrontMatter(yaml.value)
  if (reading.ok) return { ...ownHeader(reading.data), warnings: [] }
  const first = (yaml.position?.start.line ?? 1) + 1
  const problems = reading.problems.map(({ line, reason }) =>
    formError(file, first + line - 1, reason),
  )
  // Other tools' front matter is welcome where plain files are; ours is recognised by its state.
  if (plain === 'refuse' || (reading.raw !== null && 'state' in reading.raw)) return { problems }
  const warnings = problems.map((problem): Problem => ({ ...problem, level: 'warning' }))
  return {
    ...plainHeader(file, source, tree, reading.raw ?? {}),
    warnings: reading.raw === null ? warnings : [],
  }
}

type Warnings = Pick<ParsedArticle & { readonly ok: true }, 'warnings'>

function ownHeader({ lang, ...data }: FrontMatter): Header {
  return {
    ...data,
    plain: false,
    language: lang,
    validFrom: data.validFrom ?? null,
    validUntil: data.validUntil ?? null,
    supersedes: data.supersedes ?? null,
    translates: data.translates ?? null,
  }
}

function plainHeader(
  file: string,
  source: string,
  tree: Root,
  raw: Readonly<Record<string, unknown>>,
): Header {
  const name = basename(file).replace(/\.(?:md|markdown)$/i, '')
  const family = familyOfText(source.slice(0, 2_000))
  const title = textIn(raw, 'title') ?? plainTitle(tree, name, family)
  const folder = dirname(file)
  return {
    plain: true,
    id: textIn(raw, 'id') ?? name,
    title,
    language: languageIn(raw) ?? detectLanguage(`${title}\n${source.slice(0, 2_000)}`, 'en'),
    category: folder === '.' ? '' : folder,
    service: null,
    audience: 'customer',
    state: 'published',
    owner: null,
    reviewBy: null,
    validFrom: null,
    validUntil: null,
    questions: Array.isArray(raw.questions)
      ? raw.questions.filter((question): question is string => typeof question === 'string')
      : [],
    supersedes: null,
    translates: textIn(raw, 'translates') ?? null,
  }
}

function textIn(raw: Readonly<Record<string, unknown>>, field: string): string | undefined {
  const value = raw[field]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

function languageIn(raw: Readonly<Record<string, unknown>>): Language | undefined {
  return isLanguage(raw.lang) ? raw.lang : undefined
}

const OPENERS = /^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))+/
const INDENTED_ITEM = /^([ \t]+)(?:[-*+]|\d{1,9}[.)])[ \t]/

/** The first line, from 1, that is nested deeper than anybody reads; `null` when there is none. */
function tooDeepLine(source: string): number | null {
  const at = source.split('\n').findIndex((line) => {
    const indent = INDENTED_ITEM.exec(line)?.[1]?.length ?? 0
    const marks = OPENERS.exec(line)?.[0].replaceAll(/[\s\d]/g, '').length ?? 0
    // A line of nothing but marks is a rule across the page.
    return indent > 2 * DEEPEST || (marks > DEEPEST && !/^[-*_\s]+$/.test(line))
  })
  return at === -1 ? null : at + 1
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** The line of the first byte that no UTF-8 text can have, found by halving. */
function lineOfBadBytes(bytes: Uint8Array): number {
  const text = new TextDecoder('utf-8').decode(bytes)
  return text.slice(0, Math.max(0, text.indexOf('\uFFFD'))).split('\n').length
}

function afterLine(source: string, offset: number): number {
  const end = source.indexOf('\n', offset)
  return end === -1 ? source.length : end + 1
}
