import type { Image, Link } from 'mdast'
import { visit } from 'unist-util-visit'
import type { Language } from '../../platform/language.js'
import type { Article } from '../article/article.js'
import { relativeTarget } from '../article/check-articles.js'
import { parseMarkdown } from '../article/markdown.js'
import { articleHref } from './help-articles.js'
import { helpPictureHref } from './help-pictures.js'

/**
 * Gives the words of an article links that hold outside it: those to other articles' files lead to
 * our help pages, a picture becomes a link to it. A link to a file that is no article keeps its
 * words and loses its address.
 */
export function withHelpLinks(
  markdown: string,
  from: Article,
  articles: readonly Article[],
  language: Language,
): string {
  // Most answers have none, and reading markdown costs more than all else that is done to them.
  if (!markdown.includes('](')) return markdown
  let result = ''
  let end = 0
  visit(parseMarkdown(markdown), ['link', 'image'], (node) => {
    const link = node as Link | Image
    const file = relativeTarget(from.file, link.url)
    const [start, stop] = [link.position?.start.offset, link.position?.end.offset]
    if (file === null || start === undefined || stop === undefined || start < end) return
    result += markdown.slice(end, start)
    end = stop
    if (link.type === 'image') {
      if (link.alt) result += `[${link.alt}](${helpPictureHref(file)})`
      return
    }
    const target = articles.find((article) => article.file === file)
    const words = wordsOf(markdown, link)
    result += target ? `[${words}](${articleHref(target, language)})` : words
  })
  return result + markdown.slice(end)
}

function wordsOf(markdown: string, { children }: Link): string {
  const start = children[0]?.position?.start.offset
  const end = children.at(-1)?.position?.end.offset
  return start === undefined || end === undefined ? '' : markdown.slice(start, end)
}
