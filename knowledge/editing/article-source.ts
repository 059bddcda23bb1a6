import type { Yaml } from 'mdast'
import { stringify } from 'yaml'
import { parseMarkdown } from '../article/markdown.js'
import { type ArticleFields, TEXT_FIELDS } from './article-fields.js'
import { changeFrontMatter } from './change-front-matter.js'

/** A file in the parts that the form edits. */
export interface SourceParts {
  /** The front matter without its lines of hyphens. */
  readonly head: string
  /** Without the blank lines around it. */
  readonly body: string
}

/** Cuts a file; one without front matter has an empty head. */
export function splitSource(source: string): SourceParts {
  const { head, body } = cut(source)
  return { head, body: body.trim() }
}

/**
 * The file with other fields and another body. What the form does not show stays as it is written:
 * comments, fields that are unknown, the order, the ends of lines, blank lines around the body.
 */
export function changeSource(source: string, fields: ArticleFields, body: string): string {
  const parts = cut(source)
  const windows = source.includes('\r\n')
  const head = changeFrontMatter(parts.head.replaceAll('\r\n', '\n'), fields)
  const inner = parts.body.trim()
  const wanted = body.replaceAll('\r\n', '\n').trim()
  const at = parts.body.indexOf(inner)
  const before = inner === '' ? '\n' : parts.body.slice(0, at)
  const after = inner === '' ? '\n' : parts.body.slice(at + inner.length)
  const kept = wanted === inner.replaceAll('\r\n', '\n') ? inner : wanted
  const text = `---\n${head}\n---\n${before}${kept}${after.includes('\n') ? after : '\n'}`
  return windows ? text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n') : text
}

/** A new file. Fields that are empty are left out, but for those that every article must have. */
export function newSource(fields: ArticleFields, body: string): string {
  const OPTIONAL = new Set(['validFrom', 'validUntil', 'supersedes', 'translates'])
  const entries = TEXT_FIELDS.filter((name) => fields[name] !== '' || !OPTIONAL.has(name)).map(
    (name) => [name, fields[name]],
  )
  const head = stringify(
    { ...Object.fromEntries(entries), questions: fields.questions },
    { lineWidth: 0 },
  )
  return `---\n${head}---\n\n${body.replaceAll('\r\n', '\n').trim()}\n`
}

function cut(source: string): SourceParts {
  const yaml = parseMarkdown(source).children.find((node): node is Yaml => node.type === 'yaml')
  const end = yaml?.position?.end.offset
  if (yaml === undefined || end === undefined) return { head: '', body: source }
  const line = source.indexOf('\n', end)
  return { head: yaml.value, body: line === -1 ? '' : source.slice(line + 1) }
}
