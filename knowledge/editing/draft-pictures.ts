import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { dirname as posixDirname, join as posixJoin } from 'node:path/posix'
import type { Article } from '../article/article.js'
import { relativeTarget } from '../article/check-articles.js'
import { PICTURE_TYPES, pictureType } from '../article/picture-type.js'
import type { NewPicture } from './article-files.js'
import type { Draft, DraftId } from './draft.js'
import { LARGEST_PICTURE } from './draft-body.js'
import { slugOf } from './slug-of.js'

/** Pictures of an article stand in this folder beside it. */
export const PICTURE_FOLDER = 'images'

export type PictureReading =
  | { readonly ok: true; readonly name: string; readonly content: Uint8Array }
  | { readonly ok: false; readonly refusal: 'wrong-type' | 'too-large' | 'empty' }

/** Pictures that belong to a change which is not published; published ones are in the content. */
export interface DraftPictures {
  /** @returns Its name; the same picture again has the same. */
  keep(draft: DraftId, name: string, content: Uint8Array): Promise<void>
  read(draft: DraftId, name: string): Promise<Uint8Array | undefined>
  names(draft: DraftId): Promise<readonly string[]>
  /** Those that its text shows, under the paths that they are published to. */
  wanted(draft: Pick<Draft, 'id' | 'file'>, article: Pick<Article, 'links'>): Promise<NewPicture[]>
  remove(draft: DraftId): Promise<void>
}

/** @param folder Below the data folder. */
export function openDraftPictures(folder: string): DraftPictures {
  const place = (draft: DraftId, name: string) => join(folder, draft, basename(name))
  const names = (draft: DraftId) => readdir(join(folder, draft)).catch(() => [])
  return {
    names,
    async keep(draft, name, content) {
      await mkdir(join(folder, draft), { recursive: true, mode: 0o700 })
      await writeFile(place(draft, name), content)
    },
    read: (draft, name) => readFile(place(draft, name)).catch(() => undefined),
    async wanted({ id, file }, { links }) {
      const targets = new Set(links.map(({ url }) => relativeTarget(file, url)))
      const own = (await names(id)).map((name) => ({ name, file: pictureFile(file, name) }))
      return Promise.all(
        own
          .filter((each) => targets.has(each.file))
          .map(async (each) => ({
            file: each.file,
            content: await readFile(place(id, each.name)),
          })),
      )
    },
    remove: (draft) => rm(join(folder, draft), { recursive: true, force: true }),
  }
}

/** Where a picture of an article stands, below the articles' folder. */
export function pictureFile(article: string, name: string): string {
  return posixJoin(posixDirname(article), PICTURE_FOLDER, name)
}

/**
 * Looks at a file that is to be a picture: whatever it is called, its first bytes tell what it is.
 *
 * @returns A name that says what it shows and changes with every byte, so that a published picture
 *   is never another one under the same address.
 */
export async function readPicture(name: string, content: Uint8Array): Promise<PictureReading> {
  if (content.byteLength === 0) return { ok: false, refusal: 'empty' }
  if (content.byteLength > LARGEST_PICTURE) return { ok: false, refusal: 'too-large' }
  const type = await pictureType(content)
  if (type === undefined) return { ok: false, refusal: 'wrong-type' }
  const stem = await slugOf(name.replace(/\.[^.]*$/, ''), () => false)
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 8)
  return { ok: true, name: `${stem}-${digest}.${PICTURE_TYPES[type]}`, content }
}
