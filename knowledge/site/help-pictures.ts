import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Article, type Audience, type Day, mayAnswer } from '../article/article.js'
import { relativeTarget } from '../article/check-articles.js'
import type { Knowledge } from '../knowledge.js'

/** Where a picture of an article is read by customers. */
export function helpPictureHref(file: string): string {
  return `/help/files/${file.split('/').map(encodeURIComponent).join('/')}`
}

/**
 * Reads a picture for a reader: only one that an article shows which they may read, so that a draft
 * or an agents' article keeps its pictures to itself.
 */
export async function readHelpPicture(
  knowledge: Pick<Knowledge, 'articles' | 'articlesFolder' | 'files'>,
  file: string,
  today: Day,
  audience: Audience,
): Promise<Uint8Array | undefined> {
  if (!knowledge.files().has(file)) return undefined
  const name = file.slice(file.lastIndexOf('/') + 1)
  const shows = ({ file: from, links }: Article) =>
    links.some(({ url }) => decoded(url).includes(name) && relativeTarget(from, url) === file)
  const isShown = knowledge
    .articles()
    .some((article) => mayAnswer(article, today, audience) && shows(article))
  if (!isShown) return undefined
  return readFile(join(knowledge.articlesFolder, file)).catch(() => undefined)
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url)
  } catch {
    return url
  }
}
