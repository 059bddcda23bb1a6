import { mkdirSync } from 'node:fs'
import { Fault } from '../fault.js'

/**
 * Makes the data folder with those above it; one that is there already is left as it is.
 *
 * @throws {Fault} `misconfigured` when it cannot be made.
 */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (cause) {
    throw new Fault(
      'misconfigured',
      `The data folder ${folder} cannot be made. Give permission to write there, or set KEFU_DATA to another folder.`,
      { cause },
    )
  }
}
