import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '../platform/fault.js'

const BYTES = 32

/**
 * The key that signs chat tokens and cookies: made at the first start, readable by this user only,
 * and kept in the data folder so that visitors stay known across restarts.
 *
 * @throws {Fault} `misconfigured` when it cannot be read or written, or is too short to be safe.
 */
export async function readSecret(dataFolder: string): Promise<string> {
  const file = join(dataFolder, 'secret')
  try {
    await writeFile(file, randomBytes(BYTES).toString('hex'), { flag: 'wx', mode: 0o600 })
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) {
      throw new Fault(
        'misconfigured',
        `${file} cannot be written. Give permission to write there, or set KEFU_DATA to another folder.`,
        { cause },
      )
    }
  }
  const secret = (await readFile(file, 'utf8')).trim()
  if (secret.length < BYTES * 2) {
    throw new Fault(
      'misconfigured',
      `${file} holds ${secret.length} characters, and ${BYTES * 2} are needed. Delete the file; a new one is made, and visitors begin a new chat.`,
    )
  }
  return secret
}
