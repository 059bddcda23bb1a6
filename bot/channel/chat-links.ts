import type { Link, Nodes } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'

const parser = unified().use(remarkParse).use(remarkGfm)

/**
 * Makes the links of a message work in a chat, and leaves all else as it was written.
 *
 * A path on our own site gets its origin, since Web Chat draws a link without one as a button
 * that does nothing. A link to anywhere else but the web or a mailbox becomes its text. An image
 * becomes its text too: it would be fetched from wherever its writer, or a model, wants it to be.
 *
 * @param origin Such as `https://shop.example`.
 */
export function chatLinks(markdown: string, origin: string): string {
  if (!markdown.includes('](') && !markdown.includes('![')) return markdown
  const edits: { readonly start: number; readonly end: number; readonly text: string }[] = []
  visit(parser.parse(markdown), (node: Nodes) => {
    const start = node.position?.start.offset
    const end = node.position?.end.offset
    if (start === undefined || end === undefined) return
    if (node.type === 'image' || node.type === 'imageReference') {
      edits.push({ start, end, text: node.alt ?? '' })
    }
    if (node.type === 'link') {
      const text = linkText(node, markdown.slice(start, end), origin)
      if (text !== undefined) edits.push({ start, end, text })
    }
  })
  // An image inside of a link goes with it: the outer edit comes first and covers the inner one.
  let result = ''
  let done = 0
  for (const { start, end, text } of edits) {
    if (start < done) continue
    result += markdown.slice(done, start) + text
    done = end
  }
  return result + markdown.slice(done)
}

/** What stands in the place of a link; `undefined` when it may stay as it is. */
function linkText(link: Link, source: string, origin: string): string | undefined {
  const hasImage = link.children.some(({ type }) => type === 'image')
  if (/^\/(?![/\\])/.test(link.url)) return `[${textOf(link)}](${origin}${link.url})`
  if (/^(https?:\/\/|mailto:)/i.test(link.url)) {
    return hasImage ? `[${textOf(link)}](${link.url})` : undefined
  }
  return source.startsWith('<') ? undefined : textOf(link)
}
