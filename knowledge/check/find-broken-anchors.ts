import type { Article } from '../article/article.js'
import { relativeTarget } from '../article/check-articles.js'

/** A link that leads to a page, but not to a place in it; or to an article that is not there. */
export interface BrokenAnchor {
  readonly kind: 'broken-anchor' | 'broken-link'
  readonly line: number
  readonly url: string
  /** The file or article that was meant. */
  readonly target: string
  /** The anchors that it has, the likest first. */
  readonly anchors: readonly string[]
}

/**
 * Finds links to headings that are not there, in this article or another one, and help addresses of
 * no article. Links to files that are missing are found where articles are read.
 *
 * @param byFile The article of a file; `undefined` for pictures and other files.
 */
export function findBrokenAnchors(
  article: Article,
  byFile: (file: string) => Article | undefined,
  byId: (id: string) => Article | undefined,
): readonly BrokenAnchor[] {
  return article.links.flatMap(({ url, line }): readonly BrokenAnchor[] => {
    const help = /^\/help\/([^/?#]+)/.exec(url)?.[1]
    const anchor = /#(.+)$/.exec(url)?.[1]
    const relative = relativeTarget(article.file, url)
    const id = help === undefined ? '' : decoded(help)
    if (help !== undefined && byId(id) === undefined) {
      return [{ kind: 'broken-link', line, url, target: id, anchors: [] }]
    }
    if (anchor === undefined) return []
    const isOwn = url.startsWith('#')
    const target = isOwn ? article : help ? byId(id) : relative ? byFile(relative) : undefined
    if (!target) return []
    const anchors = anchorsOf(target)
    if (anchors.includes(decoded(anchor))) return []
    return [{ kind: 'broken-anchor', line, url, target: target.file, anchors }]
  })
}

function anchorsOf({ passages }: Article): readonly string[] {
  return [...new Set(passages.flatMap(({ headings }) => headings.map(({ slug }) => slug)))]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
