import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { open, readdir, readFile, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '../../platform/fault.js'
import { isId } from '../../platform/id.js'
import type { KeptFile, NewFile, UploadId } from './upload.js'

/** So much stays free for the database, whatever customers send. */
const LEFT_FREE = 1024 * 1024 * 1024

/** The folder of customers' files: each under a random id, read by this user alone, never by name. */
export interface UploadFolder {
  /** Whether so many bytes more leave room for the database. */
  hasRoom(bytes: number): Promise<boolean>
  /**
   * Writes files, on the disk when this resolves; all of them or none.
   *
   * @throws {Fault} `misconfigured` when the disk is full or may not be written to.
   */
  write(files: readonly (NewFile & Pick<KeptFile, 'id'>)[]): Promise<readonly KeptFile[]>
  /** `undefined` when there is no such file. */
  read(id: UploadId): Promise<Buffer | undefined>
  remove(ids: readonly UploadId[]): Promise<void>
  /** Everything in the folder that is one of ours. */
  list(): Promise<readonly UploadId[]>
}

/** @throws {Fault} `misconfigured` when the folder cannot be made. */
export function openUploadFolder(folder: string): UploadFolder {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new Fault(
      'misconfigured',
      `The folder ${folder} for customers’ files cannot be made. Give permission to write there.`,
      { cause },
    )
  }
  const place = (id: UploadId) => join(folder, id)

  async function writeOne({ content, ...file }: NewFile & Pick<KeptFile, 'id'>): Promise<KeptFile> {
    const handle = await open(place(file.id), 'wx', 0o600)
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    const digest = createHash('sha256').update(content).digest('hex')
    return { ...file, size: content.byteLength, digest }
  }

  /** A file is only found again after a power cut when its folder is on the disk as well. */
  async function syncFolder(): Promise<void> {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  }

  async function remove(ids: readonly UploadId[]): Promise<void> {
    for (const id of ids) await rm(place(id), { force: true })
  }

  return {
    async hasRoom(bytes) {
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize - bytes >= LEFT_FREE
    },
    async write(files) {
      const kept: KeptFile[] = []
      try {
        for (const file of files) kept.push(await writeOne(file))
        await syncFolder()
        return kept
      } catch (cause) {
        // Where nothing can be written nothing can be removed; the next start sweeps.
        await remove(files.map(({ id }) => id)).catch(() => {})
        throw new Fault(
          'misconfigured',
          `A customer’s file could not be written to ${folder} (${codeOf(cause)}). Make room, or give permission to write.`,
          { cause },
        )
      }
    },
    async read(id) {
      try {
        return await readFile(place(id))
      } catch (cause) {
        if (codeOf(cause) === 'ENOENT') return undefined
        throw cause
      }
    },
    remove,
    list: async () =>
      (await readdir(folder)).filter((name): name is UploadId => isId('upload', name)),
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
}
