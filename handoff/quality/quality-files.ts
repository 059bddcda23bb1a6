import { fileURLToPath } from 'node:url'
import type { AssetFile } from '../../platform/http/assets.js'

/** What the browser needs of this folder. */
export function qualityFiles(): readonly AssetFile[] {
  const path = fileURLToPath(new URL('./quality.css', import.meta.url))
  return [{ name: 'quality.css', path }]
}
