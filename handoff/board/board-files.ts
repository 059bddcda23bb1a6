import { fileURLToPath } from 'node:url'
import type { AssetFile } from '../../platform/http/assets.js'

/** What the browser needs of this folder; the test cases look the same. */
export function boardFiles(): readonly AssetFile[] {
  return [{ name: 'board.css', path: fileURLToPath(new URL('./board.css', import.meta.url)) }]
}
