import { open } from 'node:fs/promises'

/**
 * Adds bytes to the end of a file, all or none: what a full disk has cut off is taken back, since
 * records behind half of one could not be found again.
 */
export async function appendWhole(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'a')
  try {
    const { size } = await handle.stat()
    try {
      await handle.writeFile(bytes)
    } catch (cause) {
      await handle.truncate(size)
      throw cause
    }
  } finally {
    await handle.close()
  }
}
