import type { Node, Root, RootContent, Yaml } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { parseDocument } from 'yaml'

/** A file of the handbook or of the replies, cut at its headings. */
export interface Page {
  /** The file's name, such as `anger.md`. */
  readonly file: string
  /** The YAML between the lines of dashes, as written; empty when there is none. */
  readonly yaml: string
  /** What the YAML says, as JSON has it; left out when it is none. */
  readonly data?: unknown
  /** What stands before the first heading, as markdown. */
  readonly intro: string
  readonly sections: readonly Section[]
}

/** A heading and what stands below it, up to the next heading of its depth or less. */
export interface Section {
  readonly title: string
  /** Line of the heading, from 1. */
  readonly line: number
  /** The items of its lists, top level only. */
  readonly items: readonly Item[]
  /** The rows of its tables, without their header rows. */
  readonly rows: readonly Row[]
  readonly sections: readonly Section[]
}

export interface Item {
  /** The markdown as written, without bullet and indentation. */
  readonly text: string
  readonly line: number
}

export interface Row {
  readonly cells: readonly string[]
  readonly line: number
}

export type ParsePage = (file: string, source: string) => Page

/** Walks the markdown of one file. Every text is a page, so nothing fails here. */
export function parsePage(file: string, source: string): Page {
  const root: Root = unified()
    .use(remarkParse)
    .use(remarkFrontmatter, ['yaml'])
    .use(remarkGfm)
    .parse(source)
  const yaml = root.children.find((node): node is Yaml => node.type === 'yaml')
  const body = root.children.filter((node) => node.type !== 'yaml')
  const firstHeading = body.findIndex((node) => node.type === 'heading')
  const intro = firstHeading === -1 ? body : body.slice(0, firstHeading)
  const document = parseDocument(yaml?.value ?? '')
  return {
    file,
    yaml: yaml?.value ?? '',
    ...(document.errors.length === 0 && { data: document.toJS() }),
    intro: textBetween(source, intro.at(0), intro.at(-1)),
    sections: firstHeading === -1 ? [] : cutAtHeadings(source, body.slice(firstHeading)),
  }
}

/** @param nodes Begins with a heading. */
function cutAtHeadings(source: string, nodes: readonly RootContent[]): readonly Section[] {
  const sections: Section[] = []
  let rest = nodes
  while (rest[0]?.type === 'heading') {
    const [heading, ...after] = rest
    const isEnd = (node: RootContent) => node.type === 'heading' && node.depth <= heading.depth
    const end = after.findIndex(isEnd)
    const content = end === -1 ? after : after.slice(0, end)
    const inner = content.findIndex((node) => node.type === 'heading')
    const own = inner === -1 ? content : content.slice(0, inner)
    sections.push({
      title: plainText(heading).trim(),
      line: lineOf(heading),
      items: own.flatMap((node) => itemsOf(source, node)),
      rows: own.flatMap((node) => rowsOf(source, node)),
      sections: inner === -1 ? [] : cutAtHeadings(source, content.slice(inner)),
    })
    rest = end === -1 ? [] : after.slice(end)
  }
  return sections
}

function itemsOf(source: string, node: RootContent): readonly Item[] {
  if (node.type !== 'list') return []
  return node.children.map((item) => ({
    text: textBetween(source, item.children.at(0), item.children.at(-1)),
    line: lineOf(item),
  }))
}

function rowsOf(source: string, node: RootContent): readonly Row[] {
  if (node.type !== 'table') return []
  return node.children.slice(1).map((row) => ({
    cells: row.children.map((cell) =>
      textBetween(source, cell.children.at(0), cell.children.at(-1)),
    ),
    line: lineOf(row),
  }))
}

/** The source from the first node to the end of the last; later lines lose the first's indent. */
function textBetween(source: string, first: Node | undefined, last: Node | undefined): string {
  const start = first?.position?.start
  const end = last?.position?.end
  if (start?.offset === undefined || end?.offset === undefined) return ''
  const indent = ' '.repeat(start.column - 1)
  return source.slice(start.offset, end.offset).replaceAll(`\n${indent}`, '\n')
}

function lineOf(node: Node): number {
  return node.position?.start.line ?? 1
}
