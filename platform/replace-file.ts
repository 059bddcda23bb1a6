import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Writes a file beside the old one and swaps them, so that a reader, a crash or a full disk finds
 * one of the two and never half of it. Its folder is made.
 *
 * @throws {Error} When it cannot be written, as on a full disk; the old one is there then, and
 * nothing beside it.
 */
export async function replaceFile(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const beside = `${file}.${process.pid}.new`
  try {
    const handle = await open(beside, 'w')
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, file)
  } catch (cause) {
    await rm(beside, { force: true })
    throw cause
  }
}
