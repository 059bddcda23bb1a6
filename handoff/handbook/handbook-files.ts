import { fileURLToPath } from 'node:url'
import type { AssetFile } from '../../platform/http/assets.js'

export const HANDBOOK_STYLES = ['tokens.css', 'base.css', 'staff.css', 'handbook.css'] as const

/** What the browser needs of this folder. */
export function handbookFiles(): readonly AssetFile[] {
  const path = fileURLToPath(new URL('./handbook.css', import.meta.url))
  return [{ name: 'handbook.css', path }]
}
