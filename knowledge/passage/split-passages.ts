import GithubSlugger from 'github-slugger'
import type { Nodes, Root, RootContent, Table } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { measureText } from './measure-text.js'
import type { Heading, Passage } from './passage.js'
import { textOf } from './text-of.js'

/**
 * A longer section is split between its blocks. The embedding model reads 256 tokens, its heading
 * and title among them.
 */
const TARGET = 200

/** A list, table, code block or paragraph stays whole up to here; what is longer is split inside. */
const WHOLE = 4 * TARGET

/** Part of a block that may begin a passage. */
interface Piece {
  readonly start: number
  readonly line: number
  readonly text: string
  readonly size: number
  readonly lead: string
}

/**
 * Splits an article's body into sections, and long sections between their blocks. A list, table or
 * code block stays whole; one that is too long even so is split between items or rows, and the
 * table's header is repeated in each part.
 *
 * @param tree Of the whole file, as `parseMarkdown` gives it.
 * @param bodyStart Where the body begins in `source`.
 * @returns In order, at least one. Their parts of `source` join to the whole body.
 */
export function splitPassages(
  tree: Root,
  source: string,
  bodyStart: number,
  file: string,
): readonly Passage[] {
  const slugger = new GithubSlugger()
  const path: Heading[] = []
  const sections: { headings: readonly Heading[]; pieces: Piece[] }[] = []
  let section: (typeof sections)[number] = { headings: [], pieces: [] }
  let onlyHeadings = true

  for (const node of tree.children) {
    if (node.type === 'yaml' || startOf(node) < bodyStart) continue
    if (node.type === 'heading') {
      const text = plainText(node)
      while ((path.at(-1)?.depth ?? 0) >= node.depth) path.pop()
      path.push({ text, depth: node.depth, slug: slugger.slug(text) })
      // A heading straight under another one shares its passage: nothing stands between them.
      if (section.pieces.length > 0 && !onlyHeadings) {
        sections.push(section)
        section = { headings: [], pieces: [] }
      }
      section = { headings: [...path], pieces: [...section.pieces, wholePiece(node)] }
      onlyHeadings = true
      continue
    }
    section.pieces.push(...piecesOf(node, source))
    onlyHeadings = false
  }
  if (section.pieces.length > 0 || sections.length === 0) sections.push(section)

  const passages = sections.flatMap(({ headings, pieces }) =>
    groupPieces(pieces).map((group) => ({ headings, group })),
  )
  return passages.map(({ headings, group }, i): Passage => {
    const first = group[0]
    const next = passages[i + 1]?.group[0]
    return {
      headings,
      place: {
        file,
        line: i === 0 ? lineAt(source, bodyStart) : (first?.line ?? 1),
        offset: i === 0 ? bodyStart : (first?.start ?? bodyStart),
      },
      end: next?.start ?? source.length,
      lead: first?.lead ?? '',
      text: group.map(({ text }) => text).join('\n'),
    }
  })
}

/** Fills passages up to the target; a heading is never the last piece of one. */
function groupPieces(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const groups: Piece[][] = []
  let group: Piece[] = []
  let size = 0
  for (const piece of pieces) {
    const full = size > 0 && size + piece.size > TARGET
    if (full && group.some((each) => !isHeadingPiece(each))) {
      groups.push(group)
      group = []
      size = 0
    }
    group.push(piece)
    size += piece.size
  }
  groups.push(group)
  return groups
}

const HEADING_SIZE = 0

function isHeadingPiece(piece: Piece): boolean {
  return piece.size === HEADING_SIZE
}

function wholePiece(node: RootContent): Piece {
  const text = textOf(node)
  const size = node.type === 'heading' ? HEADING_SIZE : Math.max(1, measureText(text))
  return { start: startOf(node), line: node.position?.start.line ?? 1, text, size, lead: '' }
}

function piecesOf(node: RootContent, source: string): readonly Piece[] {
  const whole = wholePiece(node)
  if (whole.size <= WHOLE) return [whole]
  switch (node.type) {
    case 'list':
    case 'blockquote':
      return node.children.map((child, i) => ({
        ...wholePiece(child as RootContent),
        ...(i === 0 && { start: whole.start }),
      }))
    case 'table':
      return tablePieces(node, source)
    default:
      return [whole]
  }
}

/** Groups of rows of about the target's size, each with the header and the line below it. */
function tablePieces(table: Table, source: string): readonly Piece[] {
  const [header, ...rows] = table.children
  const firstRow = rows[0]
  if (!header || !firstRow) return [wholePiece(table)]
  // The line of dashes is no row, so the header is cut from the file up to the first row.
  const head = source.slice(startOf(table), startOf(firstRow))
  const headText = textOf(header)
  return rows.map((row, i) => {
    const text = i === 0 ? `${headText}\n${textOf(row)}` : textOf(row)
    return {
      start: i === 0 ? startOf(table) : startOf(row),
      line: (i === 0 ? table : row).position?.start.line ?? 1,
      text,
      size: Math.max(1, measureText(text)),
      lead: i === 0 ? '' : head,
    }
  })
}

function startOf(node: Nodes): number {
  return node.position?.start.offset ?? 0
}

function lineAt(source: string, offset: number): number {
  let line = 1
  for (let i = source.indexOf('\n'); i !== -1 && i < offset; i = source.indexOf('\n', i + 1)) line++
  return line
}
