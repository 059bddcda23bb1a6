import type { Nodes } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { parseMarkdown } from '../article/markdown.js'

/** Plain words; cells, items and lines stay apart, so that no word grows across them. */
export function textOf(node: Nodes): string {
  switch (node.type) {
    case 'tableRow':
      return node.children.map((cell) => plainText(cell)).join(' | ')
    case 'table':
    case 'list':
    case 'listItem':
    case 'blockquote':
      return node.children.map((child) => textOf(child)).join('\n')
    case 'html':
      return node.value.replaceAll(/<[^>]*>/g, ' ')
    case 'definition':
      return ''
    default:
      return plainText(node)
  }
}

/** The words of a piece of markdown, as a passage's `text` has them: blocks stand on lines of their own. */
export function markdownText(markdown: string): string {
  return parseMarkdown(markdown)
    .children.map((node) => textOf(node))
    .join('\n')
}
