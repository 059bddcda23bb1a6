import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('../../content/handbook/signals', import.meta.url))

/** For tests: the names of the shop's own signals, without reading their thousands of sentences. */
export function shopSignals(): readonly string[] {
  return readdirSync(FOLDER).map((file) => basename(file, '.md'))
}
