import type { Root } from 'mdast'
import { remark } from 'remark'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'

const reader = remark().use(remarkFrontmatter, ['yaml']).use(remarkGfm).freeze()

/** Markdown with front matter, tables and the like, as a tree whose places count in `source`. */
export function parseMarkdown(source: string): Root {
  return reader.parse(source)
}
