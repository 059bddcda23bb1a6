import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../../platform/fault.js'
import type { ReadBody } from './kept-article.js'
import { parseArticle } from './parse-article.js'

/**
 * Has articles' long texts from their own files, for when the kept ones are damaged.
 *
 * @param indexFolder Named to the operator, who has to delete it when the file is another one.
 */
export function bodiesOfFiles(folder: string, indexFolder: string): ReadBody {
  return ({ file, digest, id }) => {
    const path = join(folder, file)
    const parsed = existsSync(path) ? parseArticle(file, readFileSync(path), 'allow') : null
    if (parsed?.ok && parsed.article.digest === digest) return parsed.article
    throw new Fault(
      'misconfigured',
      `The text of the article ${id} is lost, since the index in ${indexFolder} is damaged. Delete that folder and start again.`,
    )
  }
}
