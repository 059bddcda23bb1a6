import { createHash } from 'node:crypto'
import type { Db } from '../../platform/db/tables.js'
import { Fault } from '../../platform/fault.js'
import type { NewId } from '../../platform/id.js'
import type { KeptFile, NewFile, UploadId } from './upload.js'
import { openUploadFolder } from './upload-folder.js'
import { type Upload, uploadById, uploadIds } from './upload-table.js'

export interface UploadsDeps {
  readonly folder: string
  readonly db: Db
  readonly newId: NewId
}

/** The files of customers. A row tells of each; a file of which none tells is removed. */
export interface Uploads {
  hasRoom(bytes: number): Promise<boolean>
  /**
   * Writes files before `work` records them, so that no row is ever without its file.
   *
   * @param work Says whether it recorded them; else, or when it throws, they are removed again.
   */
  keep<Result>(
    files: readonly NewFile[],
    work: (
      kept: readonly KeptFile[],
    ) => Promise<{ readonly used: boolean; readonly result: Result }>,
  ): Promise<Result>
  /**
   * `undefined` when nothing tells of it, or when its words and files were erased.
   *
   * @throws When its bytes are not those that were stored.
   */
  read(id: UploadId): Promise<{ readonly upload: Upload; readonly content: Buffer } | undefined>
  /** Removes the files of which no row tells: of an erasure, or of a process that ended too early. */
  sweep(): Promise<void>
}

/** @throws {Fault} `misconfigured` when the folder cannot be made. */
export function createUploads({ folder: path, db, newId }: UploadsDeps): Uploads {
  const folder = openUploadFolder(path)
  /** Between their writing and their row; the folder belongs to this process alone. */
  const held = new Set<UploadId>()

  return {
    hasRoom: folder.hasRoom,
    async keep(files, work) {
      const named = files.map((file) => ({ ...file, id: newId('upload') }))
      const ids = named.map(({ id }) => id)
      for (const id of ids) held.add(id)
      try {
        const kept = await folder.write(named)
        try {
          const { used, result } = await work(kept)
          if (!used) await folder.remove(ids)
          return result
        } catch (cause) {
          await folder.remove(ids)
          throw cause
        }
      } finally {
        for (const id of ids) held.delete(id)
      }
    },
    async read(id) {
      const upload = await uploadById(db, id)
      if (!upload) return undefined
      const content = await folder.read(id)
      if (content === undefined) {
        throw new Fault('misconfigured', `The file ${id} is gone from ${path}. Restore it.`)
      }
      if (createHash('sha256').update(content).digest('hex') !== upload.digest) {
        throw new Fault('misconfigured', `The file ${id} in ${path} was changed. Restore it.`)
      }
      return { upload, content }
    },
    async sweep() {
      const found = await folder.list()
      // Whoever was done before has a row; whoever begins after is not among `found`.
      const busy = new Set(held)
      const known = await uploadIds(db)
      await folder.remove(found.filter((id) => !known.has(id) && !busy.has(id)))
    },
  }
}
