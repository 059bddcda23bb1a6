import GithubSlugger from 'github-slugger'
import type { Element, Root as HtmlRoot } from 'hast'
import { toString as plainText } from 'mdast-util-to-string'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import type { Language } from '../../platform/language.js'
import type { Heading } from '../passage/passage.js'
import { toLanguageScript } from '../search/words/to-traditional.js'
import type { Article } from './article.js'
import { relativeTarget } from './check-articles.js'
import { parseMarkdown } from './markdown.js'

/** An article's body, ready for a help page. */
export interface RenderedArticle {
  /** Safe to insert: markup and scripts of the article are gone. */
  readonly html: string
  /** In order, with the ids that the html carries. */
  readonly headings: readonly Heading[]
}

/** Text with structure, links and the shop's own pictures; no markup that acts or frames. */
const SCHEMA: typeof defaultSchema = {
  ...defaultSchema,
  tagNames: (
    'h1 h2 h3 h4 h5 h6 p a strong em del code pre blockquote ul ol li table thead tbody tr th td ' +
    'hr br img input'
  ).split(' '),
  attributes: {
    a: ['href', 'title'],
    img: ['src', 'alt', 'title'],
    th: ['align'],
    td: ['align'],
    ol: ['start'],
    input: [['type', 'checkbox'], 'checked', ['disabled', true]],
    h1: ['id'],
    h2: ['id'],
    h3: ['id'],
    h4: ['id'],
    h5: ['id'],
    h6: ['id'],
  },
  protocols: { href: ['http', 'https', 'mailto', 'tel'], src: [] },
  // Ids are made here from headings alone, so they need no guarding prefix.
  clobber: [],
  strip: ['script', 'style'],
}

const writer = unified().use(remarkRehype).use(rehypeSanitize, SCHEMA).use(rehypeStringify).freeze()

/**
 * Draws an article for a page. Headings carry the anchors that passages name. Simplified Chinese is
 * written in traditional script for `zh-Hant`; anchors stay as they are.
 *
 * @param linkTo The address of another file of the articles' folder; without one, or for
 *   `undefined`, the link stays as it was written.
 * @param pictureTo The address of a picture of the articles' folder.
 */
export function renderArticle(
  article: Article,
  language: Language,
  linkTo: (file: string) => string | undefined = () => undefined,
  pictureTo: (file: string) => string | undefined = () => undefined,
): RenderedArticle {
  const tree = parseMarkdown(article.source)
  const slugger = new GithubSlugger()
  const headings: Heading[] = []
  const script = article.language === 'en' ? 'en' : language
  visit(tree, 'heading', (node) => {
    const text = plainText(node)
    const slug = slugger.slug(text)
    node.data = { hProperties: { id: slug } }
    headings.push({ text: toLanguageScript(text, script), depth: node.depth, slug })
  })
  visit(tree, ['link', 'definition'], (node) => {
    if (!('url' in node)) return
    const file = relativeTarget(article.file, node.url)
    const anchor = node.url.includes('#') ? node.url.slice(node.url.indexOf('#')) : ''
    const address = file === null ? undefined : linkTo(file)
    if (address !== undefined) node.url = address + anchor
  })
  visit(tree, 'image', (node) => {
    const file = relativeTarget(article.file, node.url)
    node.url = (file === null ? undefined : pictureTo(file)) ?? node.url
  })
  visit(tree, ['text', 'inlineCode', 'code'], (node) => {
    if ('value' in node) node.value = toLanguageScript(node.value, script)
  })
  const html = writer.runSync(tree) as HtmlRoot
  visit(html, 'element', (element, index, parent) => {
    if (!isForeignPicture(element) || !parent || index === undefined) return
    parent.children.splice(index, 1)
  })
  return { html: writer.stringify(html), headings }
}

/** A picture from elsewhere would tell that place who reads the page. */
function isForeignPicture(element: Element): boolean {
  const { src } = element.properties
  return (
    element.tagName === 'img' && (typeof src !== 'string' || /^[a-z][a-z0-9+.-]*:|^\/\//i.test(src))
  )
}
