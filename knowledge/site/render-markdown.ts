import type { Element, Root } from 'hast'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { parseMarkdown } from '../article/markdown.js'

/** Words with structure and links. No pictures: one that a model wrote would carry data away. */
const SCHEMA = {
  tagNames: 'p a strong em del code pre blockquote ul ol li table thead tbody tr th td hr br'.split(
    ' ',
  ),
  attributes: { a: ['href'], th: ['align'], td: ['align'], ol: ['start'] },
  protocols: { href: ['http', 'https', 'mailto', 'tel'] },
  strip: ['script', 'style'],
}

const writer = unified().use(remarkRehype).use(rehypeSanitize, SCHEMA).use(rehypeStringify).freeze()

/**
 * Draws the markdown of a message as HTML that is safe to insert. Links open a new tab.
 *
 * @param linkTo Another address for a link, such as that of an article for its file; for
 *   `undefined` it stays as it is.
 */
export function renderMarkdown(
  markdown: string,
  linkTo: (url: string) => string | undefined = () => undefined,
): string {
  const tree = parseMarkdown(markdown)
  visit(tree, ['link', 'definition'], (node) => {
    if ('url' in node) node.url = linkTo(node.url) ?? node.url
  })
  const html = writer.runSync(tree) as Root
  visit(html, 'element', (element: Element) => {
    if (element.tagName === 'a') Object.assign(element.properties, NEW_TAB)
  })
  return writer.stringify(html)
}

const NEW_TAB = { target: '_blank', rel: 'noopener noreferrer' }
